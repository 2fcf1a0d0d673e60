import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { debugLogging } from "@/lib/cost/waste/debug-logging";
import type { FunctionFacts } from "@/lib/cost/waste/facts";
import { idleProvisioned } from "@/lib/cost/waste/idle-provisioned";
import { neverExpiring } from "@/lib/cost/waste/never-expiring";
import { priceWaste } from "@/lib/cost/waste/price-waste";
import { totalWaste } from "@/lib/cost/waste/total-waste";
import type { Waste } from "@/lib/cost/waste/waste";

const list = priceListOf("us-east-1");
const GB = 1024 ** 3;
const fn: FunctionFacts = {
  name: "price",
  architecture: "x86_64",
  memoryMb: 1024,
  ephemeralStorageMb: 512,
  provisioned: true,
};
const priced = (waste: Waste | null, windowMs = HOUR_MS) => waste && priceWaste(waste, windowMs, list);

describe("idle provisioned concurrency", () => {
  const idle = (peak: number, busyMs: number, configured = 4) =>
    idleProvisioned(
      fn,
      { qualifier: "live", configured, peak, busyMs: { low: busyMs, high: busyMs } },
      HOUR_MS,
      list,
    );

  it("is at least what nobody ever used at once, at most all time without an execution", () => {
    // 4 GB for an hour are 14,400 GB-s; one environment above the peak is 3,600; ten minutes of work are 600.
    const found = priced(idle(3, HOUR_MS / 6));
    expect(found?.window?.low).toBeCloseTo(3600 * 0.0000041667, 12);
    expect(found?.window?.high).toBeCloseTo((14_400 - 600) * 0.0000041667, 12);
    expect(found?.monthly.high.totalUsd).toBeCloseTo(730 * (14_400 - 600) * 0.0000041667, 9);
    expect(found?.why).toContain("4 provisioned for live, executing 4.2 % of the time, at most 3 at once");
    expect(found?.remedy).toMatch(/^3 would have been enough. Below 60 % it is dearer/);
  });

  it("is all of it where nothing ran", () => {
    const found = priced(idle(0, 0));
    expect(found?.window?.low).toBe(found?.window?.high);
    expect(found?.remedy).toMatch(/^Remove it/);
  });

  it("is none when all were busy all the time, and without any", () => {
    expect(idle(4, 4 * HOUR_MS)).toBeNull();
    expect(idle(0, 0, 0)).toBeNull();
  });

  it("has ends in order, none above what was paid", () => {
    const n = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(
        n,
        fc.nat(600),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        (configured, peak, busyMs) => {
          const found = priced(idle(peak, busyMs, configured))?.window;
          if (!found) return;
          expect(found.low).toBeLessThanOrEqual(found.high + 1e-9);
          expect(found.high).toBeLessThanOrEqual(configured * 3600 * 0.0000041667 + 1e-9);
        },
      ),
    );
  });
});

describe("log groups that never expire", () => {
  it("cost what they store each month: all, or what is older than 30 days", () => {
    const found = priced(neverExpiring({ name: "/old", storedBytes: 100 * GB, ageMs: 300 * DAY_MS }, list));
    expect(found?.window).toBeNull();
    expect(found?.monthly.high.totalUsd).toBeCloseTo(3, 12);
    expect(found?.monthly.low.totalUsd).toBeCloseTo(2.7, 12);
    // 100 GB in 300 days are 10.14 GB a month, 121.67 in a year.
    expect(found?.why).toContain("about 10.1 GB more each month; in a year $6.65 a month");
  });

  it("of young groups may be nothing, of empty ones are none", () => {
    expect(
      priced(neverExpiring({ name: "/new", storedBytes: GB, ageMs: DAY_MS }, list))?.monthly.low.totalUsd,
    ).toBe(0);
    expect(neverExpiring({ name: "/empty", storedBytes: 0, ageMs: 99 * DAY_MS }, list)).toBeNull();
  });
});

describe("debug logging", () => {
  it("costs the ingestion of its characters and 26 bytes a line", () => {
    const sums = { bySize: [], debug: { lines: 1000, characters: GB - 26_000 } };
    expect(priced(debugLogging("price", sums, "lambda"))?.window?.low).toBeCloseTo(0.5, 12);
    expect(priced(debugLogging("price", sums, "infrequent-access"))?.window?.low).toBeCloseTo(0.25, 12);
    expect(debugLogging("price", { bySize: [], debug: { lines: 0, characters: 0 } }, "lambda")).toBeNull();
  });
});

describe("the total", () => {
  it("counts at least the largest of what overlaps, at most all", () => {
    const part = (kind: Parameters<typeof totalWaste>[0][number]["kind"], subject: string, usd: number) => ({
      kind,
      subject,
      lowUsd: usd,
      highUsd: usd * 2,
    });
    const total = totalWaste([
      part("timeouts", "a", 3),
      part("retries", "a", 5),
      part("timeouts", "b", 7),
      part("idle-provisioned", "a", 11),
      part("idle-provisioned", "a", 13),
      part("never-expiring", "/a", 17),
    ]);
    expect(total).toEqual({ lowUsd: 5 + 7 + 24 + 17, highUsd: 2 * (3 + 5 + 7 + 11 + 13 + 17) });
    expect(totalWaste([])).toEqual({ lowUsd: 0, highUsd: 0 });
  });
});
