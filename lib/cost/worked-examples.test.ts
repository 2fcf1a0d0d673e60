import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { type BillOptions, billOf } from "@/lib/cost/bill";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { type FunctionUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";

const month: BillOptions = { freeTier: true, tiers: "month" };
const noAllowance: BillOptions = { freeTier: false, tiers: "month" };
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

function provisioned(concurrency: number, memoryMb: number, hours: number): UsageRecord {
  const lengthMs = hours * HOUR_MS;
  return { ...noOwner, kind: "provisioned", architecture: "x86_64", memoryMb, concurrency, lengthMs };
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

  describe("Lambda pricing page of 2026", () => {
    it("mobile backend: 3 million requests, 120 ms, 1,536 MB: $2.73", () => {
      expect(totalOf([executions(3e6, 1536, 120)])).toBe("2.73");
    });

    it("telemetry: 7.44 million requests, 2 s, 1,024 MB, no allowance: $249.49", () => {
      expect(totalOf([executions(7.44e6, 1024, 2000)], today, noAllowance)).toBe("249.49");
    });

    it("support tickets: 6 million, 280 ms, 4,096 MB, 2,048 MB of ephemeral storage: $106.41", () => {
      expect(totalOf([{ ...executions(6e6, 4096, 280), ephemeralStorageMb: 2048 }])).toBe("106.41");
    });

    it("mobile launch: 100 provisioned for 8 hours: $19.96 of cents rounded by item", () => {
      const usage: UsageRecord[] = [
        executions(2.5e6, 1536, 120),
        { ...executions(500_000, 1536, 0), whileProvisionedMs: 5e7 },
        provisioned(100, 1536, 8),
      ];
      const lines = billOf(usage, today, month).lines.map(({ line, usd }) => [
        line,
        cents(usd ?? Number.NaN),
      ]);
      expect(Object.fromEntries(lines)).toEqual({
        "lambda-provisioned-x86": "18.00",
        "lambda-requests": "0.40",
        "lambda-while-provisioned-x86": "0.73",
        "lambda-duration-x86": "0.83",
      });
    });

    it("Cyber Monday: 7 provisioned for a day, 2 million requests, no allowance: $32.26", () => {
      const usage: UsageRecord[] = [
        { ...executions(2e6, 4096, 0), whileProvisionedMs: 5.6e8 },
        provisioned(7, 4096, 24),
      ];
      expect(totalOf(usage, today, noAllowance)).toBe("32.26");
    });

    it("SnapStart: one version for 31 days, 74,400 restores: $263.92", () => {
      const snapStart: UsageRecord = {
        ...noOwner,
        kind: "snap-start",
        memoryMb: 1024,
        keptMs: 31 * DAY_MS,
        restores: 74_400,
      };
      expect(totalOf([executions(7.44e6, 1024, 2000), snapStart], today, noAllowance)).toBe("263.92");
    });

    it("streaming: a million responses of 7 MB after the allowance of streaming is used up: $39.04", () => {
      const streamed = { ...executions(0, 1536, 0), streamedBytes: 1e6 * 1024 ** 2 };
      const items = [
        ...billOf([executions(3e6, 1536, 500)], today, month).lines,
        ...billOf([streamed], today, noAllowance).lines,
      ].map(({ usd }) => Math.round((usd ?? Number.NaN) * 100));
      // The page adds up items of whole cents.
      expect(items).toEqual([40, 3083, 781]);
      expect(items.reduce((sum, one) => sum + one, 0)).toBe(3904);
    });
  });

  it("Lambda logs of 1 May 2025: 60 TB a month, $30,000 before, cost $12,500 in round figures", () => {
    const ingested = { ...executions(0, 128, 0), logBytes: 60 * 1024 ** 4 };
    const usd = billOf([ingested], today, noAllowance).totalUsd;
    // The announcement counts a TB as 1,000 GB; the price list counts 1,024.
    expect(usd / 1.024).toBeCloseTo(12_500, 6);
  });
});
