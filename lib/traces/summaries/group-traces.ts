import { percentile } from "@/lib/base/statistics";
import type { TraceDimension, TraceGroup, TraceRow } from "@/lib/model/views/traces";
import { outcomeOf } from "@/lib/traces/summaries/outcome-of";

export interface Grouping {
  readonly by: TraceDimension;
  /** Of an annotation, else null. */
  readonly key: string | null;
}

/** Keys of the groups that a trace is in: several by service, or where an annotation has several values; "" for none. */
export function groupKeysOf(row: TraceRow, { by, key }: Grouping): readonly string[] {
  const keys = keysOf(row, by, key);
  return keys.length === 0 ? [""] : keys;
}

function keysOf(row: TraceRow, by: TraceDimension, key: string | null): readonly string[] {
  switch (by) {
    case "route":
      return row.route === null ? [] : [row.route];
    case "service":
      return row.services;
    case "status":
      return row.status === null ? [] : [String(row.status)];
    case "annotation":
      return [...new Set(row.annotations.filter(([name]) => name === key).map(([, value]) => String(value)))];
  }
}

const withoutLabels = {
  route: "No HTTP request",
  service: "No service",
  status: "No status",
  annotation: "Not annotated",
} as const satisfies Record<TraceDimension, string>;

export function groupLabel(key: string, by: TraceDimension): string {
  return key === "" ? withoutLabels[by] : key;
}

/** The largest group first. */
export function groupTraces(rows: readonly TraceRow[], grouping: Grouping): readonly TraceGroup[] {
  const byKey = new Map<string, TraceRow[]>();
  for (const row of rows) {
    for (const key of groupKeysOf(row, grouping)) {
      const members = byKey.get(key);
      if (members === undefined) byKey.set(key, [row]);
      else members.push(row);
    }
  }
  return [...byKey]
    .map(([key, members]) => ({ key, label: groupLabel(key, grouping.by), ...figuresOf(members) }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** Counts and percentiles of some traces; null percentiles where none has a response time. */
export function figuresOf(rows: readonly TraceRow[]): Omit<TraceGroup, "key" | "label"> {
  const times = rows.flatMap(({ responseTimeMs }) => responseTimeMs ?? []);
  const count = (outcome: string) => rows.filter((row) => outcomeOf(row) === outcome).length;
  return {
    count: rows.length,
    p50Ms: percentile(times, 50) ?? null,
    p95Ms: percentile(times, 95) ?? null,
    faults: count("fault"),
    errors: count("error"),
    throttles: count("throttle"),
  };
}

/** Keys by which traces can be grouped: what is annotated on several traces with few values, most used first. */
export function annotationKeys(rows: readonly TraceRow[]): readonly string[] {
  const seen = new Map<string, { count: number; values: Set<unknown> }>();
  for (const { annotations } of rows) {
    for (const [key, value] of annotations) {
      const known = seen.get(key) ?? { count: 0, values: new Set() };
      known.count += 1;
      if (known.values.size <= MOST_VALUES) known.values.add(value);
      seen.set(key, known);
    }
  }
  return [...seen]
    .filter(([, { count, values }]) => count > 1 && values.size <= MOST_VALUES)
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .map(([key]) => key);
}

/** An annotation with more values is an id or a measurement: its groups would be single traces. */
export const MOST_VALUES = 50;
