import "server-only";
import { epochMs } from "@/lib/base/time";
import type { Series } from "@/lib/concurrency/series";
import { type Combine, type Grid, gridOf, onGrid } from "@/lib/metrics/grid";
import type { Datapoints, Window } from "@/lib/model/metric";

/** Datapoints on the grid; a period without one is a gap, or `absent`. */
export function seriesOf(
  points: Datapoints | undefined,
  { timesMs, periodMs, settledMs }: Grid,
  combine: Combine,
  absent: 0 | null = null,
): Series {
  return {
    timesMs,
    periodMs,
    values: onGrid(points, { timesMs, periodMs, settledMs }, combine, absent),
  };
}

/** The grid of another window than the page's. */
export function gridBetween(fromMs: number, toMs: number, periodMs: number, nowMs: number): [Window, Grid] {
  const window = { fromMs: epochMs(fromMs), toMs: epochMs(toMs) };
  return [window, gridOf(window, periodMs, nowMs)];
}
