import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import type { CausedStart } from "@/lib/cold-starts/causes";
import { type ProvisionedFacts, provisionedFor, provisionedSteps } from "@/lib/cold-starts/provisioned-steps";
import { type Run, runsOf } from "@/lib/cold-starts/runs";
import { isBusyAt, timelineOf } from "@/lib/cold-starts/timeline";
import { environmentName, invoked } from "@/lib/testing/platform-lines";

const cold = (concurrency: number): CausedStart => ({
  stream: "s",
  beganMs: 0,
  cause: "burst",
  concurrency,
  idleMs: null,
});
const run = (concurrency: number, durationMs: number, billedMs = durationMs): Run => ({
  concurrency,
  durationMs,
  billedMs,
});
/** An hour of one GB, so that a month is 730 times what is here. */
const facts = (more: Partial<ProvisionedFacts>): ProvisionedFacts => ({
  causes: [cold(1), cold(2), cold(2), cold(4)],
  runs: [run(1, 1_000_000, 1_000_400), run(2, 500_000, 500_400), run(4, 100_000, 100_400)],
  lengthMs: HOUR_MS,
  memoryMb: 1024,
  prices: { keptUsd: 4e-6, runningKeptUsd: 10e-6, onDemandUsd: 17e-6 },
  keptNow: 0,
  ...more,
});

describe("provisionedSteps", () => {
  it("removes what began while no more were at work, and prices the month now and then", () => {
    const steps = provisionedSteps(facts({}));
    expect(steps.map((one) => [one.concurrency, one.removed, one.removedShare])).toEqual([
      [1, 1, 0.25],
      [2, 3, 0.75],
      [4, 4, 1],
    ]);
    const [, two] = steps;
    expect(two?.monthlyUsd).toBeCloseTo(2 * 730 * 3600 * 4e-6, 9);
    expect(two?.onDemandSavedUsd).toBeCloseTo(730 * (1500.8 * 17e-6 - 1500 * 10e-6), 9);
    expect(two?.monthlyNowUsd).toBeCloseTo(730 * 1601.2 * 17e-6, 9);
    expect(two?.netMonthlyUsd).toBeCloseTo((two?.monthlyUsd ?? 0) - (two?.onDemandSavedUsd ?? 0), 9);
    expect(provisionedFor(steps, 0.9)?.concurrency).toBe(4);
    expect(provisionedFor([], 0.9)).toBeNull();
    expect(provisionedSteps(facts({ causes: [] }))).toEqual([]);
  });

  it("compares with what is kept now", () => {
    const steps = provisionedSteps(facts({ keptNow: 2 }));
    expect(steps[1]?.netMonthlyUsd).toBe(0);
    expect(steps[2]?.netMonthlyUsd).toBeCloseTo(730 * (2 * 3600 * 4e-6 + 100 * 10e-6 - 100.4 * 17e-6), 9);
    expect(provisionedSteps(facts({ keptNow: null }))[1]).toMatchObject({
      monthlyNowUsd: null,
      netMonthlyUsd: null,
      monthlyUsd: expect.any(Number),
    });
  });

  it("has no dollars where a price or the memory size is not known", () => {
    const unpriced = { keptUsd: null, runningKeptUsd: null, onDemandUsd: 17e-6 };
    for (const more of [{ memoryMb: null }, { prices: unpriced }]) {
      expect(provisionedSteps(facts(more))[0]).toMatchObject({
        removed: 1,
        monthlyUsd: null,
        onDemandSavedUsd: null,
        netMonthlyUsd: null,
      });
    }
  });
});

describe("runsOf", () => {
  it("counts as many at work as a look at each moment does", () => {
    const invocation = fc.record({
      gap: fc.integer({ min: 1, max: 50 }),
      length: fc.integer({ min: 1, max: 50 }),
    });
    const worlds = fc.array(fc.array(invocation, { minLength: 1, maxLength: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(worlds, (streams) => {
        const timelines = streams.map((list, i) => {
          let atMs = 0;
          const lines = list.flatMap(({ gap, length }) => {
            const fromMs = atMs + gap;
            atMs = fromMs + length;
            return invoked(fromMs, atMs);
          });
          return timelineOf(environmentName(`s${i}`), lines, { beganMs: null, felt: false, kept: false });
        });
        const expected = timelines.flatMap(({ busy }) =>
          busy.map(({ fromMs }) => timelines.filter((one) => isBusyAt(one, fromMs)).length),
        );
        const found = runsOf(timelines, 0, 10_000).map(({ concurrency }) => concurrency);
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  it("leaves out what began elsewhere or has no REPORT, and bills what the REPORT says", () => {
    const lines = [
      ...invoked(100, 200, { billedDurationMs: 400 }),
      ...invoked(900, 950),
      ...invoked(300, 310).slice(0, 1),
    ];
    const timelines = [timelineOf(environmentName("a"), lines, { beganMs: 10, felt: true, kept: false })];
    expect(runsOf(timelines, 50, 500)).toEqual([{ concurrency: 1, durationMs: 100, billedMs: 400 }]);
  });
});
