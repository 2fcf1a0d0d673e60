import type { Metric } from "../metric";
import { type Grid, type Series, sameGrid } from "../periods";

/** A series with what its label may speak of. */
export interface LabelledSeries extends Series {
  /** Default label of this one series, e.g. the metric's name. */
  readonly label: string;
  /** Metric and statistic when the series is (derived from) a single metric. */
  readonly metric?: Metric;
  readonly statistic?: string;
}

/** What an expression evaluates to: AWS's S, TS and TS[], and words such as `REPEAT` or `'text'`. */
export type Value =
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "series"; readonly series: LabelledSeries }
  | { readonly kind: "array"; readonly items: readonly LabelledSeries[] }
  | { readonly kind: "word"; readonly word: string };

export const scalar = (value: number): Value => ({ kind: "scalar", value });
export const one = (series: LabelledSeries): Value => ({ kind: "series", series });
export const many = (items: readonly LabelledSeries[]): Value => ({ kind: "array", items });

export function mapValues(
  series: LabelledSeries,
  change: (value: number, bin: number) => number,
): LabelledSeries {
  const values = new Float64Array(series.values.length);
  for (const [bin, value] of series.values.entries()) values[bin] = finite(change(value, bin));
  return { ...series, values };
}

/** Results that are not numbers (division by zero) are dropped: no datapoint. */
export function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

export function presentValues(series: Series): readonly number[] {
  return [...series.values].filter((value) => !Number.isNaN(value));
}

/** Values of a series at the bins of another grid; NaN where it has no datapoint at exactly that time. */
export function valuesOn(series: Series, grid: Grid): Float64Array {
  if (sameGrid(series.grid, grid)) return series.values;
  const values = new Float64Array(grid.count).fill(Number.NaN);
  for (let bin = 0; bin < grid.count; bin++) {
    const offset = grid.startMs + bin * grid.periodMs - series.grid.startMs;
    if (offset >= 0 && offset % series.grid.periodMs === 0) {
      values[bin] = series.values[offset / series.grid.periodMs] ?? Number.NaN;
    }
  }
  return values;
}

/** The grid of the coarsest of several series. */
export function coarsest(grids: readonly Grid[]): Grid | undefined {
  let best: Grid | undefined;
  for (const grid of grids) if (!best || grid.periodMs > best.periodMs) best = grid;
  return best;
}
