import type { AlarmState } from "@/lib/model/alarm";
import type { AlarmRow } from "@/lib/model/views/alarms";

/** Whether a row is in the state asked for, and has the text in what is told of it. */
export function matchesAlarm(row: AlarmRow, text: string, state: AlarmState | null): boolean {
  if (state !== null && row.state !== state) return false;
  const needle = text.trim().toLowerCase();
  if (needle === "") return true;
  const told = [row.name, row.description ?? "", row.condition, ...row.watches.map(({ name }) => name)];
  return told.some((one) => one.toLowerCase().includes(needle));
}
