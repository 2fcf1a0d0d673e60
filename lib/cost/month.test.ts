import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import { billOf } from "@/lib/cost/bill";
import { initShares, withInit } from "@/lib/cost/init-share";
import { monthBill } from "@/lib/cost/month";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { type FunctionUsage, noOwner } from "@/lib/cost/usage";
import { exactly } from "@/lib/cost/usage-range";

const list = priceListOf("us-east-1");
/** November: 720 hours. */
const fromMs = Date.UTC(2026, 10, 1);

const usage: FunctionUsage = {
  ...noOwner,
  kind: "function",
  functionName: "orders",
  architecture: "x86_64",
  memoryMb: 1024,
  ephemeralStorageMb: 512,
  requests: 1_000_000,
  billedMs: 1e9,
  initMs: 0,
  whileProvisionedMs: 0,
  logBytes: null,
  streamedBytes: 0,
};
const hourUsd = billOf([usage], list).totalUsd;

function november(seen: number, freeTier: boolean) {
  return monthBill({
    hours: Array.from({ length: seen }, (_, i) => ({ startMs: fromMs + i * HOUR_MS, amount: hourUsd })),
    mix: { low: [usage], high: [{ ...usage, initMs: 1e8 }] },
    nowMs: fromMs + seen * HOUR_MS,
    list,
    freeTier,
  });
}

describe("the bill of a month", () => {
  it("is the same hour 720 times", () => {
    const found = november(240, false);
    expect(found?.seen.totalUsd).toBeCloseTo(240 * hourUsd, 6);
    expect(found?.expected.totalUsd).toBeCloseTo(720 * hourUsd, 6);
    expect(found?.low.totalUsd).toBeCloseTo(720 * hourUsd, 6);
    expect(found?.projection.certainShare).toBeCloseTo(1 / 3, 9);
    // The upper end has the init that is not known.
    const withInits = billOf([{ ...usage, initMs: 1e8 }], list).totalUsd;
    expect(found?.high.totalUsd).toBeCloseTo(720 * withInits, 6);
  });

  it("deducts a month's allowances once", () => {
    const paid = november(240, false)?.expected.totalUsd ?? 0;
    const reduced = november(240, true)?.expected.totalUsd ?? 0;
    // 1 M requests and 400,000 GB-s. [Lambda pricing]
    expect(paid - reduced).toBeCloseTo(0.2 + 400_000 * 0.0000166667, 6);
  });

  it("climbs the tiers with the month's usage", () => {
    const month = { hours: [{ startMs: fromMs, amount: hourUsd * 10 }], nowMs: fromMs + HOUR_MS, list };
    const found = monthBill({ ...month, mix: exactly([usage]), freeTier: false });
    const flat = 720 * 10 * hourUsd;
    expect(found?.expected.totalUsd).toBeLessThan(flat);
    // 7.2 billion GB-s: 6 at the first price, 1.2 at the second. [Lambda pricing]
    expect(found?.expected.lines.find(({ line }) => line === "lambda-duration-x86")?.usd).toBeCloseTo(
      6e9 * 0.0000166667 + 1.2e9 * 0.000015,
      2,
    );
  });

  it("is not known without an hour, or when nothing was used", () => {
    const rest = { nowMs: fromMs + HOUR_MS, list, freeTier: false };
    expect(monthBill({ ...rest, hours: [], mix: exactly([usage]) })).toBeNull();
    expect(monthBill({ ...rest, hours: [{ startMs: fromMs, amount: 0 }], mix: exactly([]) })).toBeNull();
  });
});

describe("shares of init", () => {
  it("are the window's, for other hours of the same function", () => {
    const window = exactly([
      { ...usage, billedMs: 100, initMs: 25 },
      { ...usage, billedMs: 100, initMs: 0 },
    ]);
    const shares = initShares(window, "low");
    expect(withInit({ ...usage, billedMs: 800 }, shares)).toMatchObject({ initMs: 100 });
    const other = { ...usage, functionName: "other" };
    expect(withInit(other, shares)).toBe(other);
  });
});
