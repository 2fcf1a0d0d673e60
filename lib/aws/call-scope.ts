import "server-only";
import type { Meter } from "@/lib/aws/meter";
import type { EpochMs } from "@/lib/base/time";

/** On whose behalf AWS is called: one page load or one JSON answer. */
export interface CallScope {
  readonly region: string;
  /** Aborted when the page is abandoned: its calls stop, unless others wait for the same answer. */
  readonly signal: AbortSignal;
  readonly meter: Meter;
  /** The page's *now*. Decides which windows are closed; waiting and caching run on real time. */
  readonly nowMs: EpochMs;
}
