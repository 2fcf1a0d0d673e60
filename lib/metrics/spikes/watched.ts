import { type Combine, type Grid, onGrid } from "@/lib/metrics/grid";
import type { Baseline, Series } from "@/lib/metrics/spikes/series";
import type { Spans } from "@/lib/metrics/spikes/spans";
import type { SeriesKind } from "@/lib/model/finding";
import type { Datapoints } from "@/lib/model/metric";
import type { Measure } from "@/lib/model/subject-finding";

/** A series of a subject over baseline and window in one row. */
export interface WatchedSeries {
  readonly measure: Measure;
  readonly statistic: string | null;
  readonly kind: SeriesKind;
  readonly counts?: Series["counts"];
  readonly values: readonly (number | null)[];
  readonly requests: readonly (number | null)[];
}

/** A figure by its key on the periods; null when there is no datapoint at all, so nothing to look at. */
export type FigureAt = (key: string, combine: Combine, absent: 0 | null) => (number | null)[] | null;

export function figureOn(points: (key: string) => Datapoints | undefined, grid: Grid): FigureAt {
  return (key, combine, absent) => {
    const found = points(key);
    return found && found.values.length > 0 ? onGrid(found, grid, combine, absent) : null;
  };
}

/** Before its first request nothing is known of a subject: it may not have existed. */
export function sinceFirst(counts: readonly (number | null)[]): (number | null)[] {
  const first = counts.findIndex((count) => (count ?? 0) > 0);
  return counts.map((count, i) => (i < first ? null : count));
}

/**
 * The window as the search wants it, and what lies before it. In the newest minutes a count is still being counted and
 * is left out, where it would read as a drop; a share is not, as both of its parts are counted alike.
 */
export function splitSeries(watched: WatchedSeries, spans: Spans): { series: Series; baseline: Baseline } {
  const { kind, counts } = watched;
  const { beforeFrom, windowFrom, periodMs, settledMs } = spans;
  const values =
    kind === "count"
      ? watched.values.map((value, i) => ((spans.timesMs[i] ?? 0) + periodMs <= settledMs ? value : null))
      : watched.values;
  const slice = (from: number, to?: number) => ({
    timesMs: spans.timesMs.slice(from, to),
    values: values.slice(from, to),
    requests: watched.requests.slice(from, to),
  });
  return {
    series: { kind, periodMs, ...slice(windowFrom), ...(counts && { counts }) },
    baseline: { before: slice(kind === "rate" ? 0 : beforeFrom, windowFrom) },
  };
}
