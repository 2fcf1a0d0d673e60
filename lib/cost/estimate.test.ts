import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimate, requestsForBudget } from "@/lib/cost/estimate";
import { figuresOf } from "@/lib/cost/estimate-figures";
import { type EstimateInput, problemsOf } from "@/lib/cost/estimate-input";
import { priceListOf } from "@/lib/cost/prices/price-lists";

const plain: EstimateInput = {
  architecture: "x86_64",
  memoryMb: 1536,
  durationMs: 1000,
  load: { kind: "concurrency", average: 1000 },
  initMs: 0,
  coldStartRate: 0,
  ephemeralStorageMb: 512,
  provisionedConcurrency: 0,
  api: "none",
  logBytesPerRequest: 0,
  traceRate: 0,
  concurrencyLimit: 1000,
  freeTier: false,
};
const today = priceListOf("us-east-1");
const inputs = fc.record({
  architecture: fc.constantFrom("x86_64" as const, "arm64" as const),
  memoryMb: fc.integer({ min: 128, max: 10_240 }),
  durationMs: fc.integer({ min: 1, max: 900_000 }),
  perMonth: fc.integer({ min: 1, max: 1e10 }),
  initMs: fc.integer({ min: 0, max: 10_000 }),
  coldStartRate: fc.double({ min: 0, max: 1, noNaN: true }),
  ephemeralStorageMb: fc.integer({ min: 512, max: 10_240 }),
  provisionedConcurrency: fc.integer({ min: 0, max: 1000 }),
  api: fc.constantFrom("none" as const, "REST" as const, "HTTP" as const),
  logBytesPerRequest: fc.integer({ min: 0, max: 100_000 }),
  traceRate: fc.double({ min: 0, max: 1, noNaN: true }),
  freeTier: fc.boolean(),
});

function inputOf({
  perMonth,
  ...rest
}: typeof inputs extends fc.Arbitrary<infer T> ? T : never): EstimateInput {
  return { ...rest, load: { kind: "requests", perMonth }, concurrencyLimit: 1000 };
}

describe("the price list of 2017", () => {
  const list = priceListOf("us-east-1", "2017");

  it("burns $90.036 of compute an hour with 1,000 executions of 1,536 MB under way", () => {
    const { worstHour, requestsPerHourAtLimit } = estimate(plain, list);
    expect(figuresOf(worstHour).computeUsd).toBe(90.036);
    expect(requestsPerHourAtLimit).toBe(3_600_000);
    expect(figuresOf(worstHour).requestsUsd).toBe(0.72);
    expect(figuresOf(worstHour).totalUsd).toBe(90.756);
  });

  it("has the printed prices per 100 ms of the other sizes", () => {
    const usdAt = (memoryMb: number) =>
      figuresOf(estimate({ ...plain, memoryMb, durationMs: 100 }, list).worstHour, 36_000_000).computeUsd;
    expect([128, 192, 512, 1024, 3008].map(usdAt)).toEqual([
      0.000000208, 0.000000313, 0.000000834, 0.000001667, 0.000004897,
    ]);
  });

  it("rounds up to 100 ms, and executions still make way after their real duration", () => {
    const at = (durationMs: number) => estimate({ ...plain, durationMs }, list).worstHour;
    expect(figuresOf(at(150)).computeUsd).toBeCloseTo((90.036 * 200) / 150, 9);
  });

  it("does not know what came later", () => {
    expect(problemsOf({ ...plain, memoryMb: 1000, architecture: "arm64", api: "HTTP" }, list)).toEqual([
      { field: "memoryMb", message: expect.stringContaining("steps of 64 MB") },
      { field: "architecture", message: expect.stringContaining("arm64") },
      { field: "api", message: expect.stringContaining("API Gateway") },
    ]);
  });
});

describe("estimate", () => {
  it("accepts what it is tested with", () => {
    expect(problemsOf(plain, today)).toEqual([]);
  });

  it("has parts that add up to the total, and no negative ones", () => {
    fc.assert(
      fc.property(inputs, (fields) => {
        const { monthly, worstHour } = estimate(inputOf(fields), today);
        for (const bill of [monthly, worstHour]) {
          const { totalUsd, ...parts } = figuresOf(bill);
          const sum = Object.values(parts).reduce((a, b) => a + b, 0);
          expect(Math.abs(sum - totalUsd)).toBeLessThanOrEqual(totalUsd * 1e-11);
          expect(Math.abs(bill.totalUsd - totalUsd)).toBeLessThanOrEqual(totalUsd * 1e-10);
          expect(Object.values(parts).every((usd) => usd >= 0)).toBe(true);
        }
      }),
    );
  });

  it("is the same from requests and from the concurrency that they come to", () => {
    fc.assert(
      fc.property(inputs, (fields) => {
        const input = inputOf(fields);
        const forth = estimate(input, today);
        const load = { kind: "concurrency", average: forth.averageConcurrency } as const;
        const back = estimate({ ...input, load }, today);
        expect(back.requestsPerMonth / forth.requestsPerMonth).toBeCloseTo(1, 10);
        expect(back.monthly.totalUsd / (forth.monthly.totalUsd || 1)).toBeCloseTo(
          forth.monthly.totalUsd === 0 ? 0 : 1,
          8,
        );
      }),
    );
  });

  it("finds the requests that a budget pays for", () => {
    fc.assert(
      fc.property(inputs, (fields) => {
        const input = inputOf({ ...fields, freeTier: false });
        const { monthly, requestsPerMonth } = estimate(input, today);
        const found = requestsForBudget(input, today, monthly.totalUsd);
        // Shifting a request into provisioned environments may be cheaper, never dearer: the cost still grows.
        expect((found ?? 0) / requestsPerMonth).toBeCloseTo(1, 6);
      }),
      { numRuns: 50 },
    );
  });

  it("says when no requests at all fit a budget", () => {
    expect(requestsForBudget({ ...plain, provisionedConcurrency: 100 }, today, 10)).toBeNull();
  });

  it("prices provisioned environments apart, used or not", () => {
    const input = { ...plain, memoryMb: 1024, provisionedConcurrency: 1000 };
    const { computeUsd, provisionedUsd } = figuresOf(estimate(input, today).worstHour);
    expect(computeUsd).toBeCloseTo(3_600_000 * 0.0000097222, 6);
    expect(provisionedUsd).toBeCloseTo(3_600_000 * 0.0000041667, 6);
  });

  it("names every field that is out of range", () => {
    const wrong = {
      ...plain,
      memoryMb: 127,
      durationMs: Number.NaN,
      coldStartRate: 1.5,
      concurrencyLimit: 0,
    };
    const fields = problemsOf({ ...wrong, load: { kind: "requests", perMonth: -1 } }, today);
    expect(fields.map(({ field }) => field)).toEqual([
      "memoryMb",
      "durationMs",
      "requestsPerMonth",
      "coldStartRate",
      "concurrencyLimit",
    ]);
  });
});
