import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { findSpikes } from "@/lib/metrics/spikes/find-spikes";
import type { Baseline, Periods, Series } from "@/lib/metrics/spikes/series";
import type { Finding } from "@/lib/model/finding";
import { minutes, type Noise, noiseOf, START } from "@/lib/testing/noise";

const LENGTH = 120;

function find(kind: Series["kind"], window: Periods, baseline: Baseline = {}, more: Partial<Series> = {}) {
  return findSpikes({ kind, periodMs: MINUTE_MS, ...window, ...more }, baseline);
}

/** `requests` a minute of which a share fails. */
function failing(noise: Noise, share: (i: number) => number, requests = 30, at = 0): Periods {
  const tried = Array.from({ length: LENGTH }, () => noise.poisson(requests));
  const failed = tried.map(
    (count, i) => Array.from({ length: count }, () => noise.uniform() < share(i)).filter(Boolean).length,
  );
  return minutes(
    LENGTH,
    (i) => failed[i] ?? 0,
    (i) => tried[i] ?? 0,
    at,
  );
}

function only(findings: readonly Finding[]): Finding {
  const [first, ...rest] = findings;
  if (!first || rest.length > 0) throw new Error(`${findings.length} findings`);
  return first;
}

const quiet = (noise: Noise) => failing(noise, () => 0.002, 30, -LENGTH);

describe("a rate", () => {
  it("that steps up and stays is a shift, from its minute on", () => {
    const noise = noiseOf(1);
    const found = only(
      find(
        "rate",
        failing(noise, (i) => (i >= 70 ? 0.2 : 0.002)),
        { before: quiet(noise) },
      ),
    );
    expect(found).toMatchObject({ shape: "shift", direction: "up", from: 70, toMs: null, severity: "high" });
    expect(found.fromMs).toBe(START + 70 * MINUTE_MS);
    expect(found.value).toBeCloseTo(0.2, 1);
    expect(found.usual).toBeLessThan(0.01);
    expect(found.affected).toBeGreaterThan(200);
    expect(found.baseline).toMatchObject({ source: "before", median: 0, mad: 0 });
    expect(found.evidence.chance).toBeLessThan(1e-6);
  });

  it("that recovers is a spike with an end", () => {
    const noise = noiseOf(2);
    const window = failing(noise, (i) => (i >= 40 && i < 55 ? 0.3 : 0.002));
    const found = only(find("rate", window, { before: quiet(noise) }));
    expect(found).toMatchObject({ shape: "spike", from: 40, to: 55, beganBefore: false });
    expect(found.toMs).toBe(START + 55 * MINUTE_MS);
  });

  it("that fails twice with quiet between is two spikes", () => {
    const noise = noiseOf(3);
    const window = failing(noise, (i) => ((i >= 15 && i < 30) || (i >= 80 && i < 95) ? 0.2 : 0.002));
    const found = find("rate", window, { before: quiet(noise) });
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [15, 30],
      [80, 95],
    ]);
  });

  it("that failed since before the window says so, and the failing part of the baseline is not the usual", () => {
    const noise = noiseOf(4);
    const before = failing(noise, (i) => (i >= 80 ? 0.1 : 0.002), 30, -LENGTH);
    const found = only(
      find(
        "rate",
        failing(noise, () => 0.1),
        { before },
      ),
    );
    expect(found).toMatchObject({ from: 0, beganBefore: true, toMs: null });
    expect(found.usual).toBeLessThan(0.01);
  });

  it("is found without any baseline", () => {
    const noise = noiseOf(5);
    const found = only(
      find(
        "rate",
        failing(noise, (i) => (i >= 90 ? 0.2 : 0.002)),
      ),
    );
    expect(found).toMatchObject({ from: 90, baseline: { source: "rest-of-window", days: 0 } });
  });

  it("says nothing of three failures of one event in little traffic", () => {
    const noise = noiseOf(6);
    const window = failing(noise, () => 0, 1);
    const values = window.values.map((_, i) => (i >= 50 && i < 53 ? 1 : 0));
    const requests = window.requests?.map((count) => (count ?? 0) + 1) ?? [];
    const before = failing(noise, () => 0, 1, -LENGTH);
    expect(find("rate", { ...window, values, requests }, { before })).toEqual([]);
  });
});

describe("a count", () => {
  const busy = (noise: Noise, at = 0) => minutes(LENGTH, () => noise.poisson(10), undefined, at);

  it("of requests that stop is a drop to zero, with the requests that are missing", () => {
    const noise = noiseOf(7);
    const window = minutes(LENGTH, (i) => (i >= 100 ? 0 : noise.poisson(10)));
    const found = only(find("count", window, { before: busy(noise, -LENGTH) }, { counts: "requests" }));
    expect(found).toMatchObject({
      shape: "drop",
      direction: "down",
      from: 100,
      value: 0,
      toMs: null,
      ratio: 0,
    });
    expect(found.affected).toBeGreaterThan(150);
    expect(found.affected).toBeLessThan(250);
    expect(found.affectedShare).toBe(1);
  });

  it("with gaps has lost nothing: a gap is not 0", () => {
    const noise = noiseOf(8);
    const window = minutes(LENGTH, (i) => (i >= 60 ? null : noise.poisson(10)));
    expect(find("count", window, { before: busy(noise, -LENGTH) })).toEqual([]);
  });

  it("that follows the hours of earlier days is usual, and a spike on top of them is told", () => {
    const noise = noiseOf(9);
    const rhythm = (i: number) => 3 + i / 5;
    const day = (days: number) => minutes(LENGTH, (i) => noise.poisson(rhythm(i)), undefined, -days * 1440);
    const sameHours = [day(3), day(2), day(1)];
    expect(find("count", day(0), { sameHours })).toEqual([]);
    const window = minutes(LENGTH, (i) => noise.poisson(rhythm(i) * (i >= 60 && i < 70 ? 3 : 1)));
    expect(only(find("count", window, { sameHours }))).toMatchObject({
      from: 60,
      to: 70,
      baseline: { source: "same-hours", days: 3 },
    });
  });
});

describe("a measured value", () => {
  const steady = (noise: Noise, at = 0) =>
    minutes(LENGTH, () => 100 * Math.exp(0.2 * noise.gauss()), undefined, at);

  it.each([10, 11, 12, 13])("that doubles, with gaps, is dated to the minute (seed %i)", (seed) => {
    const noise = noiseOf(seed);
    const window = minutes(LENGTH, (i) =>
      i % 7 === 3 ? null : (i >= 80 ? 220 : 100) * Math.exp(0.2 * noise.gauss()),
    );
    const found = only(find("duration", window, { before: steady(noise, -LENGTH) }));
    expect(Math.abs(found.from - 80)).toBeLessThanOrEqual(1);
    expect(found.evidence).toMatchObject({ test: "robust", events: null });
    expect(found.severity).toBe("low");
  });

  it("of one wild minute is no finding", () => {
    const noise = noiseOf(14);
    const window = minutes(LENGTH, (i) => (i === 60 ? 60_000 : 100 * Math.exp(0.2 * noise.gauss())));
    expect(find("duration", window, { before: steady(noise, -LENGTH) })).toEqual([]);
  });

  it("that grows without end is a trend, from where it left the usual", () => {
    const noise = noiseOf(15);
    const lag = (i: number) => 500 + 300 * noise.uniform() + Math.max(0, i - 60) * 3_000;
    const before = minutes(LENGTH, () => 500 + 300 * noise.uniform(), undefined, -LENGTH);
    const found = only(find("age", minutes(LENGTH, lag), { before }));
    expect(found).toMatchObject({ shape: "trend", toMs: null, severity: "medium" });
    expect(Math.abs(found.from - 61)).toBeLessThanOrEqual(2);
    expect(found.peakMs).toBe(START + (LENGTH - 1) * MINUTE_MS);
  });
});

describe("noise", () => {
  const kinds: Record<
    string,
    (noise: Noise) => { series: Pick<Series, "kind" | "directions">; next: () => number }
  > = {
    "few events": (noise) => ({ series: { kind: "count" }, next: () => noise.poisson(0.1) }),
    traffic: (noise) => ({ series: { kind: "count" }, next: () => noise.poisson(8) }),
    "bursty events": (noise) => ({
      series: { kind: "count" },
      next: () => noise.poisson(-4 * Math.log(1 - noise.uniform())),
    }),
    durations: (noise) => ({
      series: { kind: "duration", directions: ["up", "down"] },
      next: () => 100 * Math.exp(0.4 * noise.gauss()),
    }),
    "durations that remember": (noise) => {
      let state = 0;
      return {
        series: { kind: "duration", directions: ["up", "down"] },
        next: () => {
          state = 0.8 * state + 0.6 * noise.gauss();
          return 100 * Math.exp(0.3 * state);
        },
      };
    },
  };

  // 25 hours, of which the bound allows one false alarm in a thousand such runs.
  it.each(Object.keys(kinds))("of %s is nothing", (name) => {
    for (let seed = 100; seed < 125; seed++) {
      const made = kinds[name]?.(noiseOf(seed));
      if (!made) throw new Error(name);
      const before = minutes(120, made.next, undefined, -120);
      const window = minutes(60, made.next);
      expect(findSpikes({ periodMs: MINUTE_MS, ...made.series, ...window }, { before })).toEqual([]);
    }
  });

  it("is told when thousands of false alarms a day are allowed", () => {
    const told = Array.from({ length: 5 }, (_, seed) => {
      const noise = noiseOf(seed + 200);
      const next = () => 100 * Math.exp(0.4 * noise.gauss());
      const before = minutes(120, next, undefined, -120);
      return findSpikes(
        { kind: "duration", periodMs: MINUTE_MS, ...minutes(60, next) },
        { before },
        {
          falseAlarmsPerDay: 10_000,
        },
      );
    }).flat();
    expect(told.length).toBeGreaterThan(0);
  });
});

describe("a window of most of a year", () => {
  it("has no more findings in noise than a short one: its allowance is that of ten days", () => {
    const found = Array.from({ length: 20 }, (_, seed) => {
      const { values, requests } = failing(noiseOf(seed + 1), () => 0.05);
      const periodMs = 48 * HOUR_MS;
      const timesMs = values.map((_, i) => START + i * periodMs);
      const series = { kind: "rate", periodMs, timesMs, values, ...(requests && { requests }) } as const;
      return findSpikes(series, {}, { falseAlarmsPerDay: 0.01 });
    }).flat();
    expect(found).toEqual([]);
  });
});

describe("in any case", () => {
  const noise = noiseOf(20);
  const before = minutes(60, () => 100 * Math.exp(0.2 * noise.gauss()), undefined, -60);
  const window = minutes(60, (i) => (i >= 30 && i < 45 ? 400 : 100) * Math.exp(0.2 * noise.gauss()));

  it("moves with the clock and does not change its input", () => {
    const copy = structuredClone({ window, before });
    const later = (periods: Periods, by: number) => ({
      ...periods,
      timesMs: periods.timesMs.map((time) => time + by),
    });
    const found = find("duration", window, { before });
    const moved = find("duration", later(window, HOUR_MS), { before: later(before, HOUR_MS) });
    expect(moved).toEqual(
      found.map((one) => ({
        ...one,
        fromMs: one.fromMs + HOUR_MS,
        toMs: one.toMs === null ? null : one.toMs + HOUR_MS,
        peakMs: one.peakMs + HOUR_MS,
      })),
    );
    expect(found).toHaveLength(1);
    expect({ window, before }).toEqual(copy);
  });

  it("finds the same in ten times the values", () => {
    const tenfold = (periods: Periods) => ({ ...periods, values: periods.values.map((v) => v && v * 10) });
    const places = (findings: readonly Finding[]) =>
      findings.map(({ from, to, shape }) => ({ from, to, shape }));
    expect(places(find("duration", tenfold(window), { before: tenfold(before) }))).toEqual(
      places(find("duration", window, { before })),
    );
  });

  it.each(["count", "rate", "duration", "concurrency", "age"] as const)("survives any %s", (kind) => {
    const value = fc.option(fc.oneof(fc.nat(50), fc.double()), { nil: null });
    const values = fc.array(value, { maxLength: 30 });
    fc.assert(
      fc.property(values, values, fc.array(values, { maxLength: 2 }), (a, b, c) => {
        const periods = (given: readonly (number | null)[]) =>
          minutes(
            given.length,
            (i) => given[i] ?? null,
            (i) => a[i] ?? null,
          );
        for (const one of find(kind, periods(a), { before: periods(b), sameHours: c.map(periods) })) {
          expect(one.from).toBeLessThan(one.to);
          expect(Number.isFinite(one.value) && Number.isFinite(one.usual)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });
});
