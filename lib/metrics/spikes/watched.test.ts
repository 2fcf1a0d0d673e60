import { describe, expect, it } from "vitest";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { findInSubject } from "@/lib/metrics/spikes/find-in-subject";
import { isRhythm } from "@/lib/metrics/spikes/is-rhythm";
import { refineOnset } from "@/lib/metrics/spikes/refine-onset";
import { type Spans, spansOf } from "@/lib/metrics/spikes/spans";
import { figureOn, sinceFirst, splitSeries } from "@/lib/metrics/spikes/watched";
import { watchedFunctionSeries } from "@/lib/metrics/spikes/watched-function";
import { watchedStageSeries } from "@/lib/metrics/spikes/watched-stage";
import type { Datapoints } from "@/lib/model/metric";
import { minutes, noiseOf } from "@/lib/testing/noise";
import { someFinding } from "@/lib/testing/some-finding";

const NOW = Date.UTC(2026, 0, 15, 12);
const DAY = 24 * 60;

function spans(fromMs: number, toMs: number, nowMs = NOW): Spans {
  const found = spansOf({ fromMs: epochMs(fromMs), toMs: epochMs(toMs) }, nowMs);
  if (!found) throw new Error("no period");
  return found;
}

describe("the periods", () => {
  it("are whole minutes of the window, three hours before it, and nine more for failures", () => {
    const found = spans(NOW - HOUR_MS - 30_000, NOW - 30_000);
    expect(found.timesMs[found.windowFrom]).toBe(NOW - HOUR_MS - MINUTE_MS);
    expect(found.asked).toEqual({ fromMs: NOW - 13 * HOUR_MS - MINUTE_MS, toMs: NOW - MINUTE_MS });
    expect(found.windowFrom - found.beforeFrom).toBe(180);
    expect(found.timesMs).toHaveLength((12 + 1) * 60);
  });

  it("are as coarse as CloudWatch still has them where the baseline begins", () => {
    const found = spans(NOW - 16 * DAY * MINUTE_MS, NOW - 16 * DAY * MINUTE_MS + HOUR_MS);
    expect(found.periodMs).toBe(5 * MINUTE_MS);
  });

  it("are none in a window shorter than one", () => {
    expect(spansOf({ fromMs: epochMs(NOW - 30_000), toMs: epochMs(NOW - 10_000) }, NOW)).toBeNull();
  });
});

/** A function's datapoints, a minute each, over the spans; undefined leaves one out. */
function pointsOf(
  at: Spans,
  figures: Readonly<Record<string, (minute: number) => number | undefined>>,
): (key: string) => Datapoints | undefined {
  return (key) => {
    const value = figures[key];
    if (!value) return undefined;
    const known = at.timesMs.flatMap((time, i) => {
      const one = value(i - at.windowFrom);
      return one === undefined ? [] : [{ time, one }];
    });
    return { timesMs: known.map(({ time }) => time), values: known.map(({ one }) => one) };
  };
}

function findIn(at: Spans, figures: Parameters<typeof pointsOf>[1]) {
  return findInSubject(watchedFunctionSeries(figureOn(pointsOf(at, figures), at)), at).map(
    ({ watched: { measure }, finding: { fromMs, toMs, direction } }) => ({
      measure,
      direction,
      minute: (fromMs - (at.timesMs[at.windowFrom] ?? 0)) / MINUTE_MS,
      over: toMs !== null,
    }),
  );
}

describe("a function", () => {
  const at = spans(NOW - 3 * HOUR_MS, NOW);
  const noise = noiseOf(1);
  const busy = () => 20 + noise.poisson(10);

  it("that runs as it does is no finding, though the newest minutes are not counted yet", () => {
    const newest = (minute: number) => (minute >= 178 ? 1 : busy());
    expect(findIn(at, { invocations: newest, errors: () => 0, throttles: () => 0 })).toEqual([]);
    const late = (minute: number) => (minute >= 177 ? undefined : busy());
    expect(findIn(at, { invocations: late, errors: () => 0, throttles: () => 0 })).toEqual([]);
  });

  it("whose errors have no datapoint while it ran had none", () => {
    const errors = (minute: number) => (minute >= 100 && minute < 130 ? 12 : undefined);
    expect(findIn(at, { invocations: busy, errors })).toEqual([
      { measure: "errors", direction: "up", minute: 100, over: true },
    ]);
  });

  it("has failures of the last minutes told at once", () => {
    const errors = (minute: number) => (minute >= 177 ? 15 : 0);
    expect(findIn(at, { invocations: busy, errors })).toEqual([
      { measure: "errors", direction: "up", minute: 177, over: false },
    ]);
  });

  it("that stops being called has lost its requests", () => {
    const invocations = (minute: number) => (minute >= 120 ? undefined : busy());
    expect(findIn(at, { invocations, errors: () => 0 })).toEqual([
      { measure: "invocations", direction: "down", minute: 120, over: false },
    ]);
  });

  it("has throttles told as a share of the calls tried, where nearly nothing ran", () => {
    const throttled = (minute: number) => minute >= 60 && minute < 80;
    const found = findIn(at, {
      invocations: (minute) => (throttled(minute) ? 2 : 30),
      throttles: (minute) => (throttled(minute) ? 28 : 0),
      errors: () => 0,
    });
    expect(found).toContainEqual({ measure: "throttles", direction: "up", minute: 60, over: true });
  });

  it("has three times the traffic for ten minutes and no harm: nothing; with errors: both", () => {
    const rise = (minute: number) => minute >= 60 && minute < 70;
    const invocations = (minute: number) => (rise(minute) ? 120 : busy());
    expect(findIn(at, { invocations, errors: () => 0 })).toEqual([]);
    const errors = (minute: number) => (rise(minute) ? 30 : 0);
    expect(findIn(at, { invocations, errors }).map(({ measure }) => measure)).toEqual([
      "invocations",
      "errors",
    ]);
  });

  it("is slow for three minutes: nothing; for ten: told", () => {
    const slow = (length: number) => (minute: number) =>
      (minute >= 60 && minute < 60 + length ? 900 : 100) + noise.poisson(9);
    expect(findIn(at, { invocations: busy, duration: slow(3) })).toEqual([]);
    expect(findIn(at, { invocations: busy, duration: slow(10) })).toMatchObject([
      { measure: "duration", minute: 60 },
    ]);
  });

  it("without any datapoint has no series, and is unknown before its first invocation", () => {
    expect(watchedFunctionSeries(figureOn(() => undefined, at))).toEqual([]);
    expect(sinceFirst([null, 0, 0, 3, 0])).toEqual([null, null, null, 3, 0]);
    const [ran] = watchedFunctionSeries(
      figureOn(pointsOf(at, { invocations: (minute) => (minute >= 90 ? 30 : undefined) }), at),
    );
    if (!ran) throw new Error("no series");
    const { baseline } = splitSeries(ran, at);
    expect(baseline.before?.values.every((value) => value === null)).toBe(true);
  });
});

describe("a stage", () => {
  it("that refuses a burst of one caller for two minutes is no finding, for twenty it is", () => {
    const at = spans(NOW - 3 * HOUR_MS, NOW);
    const noise = noiseOf(2);
    const found = (length: number) =>
      findInSubject(
        watchedStageSeries(
          figureOn(
            pointsOf(at, {
              count: () => 30,
              status4xx: (minute) => (minute >= 60 && minute < 60 + length ? 15 : noise.poisson(0.3)),
              status5xx: () => 0,
            }),
            at,
          ),
        ),
        at,
      ).map(({ watched: { measure } }) => measure);
    expect(found(2)).toEqual([]);
    expect(found(20)).toEqual(["status4xx"]);
  });
});

describe("a rhythm", () => {
  const at = spans(NOW - 3 * HOUR_MS, NOW);
  const finding = someFinding({ kind: "count", from: 60, to: 120, value: 100, usual: 20, ratio: 5 });
  const watched = {
    measure: "invocations",
    statistic: null,
    kind: "count",
    values: [],
    requests: [],
  } as const;
  const earlier = (inside: number, shift = 0) =>
    at.timesMs.map((_, i) => {
      const minute = i - at.windowFrom - shift;
      return minute >= 60 && minute < 120 ? inside : 20;
    });

  it.each([
    ["the same rise yesterday", earlier(100), true],
    ["the same ten minutes later", earlier(100, 10), true],
    ["none yesterday", earlier(20), false],
    ["a fall yesterday", earlier(4), false],
    ["far less of a rise", earlier(30), false],
    ["nothing known", [], false],
  ])("%s", (_, values, rhythm) => {
    expect(isRhythm({ watched, finding }, values, at)).toBe(rhythm);
  });

  it("explains a fall by a fall", () => {
    const down = someFinding({ ...finding, direction: "down", value: 4 });
    expect(isRhythm({ watched, finding: down }, earlier(4), at)).toBe(true);
    expect(isRhythm({ watched, finding: down }, earlier(100), at)).toBe(false);
  });
});

describe("the onset in finer periods", () => {
  it("of a share is the minute from which it fails", () => {
    const noise = noiseOf(3);
    const finding = someFinding({ value: 0.2, usual: 0.002 });
    const fine = minutes(
      20,
      (i) => (i >= 13 ? 4 + noise.poisson(2) : 0),
      () => 30,
    );
    expect(refineOnset(finding, fine, 5)).toBe(fine.timesMs[13]);
  });

  it("of a count and of a duration", () => {
    const count = someFinding({ kind: "count", value: 500, usual: 50 });
    const counted = minutes(20, (i) => (i >= 7 ? 100 : 10));
    expect(refineOnset(count, counted, 5)).toBe(counted.timesMs[7]);
    const slow = someFinding({ kind: "duration", value: 900, usual: 100 });
    const timed = minutes(20, (i) => (i === 3 ? null : i >= 9 ? 700 : 120));
    expect(refineOnset(slow, timed, 5)).toBe(timed.timesMs[9]);
  });

  it("stays as it was where the finer periods do not tell, or it began before", () => {
    const finding = someFinding({ value: 0.2, usual: 0.002 });
    const quiet = minutes(
      20,
      () => 0,
      () => 30,
    );
    expect(refineOnset(finding, quiet, 5)).toBeNull();
    expect(
      refineOnset(
        finding,
        minutes(0, () => 0),
        5,
      ),
    ).toBeNull();
    const failing = minutes(
      20,
      () => 9,
      () => 30,
    );
    expect(refineOnset({ ...finding, beganBefore: true }, failing, 5)).toBeNull();
  });
});
