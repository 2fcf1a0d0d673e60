import { STATE_ORDER } from "@/lib/alarms/alarm-rows";
import type { AlarmRow } from "@/lib/model/views/alarms";

export const alarmColumns = ["name", "state", "watches", "condition", "since", "fired"] as const;
export type AlarmColumn = (typeof alarmColumns)[number];

export interface AlarmOrder {
  readonly column: AlarmColumn;
  readonly descending: boolean;
}

/** `since.desc` and back; anything else is no order: worst first. */
export function orderOf(text: string): AlarmOrder | null {
  const [name, way, ...rest] = text.split(".");
  const column = alarmColumns.find((one) => one === name);
  if (column === undefined || (way !== "asc" && way !== "desc") || rest.length > 0) return null;
  return { column, descending: way === "desc" };
}

export function orderText({ column, descending }: AlarmOrder): string {
  return `${column}.${descending ? "desc" : "asc"}`;
}

/** A new list; rows without a value come last, whichever way. */
export function inOrder(rows: readonly AlarmRow[], order: AlarmOrder | null): readonly AlarmRow[] {
  if (order === null) return rows;
  const sortedBy = VALUES[order.column];
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [sortedBy(a), sortedBy(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return (x < y ? -1 : x > y ? 1 : 0) * sign;
  });
}

const VALUES: Readonly<Record<AlarmColumn, (row: AlarmRow) => string | number | null>> = {
  name: ({ name }) => name,
  state: ({ state }) => STATE_ORDER[state],
  watches: ({ watches }) => watches[0]?.name ?? null,
  condition: ({ condition }) => condition,
  since: ({ sinceMs }) => sinceMs,
  fired: ({ fired }) => fired,
};
