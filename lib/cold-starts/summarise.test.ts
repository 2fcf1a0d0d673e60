import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import { initsOverTime } from "@/lib/cold-starts/over-time";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";
import { summariseBy, summariseInits } from "@/lib/cold-starts/summarise";
import { suppressedInits } from "@/lib/cold-starts/suppressed-inits";
import { environmentName, invoked, platformLine } from "@/lib/testing/platform-lines";

const window = { fromMs: 100_000, toMs: 400_000 };
const reach = { window, read: { fromMs: 0, toMs: 440_000 } };
const gather = (stream: string, lines: readonly PlatformLine[], version?: string) =>
  gatherEnvironment(environmentName(stream, version), lines, window);

const cold = (initMs: number, durationMs = 10) => ({
  initMs,
  durationMs,
  billedDurationMs: Math.ceil(initMs + durationMs),
});

const felt = gather("a", [
  platformLine("init-start", 110_000),
  ...invoked(110_300, 110_310, cold(299.5)),
  ...invoked(120_000, 120_010),
]);
const ahead = gather("b", [platformLine("init-start", 150_000), ...invoked(200_000, 200_010)], "8");
const warm = gather("c", invoked(130_000, 130_010));

describe("summariseInits", () => {
  it("counts, sums and prices", () => {
    const found = summariseInits([felt, ahead, warm], reach, () => 0.001);
    expect(found).toMatchObject({
      invocations: 4,
      felt: 1,
      feltRate: 0.25,
      initSumMs: 299.5,
      initP95Ms: 299.5,
    });
    expect(found.counts).toMatchObject({ onDemand: 1, proactive: 1, provisioned: 0, unknown: 0 });
    expect(found.billedInitMs).toBe(300);
    expect(found.billedInitUsd).toBeCloseTo(0.3);
    expect(found.histogram.find(({ count }) => count > 0)).toMatchObject({ fromMs: 200, toMs: 300 });
  });

  it("has no rate, percentile or price where there is nothing to tell them from", () => {
    const none = summariseInits([], reach, () => null);
    expect(none).toMatchObject({
      invocations: 0,
      feltRate: null,
      initP50Ms: null,
      histogram: [],
      billedInitUsd: 0,
    });
    expect(summariseInits([felt], reach, () => null).billedInitUsd).toBeNull();
  });

  it("breaks down to parts that add up", () => {
    const parts = summariseBy(
      [felt, ahead, warm],
      reach,
      () => 1,
      ({ version }) => version,
    );
    expect(parts.map(({ key }) => key)).toEqual(["7", "8"]);
    expect(parts.reduce((total, { summary }) => total + summary.invocations, 0)).toBe(4);
  });
});

describe("initsOverTime", () => {
  it("places inits in their bins and keeps environments alive from first to last sight", () => {
    const bins = initsOverTime([felt, ahead, warm], reach, 50_000);
    expect(bins.map(({ felt }) => felt)).toEqual([1, 0, 0, 0, 0, 0]);
    expect(bins.map(({ notFelt }) => notFelt)).toEqual([0, 1, 0, 0, 0, 0]);
    expect(bins.map(({ environments }) => environments)).toEqual([2, 1, 1, 0, 0, 0]);
  });
});

describe("suppressedInits", () => {
  const died = { status: "timeout" };
  const failedInit = platformLine("init-report", 119_000, { status: "error" });

  it("is the invocation after a failed init, a timeout or an exit", () => {
    const after = gather("a", [failedInit, ...invoked(119_001, 119_500)]);
    expect(suppressedInits(after, window)).toBe(1);
    const later = gather("a", [...invoked(110_000, 110_900, died), ...invoked(120_000, 120_010)]);
    expect(suppressedInits(later, window)).toBe(1);
    const old = [
      platformLine("failure", 110_900),
      ...invoked(110_000, 110_900),
      ...invoked(120_000, 120_010),
    ];
    expect(suppressedInits(gather("a", old), window)).toBe(1);
  });

  it("is none where nothing follows, and one where the death was before the window", () => {
    expect(suppressedInits(gather("a", invoked(110_000, 110_900, died)), window)).toBe(0);
    const carried = gather("a", [...invoked(90_000, 91_000, died), ...invoked(120_000, 120_010)]);
    expect(suppressedInits(carried, window)).toBe(1);
  });

  it("equals counting one invocation after the other", () => {
    const runs = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 40_000 }), dies: fc.boolean() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(runs, (list) => {
        let atMs = 50_000;
        let expected = 0;
        let diedBefore = false;
        const lines = list.flatMap(({ gap, dies }) => {
          const fromMs = atMs + gap;
          atMs = fromMs + 100;
          if (diedBefore && fromMs >= window.fromMs && fromMs < window.toMs) expected++;
          diedBefore = dies;
          return invoked(fromMs, atMs, dies ? died : {});
        });
        const found = suppressedInits(gather("a", lines), window);
        // A death across an edge of the window is counted on the side of its REPORT.
        expect(found).toBe(expected);
      }),
    );
  });
});
