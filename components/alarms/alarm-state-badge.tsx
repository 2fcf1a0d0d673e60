import { StatusBadge, type StatusLevel } from "@/components/ui/status";
import type { AlarmState } from "@/lib/model/alarm";

/** No data is not health. */
export const levelOfState = {
  ALARM: "critical",
  OK: "ok",
  INSUFFICIENT_DATA: "unknown",
} as const satisfies Record<AlarmState, StatusLevel>;

/** As CloudWatch's console spells them. */
export const wordOfState = {
  ALARM: "In alarm",
  OK: "OK",
  INSUFFICIENT_DATA: "Insufficient data",
} as const satisfies Record<AlarmState, string>;

/** A state by shape, word and colour. */
export function AlarmStateBadge({ state }: { readonly state: AlarmState }) {
  return <StatusBadge level={levelOfState[state]}>{wordOfState[state]}</StatusBadge>;
}
