import type { CostBill } from "@/lib/model/views/cost";

export interface CostSeries {
  readonly key: string;
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/**
 * The series of a chart with room for `most`: the dearest of the window by themselves, the rest together. A time at
 * which nothing is known stays unknown.
 */
export function topSeries({ series, timesMs }: CostBill["overTime"], most: number): readonly CostSeries[] {
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((all, one) => all + (one ?? 0), 0);
  const ordered = series
    .map(({ line, label, usd }) => ({ key: line, label, values: usd }))
    .filter(({ values }) => sum(values) > 0)
    .sort((a, b) => sum(b.values) - sum(a.values));
  if (ordered.length <= most) return ordered;
  const rest = ordered.slice(most - 1);
  const values = timesMs.map((_, index) => {
    const known = rest.flatMap((one) => one.values[index] ?? []);
    return known.length === 0 ? null : sum(known);
  });
  return [...ordered.slice(0, most - 1), { key: "rest", label: `${rest.length} others`, values }];
}
