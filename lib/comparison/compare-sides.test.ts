import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSides } from "@/lib/comparison/compare-sides";
import type { Side } from "@/lib/comparison/side";
import type { ComparedFigure } from "@/lib/model/views/comparison";
import { sideOf, type Traffic } from "@/lib/testing/compared-side";
import { type Noise, noiseOf } from "@/lib/testing/noise";

const SUBJECT = { kind: "function", usdOf: (meanMs: number) => 2e-7 + meanMs * 2e-9 } as const;
const usual: Traffic = { minutes: 60, perMinute: 12, failing: 0.01 };

/** Sides that follow each other; null in its place: on the same minutes. */
const SEQUENCE = { periodMs: 60_000, timesMs: Array.from({ length: 120 }, (_, i) => i * 60_000) };

function compare(earlier: Side, later: Side) {
  return Object.fromEntries(compareSides(earlier, later, SUBJECT, null).map((one) => [one.key, one]));
}

function verdictsOf(figures: Readonly<Record<string, ComparedFigure>>) {
  return Object.fromEntries(Object.values(figures).map(({ key, verdict }) => [key, verdict]));
}

/** Share of seeded pairs in which any figure is said to be worse or better. */
function falseAlarms(
  earlier: TrafficOf,
  later: TrafficOf,
  sequence: Parameters<typeof compareSides>[3] = SEQUENCE,
): number {
  let alarms = 0;
  for (let seed = 1; seed <= PAIRS; seed++) {
    const noise = noiseOf(seed * 7919);
    const sides = [sideOf(noise, earlier(noise)), sideOf(noise, later(noise))] as const;
    const figures = compareSides(...sides, SUBJECT, sequence);
    if (figures.some(({ verdict }) => verdict === "worse" || verdict === "better")) alarms += 1;
  }
  return alarms / PAIRS;
}

type TrafficOf = (noise: Noise) => Traffic;
const PAIRS = 25;

/** A side whose failures come in spells of six minutes, now and then: the same law on every side. */
const moody: TrafficOf = (noise) => {
  const spells = new Set<number>();
  for (let minute = 0; minute < 60; minute++) {
    if (noise.uniform() < 1 / 30) for (let i = 0; i < 6; i++) spells.add(minute + i);
  }
  return { ...usual, badly: (minute) => (spells.has(minute) ? 5 : 1), failing: 0.02 };
};

/** An hour with ten bad minutes in a row, somewhere. */
const burst = (from: number) => (minute: number) => (minute >= from && minute < from + 10 ? 3 : 1);

describe("compareSides", () => {
  it("tells no difference where there is none", () => {
    expect(
      falseAlarms(
        () => usual,
        () => usual,
      ),
    ).toBeLessThanOrEqual(0.05);
    expect(
      falseAlarms(
        () => usual,
        () => ({ ...usual, perMinute: 2 }),
      ),
    ).toBeLessThanOrEqual(0.05);
    expect(
      falseAlarms(
        () => ({ ...usual, perMinute: 0.7 }),
        () => ({ ...usual, perMinute: 0.7 }),
      ),
    ).toBeLessThanOrEqual(0.05);
  });

  it("takes spells of bad minutes for what they are", () => {
    expect(falseAlarms(moody, moody)).toBeLessThanOrEqual(0.05);
  });

  it("takes what befalls both sides at once for no difference, and finds one behind it", () => {
    const both = { ...usual, failing: 0.05, badly: burst(20) };
    expect(
      falseAlarms(
        () => both,
        () => ({ ...both, perMinute: 4 }),
        null,
      ),
    ).toBeLessThanOrEqual(0.05);
    const noise = noiseOf(11);
    const [a, b] = [sideOf(noise, both), sideOf(noise, { ...both, failing: 0.15 })];
    expect(compareSides(a, b, SUBJECT, null)[0]).toMatchObject({ key: "errors", verdict: "worse" });
  });

  it("finds a version that fails more", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const noise = noiseOf(seed);
      const figures = compare(
        sideOf(noise, { ...usual, failing: 0.003 }),
        sideOf(noise, { ...usual, perMinute: 3, failing: 0.1 }),
      );
      expect(figures.errors).toMatchObject({ verdict: "worse", reason: null });
      expect(figures.errors?.probabilityWorse).toBeGreaterThan(0.9975);
      expect(figures.p50?.verdict).not.toBe("worse");
    }
  });

  it("finds one that is slower, or dearer", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const noise = noiseOf(seed);
      const figures = compare(sideOf(noise, usual), sideOf(noise, { ...usual, medianMs: 140 }));
      expect(verdictsOf(figures)).toMatchObject({ p50: "worse", p95: "worse", cost: "worse" });
    }
  });

  it("says the contrary when the sides are swapped", () => {
    const opposite = { worse: "better", better: "worse", alike: "alike", "cannot-tell": "cannot-tell" };
    const traffic = fc.record({
      minutes: fc.constant(30),
      perMinute: fc.constantFrom(1, 6, 20),
      failing: fc.constantFrom(0, 0.02, 0.3),
      medianMs: fc.constantFrom(100, 130),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), traffic, traffic, (seed, first, second) => {
        const noise = noiseOf(seed);
        const [a, b] = [sideOf(noise, first), sideOf(noise, second)];
        const [forth, back] = [compare(a, b), compare(b, a)];
        for (const [key, one] of Object.entries(forth)) {
          expect(back[key]?.verdict).toBe(opposite[one.verdict]);
          if (one.probabilityWorse === null) continue;
          expect(one.probabilityWorse).toBeGreaterThan(0);
          expect(one.probabilityWorse).toBeLessThan(1);
          expect((back[key]?.probabilityWorse ?? 0) + one.probabilityWorse).toBeCloseTo(1, 9);
          expect(back[key]?.difference?.low).toBeCloseTo(-(one.difference?.high ?? Number.NaN), 6);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("cannot tell without requests, and claims neither 0 nor all", () => {
    const noise = noiseOf(3);
    const nothing = sideOf(noise, { minutes: 60, perMinute: 0, failing: 0, of: "of version 42" });
    for (const figure of Object.values(compare(sideOf(noise, usual), nothing))) {
      expect(figure).toMatchObject({
        verdict: "cannot-tell",
        later: null,
        difference: null,
        probabilityWorse: null,
        reason: "No request of version 42.",
      });
    }
  });

  it("cannot tell from few requests, from few minutes, or from one failure", () => {
    const noise = noiseOf(4);
    const few = sideOf(noise, { minutes: 60, perMinute: 0.1, failing: 0.9, of: "of version 42" });
    expect(compare(sideOf(noise, usual), few).errors).toMatchObject({ verdict: "cannot-tell" });
    expect(compare(sideOf(noise, usual), few).errors?.reason).toMatch(/^\d+ requests of version 42\.$/);
    const brief = sideOf(noise, { minutes: 3, perMinute: 40, failing: 0.9, of: "of version 42" });
    expect(compare(sideOf(noise, usual), brief).errors?.reason).toBe(
      "Requests of version 42 came in 3 periods only.",
    );
    const once = sideOf(noise, { ...usual, failing: 0, perMinute: 1 });
    const failures = once.failures.map((_, i) => (once.requests[i] && i < 5 ? 1 : 0));
    let left = 1;
    const single = { ...once, failures: failures.map((one) => (one === 1 && left-- > 0 ? 1 : 0)) };
    expect(compare(sideOf(noise, { ...usual, failing: 0, perMinute: 400 }), single).errors).toMatchObject({
      verdict: "cannot-tell",
      reason: "One or two events make the difference.",
    });
  });

  it("gives even odds where neither side failed, however unequal they are", () => {
    const noise = noiseOf(5);
    const { errors } = compare(
      sideOf(noise, { ...usual, failing: 0 }),
      sideOf(noise, { ...usual, failing: 0, perMinute: 1 }),
    );
    expect(errors?.verdict).not.toBe("worse");
    expect(errors?.probabilityWorse).toBeGreaterThan(0.4);
    expect(errors?.probabilityWorse).toBeLessThan(0.75);
  });

  it("calls alike only what so many requests can show", () => {
    const noise = noiseOf(6);
    const many = { ...usual, perMinute: 300, failing: 0.001 };
    expect(compare(sideOf(noise, many), sideOf(noise, many)).errors?.verdict).toBe("alike");
    const little = { ...usual, perMinute: 1, failing: 0 };
    expect(compare(sideOf(noise, little), sideOf(noise, little)).errors?.verdict).toBe("cannot-tell");
  });

  it("says since when, where that is not the deployment", () => {
    const noise = noiseOf(7);
    const errorsOf = (before: Traffic["badly"], after: Traffic["badly"]) =>
      compareSides(
        sideOf(noise, { ...usual, failing: 0.02, badly: before ?? (() => 1) }),
        sideOf(noise, { ...usual, failing: 0.02, badly: after ?? (() => 1) }),
        SUBJECT,
        SEQUENCE,
      ).find(({ key }) => key === "errors");
    const early = errorsOf(
      (minute) => (minute < 48 ? 1 : 8),
      () => 8,
    );
    expect(early?.verdict).not.toBe("better");
    expect((early?.changedMs ?? 0) / 60_000).toBeGreaterThan(45);
    expect((early?.changedMs ?? 0) / 60_000).toBeLessThan(51);
    const sharp = errorsOf(
      () => 1,
      () => 8,
    );
    expect(sharp).toMatchObject({ verdict: "worse", changedMs: null });
  });

  it("does not change what it is given", () => {
    const noise = noiseOf(8);
    const [a, b] = [sideOf(noise, usual), sideOf(noise, usual)];
    const copy = structuredClone([a, b]);
    compareSides(a, b, SUBJECT, null);
    expect([a, b]).toEqual(copy);
  });
});
