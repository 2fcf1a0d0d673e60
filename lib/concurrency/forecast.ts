import { formatDuration } from "@/lib/base/format-duration";
import { threeDigits } from "@/lib/base/format-number";
import { DAY_MS } from "@/lib/base/time";
import type { Series } from "@/lib/concurrency/series";
import { type Point, reaches, robustTrend, type Trend } from "@/lib/concurrency/trend";
import type { Forecast } from "@/lib/model/views/concurrency";

export type TellTime = (ms: number) => string;

/** How far ahead a trend of days is drawn on. */
export const HORIZON_MS = 30 * DAY_MS;
/** A week holds every weekday once; fewer days would take a weekend for a trend. */
export const ENOUGH_DAYS = 7;
/** Of a window's own maxima. */
const ENOUGH_PERIODS = 12;
/** Pairs grow with the square. */
const MOST_POINTS = 200;

export interface ForecastInput {
  readonly limit: number | null;
  /** Start of the first period that this limit throttled in; null when it did not. */
  readonly throttledSinceMs: number | null;
  /** Maxima of whole days before the window's end. */
  readonly daily: Series;
  /** Maxima of the window's periods. */
  readonly window: Series;
  /** End of the window: from here on is the future. */
  readonly endMs: number;
}

/**
 * When the limit throttles if the peaks go on as they did. By the maxima of whole days where a week of them is there,
 * looking 30 days ahead; else by the window's own maxima, looking ahead no further than the window is long.
 * The assumption is in the sentence: growth is taken for a straight line and traffic yet unseen for impossible.
 */
export function forecastLimit(input: ForecastInput, tellTime: TellTime): Forecast {
  const { limit, throttledSinceMs, endMs } = input;
  if (limit === null) return unknown("Cannot tell: the limit could not be read.");
  if (throttledSinceMs !== null) {
    return { ...unknown(`Throttled already, first at ${tellTime(throttledSinceMs)}.`), state: "throttled" };
  }
  const days = pointsOf(input.daily, endMs);
  const periods = pointsOf(input.window, endMs);
  const byDay = days.length >= ENOUGH_DAYS;
  const points = byDay ? days : periods;
  const { periodMs } = byDay ? input.daily : input.window;
  const windowMs = input.window.timesMs.length * input.window.periodMs;
  const horizonMs = byDay ? HORIZON_MS : Math.min(HORIZON_MS, windowMs);
  if (points.length < (byDay ? ENOUGH_DAYS : ENOUGH_PERIODS)) {
    return unknown(
      `Cannot tell: too little data, ${days.length} of ${ENOUGH_DAYS} days and ${points.length} of ${ENOUGH_PERIODS} periods.`,
    );
  }
  const trend = robustTrend(thin(points));
  if (trend === null) return unknown("Cannot tell: too little data.");
  const assumed = byDay
    ? `if the daily peaks of ${points.length} days go on as they did`
    : `if this window's peaks go on as they did (${days.length} of ${ENOUGH_DAYS} days are there for a longer look)`;
  const meets = (line: Trend["middle"]) => {
    const ahead = reaches(line, limit, 0);
    return ahead === null || ahead > horizonMs ? null : endMs + ahead;
  };
  const [atMs, earliestMs, latestMs] = [meets(trend.middle), meets(trend.high), meets(trend.low)];
  const shared = {
    earliestMs,
    latestMs,
    horizonMs,
    growthPerDay: {
      low: trend.low.slope * DAY_MS,
      middle: trend.middle.slope * DAY_MS,
      high: trend.high.slope * DAY_MS,
    },
    basis: {
      points: points.length,
      periodMs,
      fromMs: endMs + (points[0]?.x ?? 0),
      toMs: endMs + (points.at(-1)?.x ?? 0) + periodMs,
    },
  };
  if (atMs === null) {
    const early = earliestMs === null ? "" : ` (at the fast end of the trend about ${tellTime(earliestMs)})`;
    const sentence = `Not within ${spanText(horizonMs)}${early}, ${assumed}.`;
    return { ...shared, state: "not-within", atMs, sentence };
  }
  const late = latestMs === null ? "or not at all" : `at the latest ${tellTime(latestMs)}`;
  const interval = `at the earliest ${tellTime(earliestMs ?? atMs)}, ${late}`;
  const sentence = `Reaches ${threeDigits(limit)} about ${tellTime(atMs)} (${interval}), ${assumed}.`;
  return { ...shared, state: "reaches", atMs, sentence };
}

function unknown(sentence: string): Forecast {
  return {
    state: "unknown",
    sentence,
    atMs: null,
    earliestMs: null,
    latestMs: null,
    horizonMs: null,
    growthPerDay: null,
    basis: null,
  };
}

/** x counts from the end of the window, so that the past is negative and sums stay exact. */
function pointsOf({ timesMs, values }: Series, endMs: number): Point[] {
  return timesMs.flatMap((timeMs, i) => {
    const y = values[i] ?? null;
    return y === null ? [] : [{ x: timeMs - endMs, y }];
  });
}

/** Evenly, first and last kept. */
function thin(points: readonly Point[]): readonly Point[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}

function spanText(ms: number): string {
  return ms >= DAY_MS ? `${threeDigits(ms / DAY_MS)} days` : formatDuration(ms);
}
