import { DAY_MS, type DurationMs, epochMs, floorTo, HOUR_MS } from "@/lib/base/time";
import { gridOf } from "@/lib/metrics/grid";
import { choosePeriod, finestPeriod, MAX_POINTS } from "@/lib/metrics/period";
import type { Window } from "@/lib/model/metric";

/**
 * The periods in which findings are looked for, and those before them that tell what is usual. Both begin on multiples
 * of the period on the clock, whichever way CloudWatch aligns its own.
 *
 *   asked  |- failures only -|- before -|--- window ---|·      ·: a period that the asked window cuts is left out
 */
export interface Spans {
  readonly periodMs: DurationMs;
  readonly asked: Window;
  /** Start of every period of `asked`. */
  readonly timesMs: readonly number[];
  /** Index of the first period that tells what is usual for what has a rhythm. */
  readonly beforeFrom: number;
  /** Index of the window's first period. */
  readonly windowFrom: number;
  /** Later than this, datapoints may still be missing. */
  readonly settledMs: number;
}

export interface Resolution {
  readonly points: number;
  /** Datapoints are few enough to look further back for failures. */
  readonly far: boolean;
}

const FULL: Resolution = { points: MAX_POINTS, far: true };

/** null: the window is too short to hold a period. */
export function spansOf(window: Window, nowMs: number, { points, far }: Resolution = FULL): Spans | null {
  const length = window.toMs - window.fromMs;
  const beforeMs = Math.min(7 * DAY_MS, Math.max(BEFORE_MS, length));
  const farMs = far ? Math.max(FAR_MS, beforeMs) : beforeMs;
  const finest = finestPeriod(window.fromMs - farMs, nowMs);
  const periodMs = Math.max(finest, choosePeriod(window, nowMs, points));
  const fromMs = floorTo(window.fromMs, periodMs);
  const toMs = floorTo(Math.min(window.toMs, nowMs), periodMs);
  if (toMs <= fromMs) return null;
  const before = Math.ceil(beforeMs / periodMs);
  const windowFrom = Math.ceil(farMs / periodMs);
  const asked = { fromMs: epochMs(fromMs - windowFrom * periodMs), toMs: epochMs(toMs) };
  const { timesMs, settledMs } = gridOf(asked, periodMs, nowMs);
  return { periodMs, asked, timesMs, beforeFrom: windowFrom - before, windowFrom, settledMs };
}

/** As long as the window, and at least this: a quarter of an hour says little of what is usual. */
const BEFORE_MS = 3 * HOUR_MS;

/**
 * Failures have no rhythm but are rare: half a day tells how rare. It costs datapoints only, and GetMetricData is billed
 * by the metric, however long.
 */
const FAR_MS = 12 * HOUR_MS;
