import { useMemo } from "react";
import type { SortColumn, TraceSort } from "@/components/traces/traces-state";
import type { TraceRow } from "@/lib/model/views/traces";

const values = {
  start: (row) => row.startMs,
  response: (row) => row.responseTimeMs,
  duration: (row) => row.durationMs,
  route: (row) => row.route ?? row.entry,
  status: (row) => row.status,
} as const satisfies Record<SortColumn, (row: TraceRow) => number | string | null>;

export function useRowOrder(rows: readonly TraceRow[], sort: TraceSort): readonly TraceRow[] {
  return useMemo(() => orderRows(rows, sort), [rows, sort]);
}

/** Unknown values last, whichever way round; ties newest first. */
export function orderRows(rows: readonly TraceRow[], { column, descending }: TraceSort): readonly TraceRow[] {
  const read = values[column];
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const x = read(a);
    const y = read(b);
    if (x === null || y === null) return Number(x === null) - Number(y === null) || b.startMs - a.startMs;
    if (x !== y) return (x < y ? -1 : 1) * sign;
    return b.startMs - a.startMs;
  });
}
