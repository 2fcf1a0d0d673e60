import { type DurationMs, MINUTE_MS } from "@/lib/base/time";
import type { Datapoints, Window } from "@/lib/model/metric";

/** The instants of a chart: the start of each period, ascending. */
export interface Grid {
  readonly timesMs: readonly number[];
  readonly periodMs: DurationMs;
  /** Up to here a missing datapoint means that nothing happened; after it, that CloudWatch may not have it yet. */
  readonly settledMs: number;
}

/** Datapoints may come a few minutes late, and the current minute is still being counted. */
const LATE_MS = 3 * MINUTE_MS;

/**
 *   from            to
 *    |----|----|----|-|      the last period is cut where the window ends
 *    t0   t1   t2   t3
 */
export function gridOf(window: Window, periodMs: DurationMs, nowMs: number): Grid {
  const timesMs: number[] = [];
  for (let t: number = window.fromMs; t < window.toMs; t += periodMs) timesMs.push(t);
  return { timesMs, periodMs, settledMs: nowMs - LATE_MS };
}

/** How datapoints that fall into one period combine. */
export type Combine = "sum" | "max" | "mean";

/**
 * Datapoints on the grid. A period without a datapoint is `absent`: null (a gap) for durations, 0 for counts of
 * something that the metric shows to exist, though not in the newest periods, where it would read as a drop. CloudWatch may align periods to the clock rather than to the window's
 * start; such a datapoint belongs to the period that it begins in.
 */
export function onGrid(
  points: Datapoints | undefined,
  grid: Grid,
  combine: Combine,
  absent: 0 | null = null,
): (number | null)[] {
  const values = grid.timesMs.map((time): number | null =>
    time + grid.periodMs <= grid.settledMs ? absent : null,
  );
  const start = grid.timesMs[0];
  if (!points || start === undefined) return values;
  const seen = new Uint32Array(values.length);
  points.timesMs.forEach((time, i) => {
    const value = points.values[i];
    const slot = Math.min(values.length - 1, Math.max(0, Math.floor((time - start) / grid.periodMs)));
    if (value === undefined) return;
    const count = seen[slot] ?? 0;
    values[slot] = count === 0 ? value : combineTwo(values[slot] ?? 0, value, combine, count);
    seen[slot] = count + 1;
  });
  return values;
}

function combineTwo(old: number, next: number, combine: Combine, count: number): number {
  if (combine === "sum") return old + next;
  if (combine === "max") return Math.max(old, next);
  return old + (next - old) / (count + 1);
}

/** Sum of all datapoints; null when there is none. */
export function total(points: Datapoints | undefined): number | null {
  if (!points || points.values.length === 0) return null;
  return points.values.reduce((sum, value) => sum + value, 0);
}

/** Highest of all datapoints; null when there is none. */
export function highest(points: Datapoints | undefined): number | null {
  if (!points || points.values.length === 0) return null;
  return points.values.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);
}

/** Quotient per period; null where either side is missing or nothing was counted. */
export function ratios(
  part: readonly (number | null)[],
  whole: readonly (number | null)[],
): (number | null)[] {
  return whole.map((count, i) => ratio(part[i] ?? null, count));
}

export function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** Relative change against an earlier figure; null when it cannot be told. */
export function changeRatio(value: number | null, previous: number | null): number | null {
  return value === null || previous === null || previous === 0 ? null : (value - previous) / previous;
}

/** Period by period; null only where both are. */
export function addUp(a: readonly (number | null)[], b: readonly (number | null)[]): (number | null)[] {
  return a.map((value, i) => {
    const other = b[i] ?? null;
    return value === null && other === null ? null : (value ?? 0) + (other ?? 0);
  });
}
