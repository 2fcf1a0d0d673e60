import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  architectures,
  type CostEstimateParams,
  costEstimateSearch,
  estimateApis,
  parseCostEstimate,
} from "@/lib/url/cost-estimate";

const amount = fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs);
const params = fc
  .record({
    region: fc.constantFrom(null, "us-east-1", "eu-west-1"),
    priceList: fc.constantFrom("current", "2017"),
    architecture: fc.constantFrom(...architectures),
    memoryMb: fc.nat(10_240),
    durationMs: amount,
    load: amount,
    by: fc.constantFrom("requestsPerMonth", "concurrency", "budgetUsd"),
    initMs: amount,
    coldStartRate: amount,
    ephemeralStorageMb: fc.nat(10_240),
    provisionedConcurrency: fc.nat(1000),
    api: fc.constantFrom(...estimateApis),
    logBytesPerRequest: amount,
    traceRate: amount,
    concurrencyLimit: fc.nat(10_000),
    freeTier: fc.boolean(),
  })
  .map(({ load, by, ...rest }): CostEstimateParams => {
    return { ...rest, requestsPerMonth: null, concurrency: null, budgetUsd: null, [by]: load };
  });

describe("parseCostEstimate", () => {
  it("reads back what its inverse wrote", () => {
    fc.assert(
      fc.property(params, (given) => {
        const search = Object.fromEntries(
          Object.entries(costEstimateSearch(given)).filter(([, value]) => value !== null),
        );
        expect(parseCostEstimate(JSON.parse(JSON.stringify(search)))).toEqual(given);
      }),
    );
  });

  it("takes the account's limit, or the concurrency when that is more", () => {
    const limitOf = (concurrency: string) =>
      parseCostEstimate({ memoryMb: "128", durationMs: "1", concurrency }).concurrencyLimit;
    expect([limitOf("5"), limitOf("1000"), limitOf("2000.5")]).toEqual([1000, 1000, 2001]);
  });
});
