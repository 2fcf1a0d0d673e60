import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { type FunctionFigures, functionUsage, gatewayUsage, mostInits } from "@/lib/cost/metric-usage";
import { type FunctionUsage, rangeOf } from "@/lib/cost/usage";

function figuresOf(rest: Partial<FunctionFigures>): FunctionFigures {
  return {
    functionName: "orders",
    architecture: "arm64",
    memoryMb: 512,
    ephemeralStorageMb: 512,
    invocations: [],
    durationMs: [],
    errors: [],
    peak: [],
    provisioned: null,
    logBytes: null,
    ...rest,
  };
}

function ends(figures: FunctionFigures, binMs = 5 * MINUTE_MS): readonly FunctionUsage[] {
  const { low, high } = functionUsage(figures, { from: 0, to: figures.invocations.length, binMs });
  return [...low, ...high].filter((record): record is FunctionUsage => record.kind === "function");
}

describe("usage from metrics", () => {
  it("is nothing where nothing ran and nothing was logged", () => {
    expect(ends(figuresOf({ invocations: [0], durationMs: [0], errors: [0], peak: [0] }))).toEqual([]);
  });

  it("holds whatever was billed", () => {
    const execution = fc.record({
      durationMs: fc.double({ min: 0.01, max: 60_000, noNaN: true }),
      initMs: fc.double({ min: 0, max: 10_000, noNaN: true }),
      provisioned: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(execution, { minLength: 1, maxLength: 30 }), (all) => {
        const ahead = all.filter(({ provisioned }) => provisioned);
        const onDemand = all.filter(({ provisioned }) => !provisioned);
        const longestMs = Math.max(...all.map(({ durationMs }) => durationMs));
        const [low, high] = ends(
          figuresOf({
            invocations: [all.length],
            durationMs: [all.reduce((sum, { durationMs }) => sum + durationMs, 0)],
            errors: [0],
            // Each in an environment of its own.
            peak: [all.length],
            provisioned: ahead.length === 0 ? null : { invocations: [ahead.length], longestMs },
          }),
        );
        const rounded = (some: typeof all) =>
          some.reduce((sum, { durationMs }) => sum + Math.ceil(durationMs), 0);
        const initMs = onDemand.reduce((sum, one) => sum + one.initMs, 0);
        const SLIVER = 1e-6;
        for (const [truth, pick] of [
          [rounded(onDemand), (record: FunctionUsage) => record.billedMs],
          [rounded(ahead), (record: FunctionUsage) => record.whileProvisionedMs],
          [initMs, (record: FunctionUsage) => rangeOf(record.initMs).high],
        ] as const) {
          if (!low || !high) throw new Error("no usage");
          expect(pick(low)).toBeLessThanOrEqual(truth + SLIVER);
          expect(pick(high)).toBeGreaterThanOrEqual(truth - SLIVER);
        }
      }),
    );
  });

  it.each([
    { name: "as many as ran at once", binMs: 5, invocations: [100], peak: [3], errors: [0], most: 3 },
    { name: "one more for each error", binMs: 5, invocations: [100], peak: [3], errors: [2], most: 5 },
    { name: "never more than executions", binMs: 5, invocations: [2], peak: [3], errors: [9], most: 2 },
    {
      name: "once in five minutes",
      binMs: 1,
      invocations: [9, 9, 9, 9, 9, 9],
      peak: [1, 3, 2, 1, 1, 1],
      errors: [0, 0, 0, 0, 0, 0],
      most: 4,
    },
    {
      name: "again every five minutes of a longer bin",
      binMs: 60,
      invocations: [100],
      peak: [3],
      errors: [0],
      most: 36,
    },
    {
      name: "every one where concurrency is not told",
      binMs: 5,
      invocations: [7],
      peak: [0],
      errors: [0],
      most: 7,
    },
  ])("bounds the inits: $name", ({ binMs, most, ...lists }) => {
    const figures = figuresOf({ ...lists, durationMs: lists.invocations });
    const slice = { from: 0, to: lists.invocations.length, binMs: binMs * MINUTE_MS };
    expect(mostInits(figures, slice)).toBe(most);
  });

  it("leaves the refused requests open among the 4xx answers", () => {
    const figures = { api: "shop/prod", apiKind: "REST" as const, count: [10, 5], status4xx: [4, 0] };
    const { low, high } = gatewayUsage(figures, { from: 0, to: 2, binMs: MINUTE_MS });
    expect([low, high]).toMatchObject([[{ requests: 11 }], [{ requests: 15 }]]);
  });
});
