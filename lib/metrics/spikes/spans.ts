import { DAY_MS, type DurationMs, epochMs, floorTo, HOUR_MS } from "@/lib/base/time";
import { gridOf } from "@/lib/metrics/grid";
import { choosePeriod, finestPeriod, MAX_POINTS } from "@/lib/metrics/period";
import type { Window } from "@/lib/model/metric";

/**
 * The periods in which findings are looked for, and those before them that tell what is usual. Both begin on multiples
 * of the period on the clock, whichever way CloudWatch aligns its own.
 *
 *   asked  |----- before -----|--- window ---|·      ·: a period that the asked window cuts is left out
 */
export interface Spans {
  readonly periodMs: DurationMs;
  readonly asked: Window;
  /** Start of every period of `asked`. */
  readonly timesMs: readonly number[];
  /** Index of the window's first period. */
  readonly windowFrom: number;
  /** Later than this, datapoints may still be missing. */
  readonly settledMs: number;
}

/** null: the window is too short to hold a period. */
export function spansOf(window: Window, nowMs: number, points = MAX_POINTS): Spans | null {
  const beforeMs = baselineLength(window.toMs - window.fromMs);
  const finest = finestPeriod(window.fromMs - beforeMs, nowMs);
  const periodMs = Math.max(finest, choosePeriod(window, nowMs, points));
  const fromMs = floorTo(window.fromMs, periodMs);
  const toMs = floorTo(Math.min(window.toMs, nowMs), periodMs);
  if (toMs <= fromMs) return null;
  const asked = { fromMs: epochMs(fromMs - Math.ceil(beforeMs / periodMs) * periodMs), toMs: epochMs(toMs) };
  const { timesMs, settledMs } = gridOf(asked, periodMs, nowMs);
  return { periodMs, asked, timesMs, windowFrom: (fromMs - asked.fromMs) / periodMs, settledMs };
}

/**
 * As long as the window; at least three hours, for a quarter of an hour says little of what is usual, and datapoints
 * cost nothing: GetMetricData is billed by the metric, however long. At most a week.
 */
function baselineLength(length: DurationMs): DurationMs {
  return Math.min(7 * DAY_MS, Math.max(3 * HOUR_MS, length));
}
