import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Interval } from "@/lib/model/views/logs";
import { SlicePlan } from "@/lib/server/logs/slice-plan";

const now = Date.UTC(2026, 0, 15, 12);

/** All slices, learning from each that it had `pages(slice)`. */
function slices(window: Interval, pages: (slice: Interval) => number): Interval[] {
  const plan = new SlicePlan(window);
  const found: Interval[] = [];
  for (let slice = plan.next(); slice !== null; slice = plan.next()) {
    found.push(slice);
    plan.learn(pages(slice), slice.toMs - slice.fromMs);
  }
  expect(plan.rest()).toBeNull();
  return found;
}

const perHour = (rate: number) => (slice: Interval) => (rate * (slice.toMs - slice.fromMs)) / HOUR_MS;

describe("the plan of slices", () => {
  it("asks for a short window as a whole", () => {
    const window = { fromMs: now - 10 * MINUTE_MS, toMs: now };
    expect(slices(window, perHour(1_000))).toEqual([window]);
  });

  it("reads a quiet day in few slices and an empty month in not many more", () => {
    expect(slices({ fromMs: now - DAY_MS, toMs: now }, perHour(0.02))).toHaveLength(2);
    expect(slices({ fromMs: now - 30 * DAY_MS, toMs: now }, () => 0).length).toBeLessThanOrEqual(3);
  });

  it("cuts a busy window into slices of about two pages, on edges that other windows share", () => {
    const found = slices({ fromMs: now - 6 * HOUR_MS - 7 * MINUTE_MS, toMs: now }, perHour(60));
    expect(found.length).toBeGreaterThan(100);
    for (const { fromMs } of found.slice(1, -1)) expect(fromMs % MINUTE_MS).toBe(0);
  });

  it("covers every window without gap or overlap, newest first, whatever the density", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 * 24 * 60 }),
        fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (minutes, densities) => {
          const window = { fromMs: now - minutes * MINUTE_MS, toMs: now };
          let turn = 0;
          const plan = new SlicePlan(window);
          let edge = window.toMs;
          for (let slice = plan.next(); slice !== null && turn < 5_000; slice = plan.next()) {
            expect(slice.toMs).toBe(edge);
            expect(slice.fromMs).toBeLessThan(slice.toMs);
            edge = slice.fromMs;
            plan.learn(densities[turn++ % densities.length] ?? 0, slice.toMs - slice.fromMs);
          }
          expect(edge === window.fromMs || turn === 5_000).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});
