import { describe, expect, it } from "vitest";
import { type BillOptions, billOf } from "@/lib/cost/bill";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { type FunctionUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";

const month: BillOptions = { freeTier: true, tiers: "month" };
const before2020 = priceListOf("us-east-1", "2017-gb-second");
const today = priceListOf("us-east-1");

/** Dollars to the cent, as the examples print them. */
const cents = (usd: number) => usd.toFixed(2);

function executions(requests: number, memoryMb: number, eachMs: number): FunctionUsage {
  return {
    ...noOwner,
    kind: "function",
    architecture: "x86_64",
    memoryMb,
    ephemeralStorageMb: 512,
    requests,
    billedMs: requests * eachMs,
    initMs: 0,
    whileProvisionedMs: 0,
    logBytes: null,
    streamedBytes: 0,
  };
}

function totalOf(usage: readonly UsageRecord[], list = today, options = month): string {
  return cents(billOf(usage, list, options).totalUsd);
}

describe("AWS's worked examples", () => {
  it("Lambda pricing page of 2017–2019, example 1: 512 MB, 3 million times, 1 s: $18.74", () => {
    expect(totalOf([executions(3e6, 512, 1000)], before2020)).toBe("18.74");
  });

  it("the same page, example 2: 128 MB, 30 million times, 200 ms: $11.63", () => {
    expect(totalOf([executions(30e6, 128, 200)], before2020)).toBe("11.63");
  });

  it("the same page, example 3: three functions in one account: $69.96", () => {
    const usage = [executions(25e6, 128, 200), executions(5e6, 448, 500), executions(2.5e6, 1024, 1000)];
    expect(totalOf(usage, before2020)).toBe("69.96");
  });

  it("Lambda pricing page since 2022, mobile backend: 3 million requests, 1,536 MB, 120 ms: $2.73", () => {
    expect(totalOf([executions(3e6, 1536, 120)])).toBe("2.73");
  });

  it("Lambda pricing page since 2020, provisioned: 1,000 × 1,024 MB for 2 hours, 1.2 million times 1 s: $41.91", () => {
    const usage: UsageRecord[] = [
      { ...executions(1.2e6, 1024, 0), whileProvisionedMs: 1.2e9 },
      {
        ...noOwner,
        kind: "provisioned",
        architecture: "x86_64",
        memoryMb: 1024,
        concurrency: 1000,
        lengthMs: 7_200_000,
      },
    ];
    // Neither duration nor requests of provisioned functions take from the allowance in that example.
    expect(totalOf(usage, today, { freeTier: false, tiers: "month" })).toBe("41.91");
  });

  it("Lambda logs of 1 May 2025: 60 TB a month, $30,000 before, cost $12,500 in round figures", () => {
    const ingested = { ...executions(0, 128, 0), logBytes: 60 * 1024 ** 4 };
    const usd = billOf([ingested], today, { freeTier: false, tiers: "month" }).totalUsd;
    // The announcement counts a TB as 1,000 GB; the price list counts 1,024.
    expect(usd / 1.024).toBeCloseTo(12_500, 6);
  });
});
