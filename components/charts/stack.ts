import type { ChartSpec } from "@/components/charts/chart-spec";

/**
 * The upper edge of each series when they stand on each other, first at the bottom. A series without a value has no
 * height there; a time at which none has one is a gap in all.
 *
 *     values   1 2 ·      tops   1 2 ·
 *              3 · ·             4 2 ·
 */
export function stackTops({ series, timesMs }: ChartSpec): readonly (readonly (number | null)[])[] {
  const known = timesMs.map((_, index) => series.some(({ values }) => (values[index] ?? null) !== null));
  const below = timesMs.map(() => 0);
  return series.map(({ values }) =>
    timesMs.map((_, index) => {
      if (!known[index]) return null;
      const top = (below[index] ?? 0) + (values[index] ?? 0);
      below[index] = top;
      return top;
    }),
  );
}

/** What is drawn of a spec: the series themselves, or their upper edges. */
export function drawnValues(spec: ChartSpec): readonly (readonly (number | null)[])[] {
  return spec.stacked ? stackTops(spec) : spec.series.map(({ values }) => values);
}
