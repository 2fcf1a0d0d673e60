import type { DisplayUnit } from "@/lib/base/format-value";

/** Colour of a series that means something; all others take the next of the palette. */
export type SeriesTone = "critical" | "warning";

export interface SeriesSpec {
  readonly key: string;
  readonly label: string;
  /** Parallel to `timesMs`; null is a gap. */
  readonly values: readonly (number | null)[];
  readonly tone?: SeriesTone;
}

/** A stretch of time that is set off behind the series, such as that of an alarm. */
export interface BandSpec {
  readonly fromMs: number;
  readonly toMs: number;
  readonly tone: SeriesTone;
}

/** What a chart draws. Times are starts of periods, ascending, epoch milliseconds. */
export interface ChartSpec {
  readonly key: string;
  readonly title: string;
  readonly unit: DisplayUnit;
  readonly periodMs: number;
  readonly timesMs: readonly number[];
  readonly series: readonly SeriesSpec[];
  readonly limits: readonly { readonly label: string; readonly value: number }[];
  readonly note: string | null;
  /** Parts of one whole, drawn standing on each other, first at the bottom. Their values add up over the window. */
  readonly stacked?: boolean;
  /** Told in words beside the chart: a band is no series. */
  readonly bands?: readonly BandSpec[];
}

const PALETTE_SIZE = 6;

/** A CSS colour; series without a tone share the palette in their order. */
export function seriesColor(spec: ChartSpec, index: number): string {
  const tone = spec.series[index]?.tone;
  if (tone) return `var(--${tone})`;
  const plainBefore = spec.series.slice(0, index).filter((series) => !series.tone).length;
  return `var(--series-${(plainBefore % PALETTE_SIZE) + 1})`;
}

/** Counts, and parts of a whole, hold for a whole period, so they are drawn as steps; the rest as lines. */
export function drawnAsSteps(spec: ChartSpec): boolean {
  return spec.unit === "count" || spec.unit === "per-second" || spec.stacked === true;
}

export function hasData(spec: ChartSpec): boolean {
  return spec.series.some((series) => series.values.some((value) => value !== null));
}

/** Sum of a series; undefined when it has no value. */
export function summed(values: readonly (number | null)[]): number | undefined {
  let sum: number | undefined;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}

/** Highest value of a series; undefined when it has none. */
export function highest(values: readonly (number | null)[]): number | undefined {
  let max: number | undefined;
  for (const value of values) if (value !== null && (max === undefined || value > max)) max = value;
  return max;
}
