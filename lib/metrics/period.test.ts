import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import {
  choosePeriod,
  finestPeriod,
  MAX_POINTS,
  pointsForMany,
  previousWindow,
  wholeWindowPeriod,
} from "@/lib/metrics/period";

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const last = (ms: number, ago = 0) => ({ fromMs: epochMs(now - ago - ms), toMs: epochMs(now - ago) });

describe("choosePeriod", () => {
  it.each([
    ["3 h", last(3 * HOUR_MS), MINUTE_MS],
    ["5 h", last(5 * HOUR_MS), MINUTE_MS],
    ["6 h", last(6 * HOUR_MS), 2 * MINUTE_MS],
    ["24 h", last(DAY_MS), 5 * MINUTE_MS],
    ["7 d", last(7 * DAY_MS), HOUR_MS],
    ["1 h, 20 days ago", last(HOUR_MS, 20 * DAY_MS), 5 * MINUTE_MS],
    ["1 h, 70 days ago", last(HOUR_MS, 70 * DAY_MS), HOUR_MS],
    ["455 d", last(455 * DAY_MS), 2 * DAY_MS],
  ])("of %s", (_, window, period) => {
    expect(choosePeriod(window, now)).toBe(period);
  });

  it("never asks for finer data than CloudWatch keeps, nor for more points than are drawn", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 455 * 1440 }),
        fc.integer({ min: 0, max: 100 * 1440 }),
        (length, ago) => {
          const window = last(length * MINUTE_MS, ago * MINUTE_MS);
          const period = choosePeriod(window, now);
          expect(period % finestPeriod(window.fromMs, now)).toBe(0);
          expect((window.toMs - window.fromMs) / period).toBeLessThanOrEqual(MAX_POINTS);
          const whole = wholeWindowPeriod(window, now);
          expect(whole % finestPeriod(window.fromMs, now)).toBe(0);
          expect(whole).toBeGreaterThanOrEqual(window.toMs - window.fromMs);
        },
      ),
    );
  });
});

it("the more subjects, the fewer points of each, but never none", () => {
  expect([1, 100, 133, 200, 1_000, 100_000].map(pointsForMany)).toEqual([300, 300, 300, 200, 40, 24]);
});

it("the previous window ends where this one starts and is as long", () => {
  const window = last(3 * HOUR_MS);
  const before = previousWindow(window);
  expect([before.toMs, before.toMs - before.fromMs]).toEqual([window.fromMs, 3 * HOUR_MS]);
});
