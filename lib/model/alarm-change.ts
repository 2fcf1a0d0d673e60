import type { EpochMs } from "@/lib/base/time";
import type { AlarmState } from "@/lib/model/alarm";

/** One change of state from an alarm's history. */
export interface AlarmChange {
  readonly alarm: string;
  readonly atMs: EpochMs;
  /** null where the history does not tell. */
  readonly from: AlarmState | null;
  readonly to: AlarmState;
  readonly reason: string | null;
}
