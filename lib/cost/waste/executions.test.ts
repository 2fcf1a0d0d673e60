import { describe, expect, it } from "vitest";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { initPaid } from "@/lib/cost/waste/cold-start-init";
import type { FunctionFacts, ReportSums } from "@/lib/cost/waste/facts";
import { priceWaste } from "@/lib/cost/waste/price-waste";
import { retriesPaid } from "@/lib/cost/waste/retries";
import { timeoutsPaid } from "@/lib/cost/waste/timeouts";
import type { Waste } from "@/lib/cost/waste/waste";

const list = priceListOf("us-east-1");
const HOURS_73 = 73 * 3_600_000;

const fn: FunctionFacts = {
  name: "pay",
  architecture: "x86_64",
  memoryMb: 1024,
  ephemeralStorageMb: 512,
  provisioned: false,
};
const sums = (over: Partial<ReportSums>): ReportSums => ({
  memoryMb: 1024,
  reports: 10,
  billedMs: 1000,
  handlerMs: 1000,
  maxMemoryUsedMb: 100,
  timeouts: 0,
  timeoutMs: 0,
  ...over,
});
function usd(waste: Waste | null) {
  if (waste === null) return null;
  const { window, monthly } = priceWaste(waste, HOURS_73, list);
  return { window, month: { low: monthly.low.totalUsd, high: monthly.high.totalUsd } };
}

describe("timeouts", () => {
  it("cost what they were billed: 100 s at 1 GB, ten times in 730 hours", () => {
    const found = usd(timeoutsPaid(fn, [sums({ timeouts: 10, timeoutMs: 100_000 })]));
    expect(found?.window).toEqual({ low: 0.00166667, high: 0.00166667 });
    expect(found?.month.low).toBeCloseTo(0.0166667, 12);
  });

  it("add up over memory sizes, each at its own", () => {
    const found = usd(
      timeoutsPaid(fn, [
        sums({ timeouts: 1, timeoutMs: 10_000 }),
        sums({ memoryMb: 2048, timeouts: 1, timeoutMs: 10_000 }),
      ]),
    );
    expect(found?.window?.low).toBeCloseTo(30 * 0.0000166667, 15);
  });

  it("are none where none is told", () => {
    expect(timeoutsPaid(fn, [])).toBeNull();
    expect(timeoutsPaid(fn, [sums({})])).toBeNull();
  });

  it("lie between two prices where provisioned concurrency is configured", () => {
    const waste = timeoutsPaid({ ...fn, provisioned: true }, [sums({ timeouts: 1, timeoutMs: 1_000_000 })]);
    expect(waste?.certainty).toBe("range");
    expect(usd(waste)?.window).toEqual({ low: 0.0097222, high: 0.0166667 });
  });
});

describe("retries", () => {
  it("cost their duration and their requests", () => {
    const waste = retriesPaid(fn, [{ memoryMb: 1024, retries: 5, billedMs: 10_000 }], false);
    expect(waste?.certainty).toBe("exact");
    expect(usd(waste)?.window?.low).toBeCloseTo(10 * 0.0000166667 + (5 * 0.2) / 1e6, 15);
  });

  it("say so when there are more than were told", () => {
    const waste = retriesPaid(fn, [{ memoryMb: 1024, retries: 1, billedMs: 10 }], true);
    expect(waste).toMatchObject({
      certainty: "estimate",
      why: expect.stringMatching(/^At least 1 further attempt /),
    });
    expect(retriesPaid(fn, [], true)).toBeNull();
  });
});

describe("init", () => {
  it("is what was billed beyond the durations, at the price of duration", () => {
    const waste = initPaid(fn, [sums({ billedMs: 3000, handlerMs: 1000 }), sums({ memoryMb: 512 })]);
    expect(waste?.why).toContain("50 % of all");
    expect(usd(waste)?.window?.low).toBeCloseTo(2 * 0.0000166667, 15);
  });

  it("is none where all billed is duration, as before 2025-08", () => {
    expect(initPaid(fn, [sums({})])).toBeNull();
    expect(initPaid(fn, [])).toBeNull();
  });

  it("takes ephemeral storage above 512 MB along", () => {
    const waste = initPaid({ ...fn, ephemeralStorageMb: 1536 }, [sums({ billedMs: 2000, handlerMs: 1000 })]);
    expect(usd(waste)?.window?.low).toBeCloseTo(0.0000166667 + 0.0000000309, 15);
  });
});
