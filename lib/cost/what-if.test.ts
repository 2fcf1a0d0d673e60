import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import { billOf } from "@/lib/cost/bill";
import { breakEvenUtilisation } from "@/lib/cost/break-even";
import { worstHourOf } from "@/lib/cost/burn-rate";
import { type Change, everything, type Scope } from "@/lib/cost/change";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { exactly } from "@/lib/cost/span";
import { type FunctionUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";
import { withChanges } from "@/lib/cost/what-if";

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

/** What the changes do to the bill, at its cheapest and at its dearest. */
function deltaOf(...changes: readonly Change[]): readonly [number, number] {
  const { low, high } = withChanges(usage, changes);
  const nowUsd = billOf(usage, list).totalUsd;
  return [billOf(low, list).totalUsd - nowUsd, billOf(high, list).totalUsd - nowUsd];
}

describe("withChanges", () => {
  it("changes nothing without a change", () => {
    expect(deltaOf()).toEqual([0, 0]);
    const records = withChanges(usage, []);
    expect(records.low).toEqual(usage);
  });

  it("prices arm64 at its own rate, for the functions named", () => {
    const arm: Change = {
      scope: only("pay"),
      kind: "architecture",
      architecture: "arm64",
      durationFactor: 1,
    };
    const saved = 101_000 * (0.0000166667 - 0.0000133334);
    const [least, most] = deltaOf(arm);
    expect(least).toBeCloseTo(-saved, 9);
    expect(most).toBeCloseTo(-saved, 9);
    // What runs there already stays as it is.
    expect(deltaOf(arm, { ...arm, durationFactor: 3 })[0]).toBeCloseTo(-saved, 9);
  });

  it("gives both ends of a memory size that was never measured", () => {
    const half: Change = { scope: only("pay"), kind: "memory", memoryMb: 512, seen: [] };
    const computeUsd = 101_000 * 0.0000166667;
    const [least, most] = deltaOf(half);
    expect(least).toBeCloseTo(-computeUsd / 2, 9);
    expect(most).toBeCloseTo(0, 9);
  });

  it("takes the durations that were measured", () => {
    const measured = [
      { memoryMb: 1024, meanMs: 100 },
      { memoryMb: 512, meanMs: 150 },
    ];
    const half: Change = { scope: only("pay"), kind: "memory", memoryMb: 512, seen: measured };
    const computeUsd = 101_000 * 0.0000166667;
    expect(deltaOf(half)[0]).toBeCloseTo(-computeUsd / 4, 9);
    expect(deltaOf(half)[1]).toBeCloseTo(-computeUsd / 4, 9);
  });

  it("adds up ends of changes in opposite directions", () => {
    const more: Change = { scope: only("pay"), kind: "memory", memoryMb: 1536, seen: [] };
    const less: Change = { scope: only("list"), kind: "memory", memoryMb: 512, seen: [] };
    const [one, other, both] = [deltaOf(more), deltaOf(less), deltaOf(more, less)];
    expect(both[0]).toBeCloseTo(one[0] + other[0], 9);
    expect(both[1]).toBeCloseTo(one[1] + other[1], 9);
    expect(both[0]).toBeLessThan(both[1]);
  });

  it("does not promise a single thread more than one CPU", () => {
    const big: Change = { scope: only("pay"), kind: "memory", memoryMb: 3538, seen: [] };
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
    expect(deltaOf(move)[0]).toBeCloseTo(-2.5, 9);
  });

  it("puts provisioned concurrency in the place of what there is, and takes it back", () => {
    const provide = (concurrency: number, share: number): Change => {
      const servedShare = exactly(share);
      return { scope: only("pay"), kind: "provisioned", concurrency, lengthMs: HOUR_MS, servedShare };
    };
    const once = withChanges(usage, [provide(3, 0.2), provide(5, 0.5)]);
    expect(once.low.filter(({ kind }) => kind === "provisioned")).toMatchObject([
      { functionName: "pay", concurrency: 5, memoryMb: 1024 },
    ]);
    const there = billOf(once.low, list).lines.find(({ line }) => line === "lambda-while-provisioned-x86");
    expect(there?.quantity).toBeCloseTo(50_000, 9);
    const back = withChanges(usage, [provide(5, 0.5), provide(0, 0)]);
    expect(billOf(back.low, list).totalUsd).toBeCloseTo(billOf(usage, list).totalUsd, 9);
  });

  it("takes the cheaper end of provisioned concurrency to be the one that serves more", () => {
    const servedShare = { least: 0.2, most: 0.8 };
    const { low, high } = withChanges(usage, [
      { scope: only("pay"), kind: "provisioned", concurrency: 5, lengthMs: HOUR_MS, servedShare },
    ]);
    expect(low[0]).toMatchObject({ whileProvisionedMs: 80_000_000 });
    expect(high[0]).toMatchObject({ whileProvisionedMs: 20_000_000 });
  });

  it("takes the init of SnapStart away at best, and keeps it at worst", () => {
    const snap: Change = {
      ...{ scope: only("pay"), kind: "snap-start", keptMs: HOUR_MS, free: false },
      restores: { least: 10, most: 1000 },
    };
    const { low, high } = withChanges(usage, [snap]);
    expect(low[0]).toMatchObject({ initMs: 0 });
    expect(high[0]).toMatchObject({ initMs: 1_000_000 });
    const added = (records: readonly UsageRecord[]) => records.filter(({ kind }) => kind === "snap-start");
    expect(added(low)).toMatchObject([{ functionName: "pay", restores: 10, memoryMb: 1024 }]);
    expect(added(high)).toMatchObject([{ restores: 1000 }]);
    expect(added(withChanges(usage, [{ ...snap, free: true }]).high)).toEqual([]);
  });

  it("cuts what a shorter timeout cuts, of the handler and not of the init", () => {
    const durationFactor = { least: 0.5, most: 0.9 };
    const { low, high } = withChanges(usage, [{ scope: only("pay"), kind: "timeout", durationFactor }]);
    expect(low[0]).toMatchObject({ billedMs: 50_000_000, initMs: 1_000_000 });
    expect(high[0]).toMatchObject({ billedMs: 90_000_000 });
  });

  it("applies several one after the other", () => {
    const changes: readonly Change[] = [
      { scope: everything, kind: "traffic", factor: 2 },
      { scope: everything, kind: "traffic", factor: 2 },
      { scope: everything, kind: "architecture", architecture: "arm64", durationFactor: 1 },
      { scope: everything, kind: "log-volume", factor: 0.5 },
    ];
    const { low } = withChanges(usage, changes);
    expect(low[0]).toMatchObject({ requests: 4_000_000, architecture: "arm64", logBytes: 2 * 1024 ** 3 });
  });

  it("keeps what was not read unknown", () => {
    const blind = [executions("pay", { logBytes: null })];
    const { low } = withChanges(blind, [{ scope: everything, kind: "log-volume", factor: 0.1 }]);
    expect(low[0]).toMatchObject({ logBytes: null });
  });

  it("keeps the share of stored logs that is younger than the new retention", () => {
    const logs: UsageRecord = {
      ...{ ...noOwner, kind: "logs", logClass: "standard" },
      ...{ ingestedBytes: 0, storedByteMonths: 1024 ** 3 },
    };
    const shorten = (days: number, storedDays: number | null) =>
      withChanges([logs], [{ scope: everything, kind: "retention", days, storedDays }]);
    expect(shorten(25, 100).low[0]).toMatchObject({ storedByteMonths: 1024 ** 3 / 4 });
    expect(shorten(400, 100).low[0]).toMatchObject({ storedByteMonths: 1024 ** 3 });
    expect(shorten(25, null).low[0]).toMatchObject({ storedByteMonths: 0 });
    expect(shorten(25, null).high[0]).toMatchObject({ storedByteMonths: 1024 ** 3 });
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
