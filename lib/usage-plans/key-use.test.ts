import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import type { Quota } from "@/lib/model/usage-plan";
import { daysOfUse } from "@/lib/usage-plans/days-of-use";
import { keyUse } from "@/lib/usage-plans/key-use";

const noon = Date.UTC(2026, 0, 15, 12);
const daily: Quota = { limit: 1_000, period: "DAY" };
const key = { id: "k1", name: "acme", enabled: true };

function use(used: number, remaining: number | null, quota: Quota | null = daily, now: number | null = noon) {
  const days = [
    { day: "2026-01-14", used: 40, remaining: 960 },
    { day: "2026-01-15", used, remaining },
  ];
  return keyUse({ keyId: "k1", days }, quota, key, now);
}

describe("keyUse", () => {
  it("holds the last day against the day's quota", () => {
    expect(use(300, 700)).toMatchObject({
      name: "acme",
      used: 300,
      remaining: 700,
      share: 0.3,
      health: "ok",
      mostInADay: 300,
      reachedAtMs: null,
    });
    expect(use(20, 980).mostInADay).toBe(40);
    expect(use(850, 150).health).toBe("warning");
    expect(use(1_400, 0)).toMatchObject({ share: 1, health: "critical", reachedAtMs: null });
  });

  it("goes by what AWS says is left of an extended quota, and of a longer period", () => {
    expect(use(900, 600).share).toBeCloseTo(0.6);
    expect(use(10, 250, { limit: 1_000, period: "MONTH" })).toMatchObject({ share: 0.75, reachedAtMs: null });
    expect(use(10, 1_200, { limit: 1_000, period: "WEEK" }).share).toBe(0);
  });

  it("says when the day's mean pace uses the quota up, today only", () => {
    expect(use(600, 400).reachedAtMs).toBe(noon + 8 * HOUR_MS);
    expect(use(600, 400, daily, null).reachedAtMs).toBeNull();
    expect(use(600, 400, daily, noon - 11.5 * HOUR_MS).reachedAtMs).toBeNull();
  });

  it("knows nothing without a quota, a day or what remains", () => {
    expect(use(300, 700, null)).toMatchObject({ share: null, remaining: null, health: "ok" });
    expect(use(300, null)).toMatchObject({ share: null, health: "unknown" });
    expect(keyUse({ keyId: null, days: [] }, daily, null, noon)).toMatchObject({
      keyId: null,
      name: null,
      used: 0,
      share: null,
    });
  });

  it("has a share of 0 to 1, and a moment of today", () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), fc.integer({ min: 0, max: 86_399 }), (used, left, second) => {
        const now = Date.UTC(2026, 0, 15) + second * 1_000;
        const { share, reachedAtMs } = use(used, left, daily, now);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        if (reachedAtMs === null) return;
        expect(reachedAtMs).toBeGreaterThanOrEqual(now);
        expect(reachedAtMs).toBeLessThanOrEqual(Date.UTC(2026, 0, 16));
      }),
    );
  });
});

it("takes seven days in UTC up to the window's last one, which may be today", () => {
  const today = { fromDay: "2026-01-09", toDay: "2026-01-15", isToday: true };
  expect(daysOfUse({ toMs: noon }, noon)).toEqual(today);
  expect(daysOfUse({ toMs: noon + DAY_MS }, noon)).toEqual(today);
  expect(daysOfUse({ toMs: Date.UTC(2026, 0, 15) }, noon)).toEqual({
    fromDay: "2026-01-08",
    toDay: "2026-01-14",
    isToday: false,
  });
});
