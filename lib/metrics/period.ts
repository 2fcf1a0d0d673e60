import { DAY_MS, type DurationMs, epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";

const STEPS_MS: readonly DurationMs[] = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * MINUTE_MS)
  .concat([1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS))
  .concat([1, 2].map((days) => days * DAY_MS));

/** About one point for every three pixels of a wide chart: more is not seen and costs scripting time. */
export const MAX_POINTS = 300;

/**
 * The finest period that CloudWatch still has for data of that age; a finer one gives no data and no error.
 * Under 15 days 1 minute, under 63 days 5 minutes, else 1 hour. [M GetMetricData]
 */
export function finestPeriod(fromMs: number, nowMs: number): DurationMs {
  const age = nowMs - fromMs;
  if (age < 15 * DAY_MS) return MINUTE_MS;
  return age < 63 * DAY_MS ? 5 * MINUTE_MS : HOUR_MS;
}

/** The shortest round period with at most `maxPoints` points in the window that CloudWatch still keeps. */
export function choosePeriod(window: Window, nowMs: number, maxPoints = MAX_POINTS): DurationMs {
  const finest = finestPeriod(window.fromMs, nowMs);
  const length = window.toMs - window.fromMs;
  return STEPS_MS.find((step) => step >= finest && length / step <= maxPoints) ?? 2 * DAY_MS;
}

/**
 * Points of a series that is asked for `count` subjects at once. GetMetricData gives 180,000 datapoints a second and
 * account [D cloudwatch_limits]; a table of 1,000 functions at full resolution would wait for seconds.
 */
export function pointsForMany(count: number): number {
  return Math.min(MAX_POINTS, Math.max(MIN_POINTS, Math.floor(DATAPOINTS / Math.max(1, count))));
}

const DATAPOINTS = 40_000;
const MIN_POINTS = 24;

/** One period that covers the whole window: a percentile or maximum over all of it in a single datapoint. */
export function wholeWindowPeriod(window: Window, nowMs: number): DurationMs {
  const finest = finestPeriod(window.fromMs, nowMs);
  return Math.max(finest, Math.ceil((window.toMs - window.fromMs) / finest) * finest);
}

/** The equal window right before. */
export function previousWindow(window: Window): Window {
  const length = window.toMs - window.fromMs;
  return {
    fromMs: epochMs(window.fromMs - length),
    toMs: window.fromMs,
  };
}
