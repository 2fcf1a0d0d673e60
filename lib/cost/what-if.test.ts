import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import { billOf } from "@/lib/cost/bill";
import { breakEvenUtilisation } from "@/lib/cost/break-even";
import { worstHourOf } from "@/lib/cost/burn-rate";
import { billOfChanged, compareBills } from "@/lib/cost/compare-bills";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { withSavingsPlan } from "@/lib/cost/savings-plan";
import { type FunctionUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";
import { type Change, everything, type Scope, withChanges } from "@/lib/cost/what-if";

const list = priceListOf("us-east-1");

function executions(functionName: string, changes: Partial<FunctionUsage> = {}): FunctionUsage {
  return {
    ...noOwner,
    functionName,
    kind: "function",
    architecture: "x86_64",
    memoryMb: 1024,
    ephemeralStorageMb: 512,
    requests: 1_000_000,
    billedMs: 100_000_000,
    initMs: 1_000_000,
    whileProvisionedMs: 0,
    logBytes: 1024 ** 3,
    streamedBytes: 0,
    ...changes,
  };
}

const gateway: UsageRecord = {
  ...noOwner,
  api: "shop/live",
  kind: "gateway",
  apiKind: "REST",
  requests: 1e6,
};
const usage: readonly UsageRecord[] = [executions("pay"), executions("list"), gateway];
const only = (...functionNames: string[]): Scope => ({ functionNames, apis: null });

function compare(...changes: readonly Change[]) {
  return compareBills(billOf(usage, list), billOfChanged(withChanges(usage, changes), list));
}

describe("withChanges", () => {
  it("changes nothing without a change", () => {
    expect(compare().deltaUsd).toEqual([0, 0]);
  });

  it("prices arm64 at its own rate, for the functions named", () => {
    const arm: Change = {
      scope: only("pay"),
      kind: "architecture",
      architecture: "arm64",
      durationFactor: 1,
    };
    const saved = 101_000 * (0.0000166667 - 0.0000133334);
    const { deltaUsd, lines } = compare(arm);
    expect(deltaUsd[0]).toBeCloseTo(-saved, 9);
    expect(deltaUsd[1]).toBeCloseTo(-saved, 9);
    expect(lines.find(({ line }) => line === "lambda-duration-arm")?.now).toBeNull();
  });

  it("gives both ends of a memory size that was never measured", () => {
    const half: Change = { scope: only("pay"), kind: "memory", memoryMb: 512, durationFactor: null };
    const computeUsd = 101_000 * 0.0000166667;
    const { deltaUsd } = compare(half);
    expect(deltaUsd[0]).toBeCloseTo(-computeUsd / 2, 9);
    expect(deltaUsd[1]).toBeCloseTo(0, 9);
    expect(compare({ ...half, durationFactor: 1.5 }).deltaUsd[0]).toBeCloseTo(-computeUsd / 4, 9);
  });

  it("does not promise a single thread more than one CPU", () => {
    const big: Change = { scope: only("pay"), kind: "memory", memoryMb: 3538, durationFactor: null };
    const { low } = withChanges([executions("pay", { memoryMb: 1769 })], [big]);
    expect(low[0]).toMatchObject({ billedMs: 100_000_000, memoryMb: 3538 });
  });

  it("multiplies traffic, but not what is charged by the clock", () => {
    const records: UsageRecord[] = [
      ...usage,
      { ...noOwner, kind: "cache", sizeGb: "0.5", lengthMs: HOUR_MS },
    ];
    const { low } = withChanges(records, [{ scope: everything, kind: "traffic", factor: 3 }]);
    const { totalUsd } = billOf(low, list);
    expect(totalUsd).toBeCloseTo(3 * billOf(usage, list).totalUsd + 0.02, 9);
  });

  it("moves a REST API to the price of HTTP APIs", () => {
    const move: Change = { scope: { functionNames: null, apis: ["shop/live"] }, kind: "http-api" };
    expect(compare(move).deltaUsd[0]).toBeCloseTo(-2.5, 9);
  });

  it("puts provisioned concurrency in the place of what there is, and takes it back", () => {
    const provide = (concurrency: number, servedShare: number): Change => {
      return { scope: only("pay"), kind: "provisioned", concurrency, lengthMs: HOUR_MS, servedShare };
    };
    const once = withChanges(usage, [provide(5, 0.5)]);
    expect(once.low.filter(({ kind }) => kind === "provisioned")).toMatchObject([
      { functionName: "pay", concurrency: 5, memoryMb: 1024 },
    ]);
    const there = billOf(once.low, list).lines.find(({ line }) => line === "lambda-while-provisioned-x86");
    expect(there?.quantity).toBeCloseTo(50_000, 9);
    const back = withChanges(usage, [provide(5, 0.5), provide(0, 0)]);
    expect(billOf(back.low, list).totalUsd).toBeCloseTo(billOf(usage, list).totalUsd, 9);
  });

  it("applies several one after the other and names each assumption once", () => {
    const changes: readonly Change[] = [
      { scope: everything, kind: "traffic", factor: 2 },
      { scope: everything, kind: "traffic", factor: 2 },
      { scope: everything, kind: "architecture", architecture: "arm64", durationFactor: 1 },
      { scope: everything, kind: "log-volume", factor: 0.5 },
    ];
    const { low, assumptions } = withChanges(usage, changes);
    expect(assumptions).toHaveLength(3);
    expect(low[0]).toMatchObject({ requests: 4_000_000, architecture: "arm64", logBytes: 2 * 1024 ** 3 });
  });

  it("keeps what was not read unknown", () => {
    const blind = [executions("pay", { logBytes: null })];
    const { low } = withChanges(blind, [{ scope: everything, kind: "log-volume", factor: 0.1 }]);
    expect(low[0]).toMatchObject({ logBytes: null });
  });

  it("keeps the share of stored logs that is younger than the new retention", () => {
    const logs: UsageRecord = {
      ...noOwner,
      kind: "logs",
      logClass: "standard",
      ingestedBytes: 0,
      storedByteMonths: 1024 ** 3,
    };
    const shorten = (days: number): Change => ({
      scope: everything,
      kind: "retention",
      days,
      storedDays: 100,
    });
    expect(withChanges([logs], [shorten(25)]).low[0]).toMatchObject({ storedByteMonths: 1024 ** 3 / 4 });
    expect(withChanges([logs], [shorten(400)]).low[0]).toMatchObject({ storedByteMonths: 1024 ** 3 });
  });
});

describe("breakEvenUtilisation", () => {
  it("is where provisioned and on demand cost the same", () => {
    const share = breakEvenUtilisation("x86_64", list) ?? Number.NaN;
    expect(0.0000041667 + share * 0.0000097222).toBeCloseTo(share * 0.0000166667, 12);
    expect(share).toBeCloseTo(0.6, 3);
    expect(breakEvenUtilisation("arm64", priceListOf("us-east-1", "2017"))).toBeNull();
  });
});

describe("withSavingsPlan", () => {
  it("covers compute and nothing else", () => {
    const bill = billOf(usage, list);
    const { coveredUsd, savedUsd, thenUsd } = withSavingsPlan(bill, "all-upfront", 0.5);
    expect(coveredUsd).toBeCloseTo(202_000 * 0.0000166667, 9);
    expect(savedUsd).toBeCloseTo(coveredUsd * 0.085, 9);
    expect(thenUsd).toBeCloseTo(bill.totalUsd - savedUsd, 9);
  });
});

describe("worstHourOf", () => {
  it("fills every allowed execution for an hour", () => {
    const bill = worstHourOf(usage, { functionName: "pay", executions: 100 }, list);
    const compute = bill.lines.filter(({ unit }) => unit === "GB-s");
    expect(compute.reduce((sum, { quantity }) => sum + quantity, 0)).toBeCloseTo(360_000, 6);
    const requests = bill.lines.find(({ line }) => line === "lambda-requests");
    expect(requests?.quantity).toBeCloseTo(360_000 / 0.101, 3);
  });

  it("is nothing for a function that never ran", () => {
    expect(worstHourOf(usage, { functionName: "new", executions: 100 }, list).lines).toEqual([]);
  });
});
