import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { type ForecastInput, forecastLimit } from "@/lib/concurrency/forecast";
import type { Series } from "@/lib/concurrency/series";

const endMs = 100 * DAY_MS;
const tellTime = (ms: number) => `day ${(ms - endMs) / DAY_MS}`;

/** The last value's period ends with the window. */
function series(periodMs: number, values: readonly (number | null)[]): Series {
  return { periodMs, values, timesMs: values.map((_, i) => endMs - (values.length - i) * periodMs) };
}

const days = (values: readonly (number | null)[]) => series(DAY_MS, values);
const minutes = (values: readonly (number | null)[]) => series(MINUTE_MS, values);
const flat = (n: number, value: number | null) => Array.from({ length: n }, () => value);

function forecast(input: Partial<ForecastInput>) {
  return forecastLimit(
    { limit: 100, throttledSinceMs: null, daily: days([]), window: minutes([]), endMs, ...input },
    tellTime,
  );
}

describe("forecastLimit", () => {
  it("draws two weeks of daily peaks on to the limit", () => {
    // 30 fourteen days ago, five more each day: 100 at the fourteenth step, which is today's.
    const growing = forecast({ limit: 120, daily: days(Array.from({ length: 14 }, (_, i) => 30 + 5 * i)) });
    expect(growing).toMatchObject({
      state: "reaches",
      atMs: endMs + 4 * DAY_MS,
      growthPerDay: { middle: 5 },
    });
    expect(growing.sentence).toBe(
      "Reaches 120 about day 4 (at the earliest day 4, at the latest day 4), if the daily peaks of 14 days go on as they did.",
    );
    expect(growing.basis).toEqual({ points: 14, periodMs: DAY_MS, fromMs: endMs - 14 * DAY_MS, toMs: endMs });
  });

  it("gives the interval of peaks that scatter, and says when the slow end never gets there", () => {
    const peaks = [40, 52, 39, 55, 47, 60, 45, 63, 52, 58, 66, 55, 70, 61];
    const wide = forecast({ limit: 90, daily: days(peaks) });
    expect(wide.state).toBe("reaches");
    expect(wide.earliestMs).toBeLessThan(wide.atMs ?? 0);
    expect(wide.latestMs === null || wide.latestMs > (wide.atMs ?? 0)).toBe(true);
  });

  it("is not moved by one burst", () => {
    const burst = [...flat(6, 20), 95, ...flat(7, 20)];
    expect(forecast({ daily: days(burst) })).toMatchObject({
      state: "not-within",
      atMs: null,
      horizonMs: 30 * DAY_MS,
    });
  });

  it("looks no further than the window is long when days are missing", () => {
    const hourly = Array.from({ length: 60 }, (_, i) => 10 + i / 60);
    const short = forecast({ daily: days([null, 20, 20]), window: minutes(hourly) });
    expect(short).toMatchObject({ state: "not-within", horizonMs: HOUR_MS, basis: { points: 60 } });
    expect(short.sentence).toContain("2 of 7 days");
  });

  it("keeps apart: throttled already, limit unknown, too little data", () => {
    expect(forecast({ throttledSinceMs: endMs - DAY_MS }).state).toBe("throttled");
    expect(forecast({ limit: null }).sentence).toContain("the limit could not be read");
    const little = forecast({ daily: days([5, null, 5]), window: minutes([5, null, 5]) });
    expect(little).toMatchObject({ state: "unknown", basis: null });
    expect(little.sentence).toContain("too little data");
  });

  it("is there already when the trend stands above the limit", () => {
    const over = forecast({ limit: 15, daily: days(flat(14, 20)) });
    expect(over).toMatchObject({ state: "reaches", atMs: endMs });
  });
});
