import fc from "fast-check";
import { expect, it } from "vitest";
import { nextRefreshMs } from "@/components/shell/refresh-schedule";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";

const NOON = Date.UTC(2026, 0, 15, 12);

it.each([
  [NOON, 30, 0, NOON + 1_000],
  [NOON + 1_000, 30, 0, NOON + 31_000],
  [NOON + 20_000, 30, 1, NOON + 34_000],
  [NOON + 20_000, 60, 0.5, NOON + 62_500],
])("at %d every %d s with spread %d: %d", (now, seconds, spread, next) => {
  expect(nextRefreshMs(now, seconds * SECOND_MS, spread)).toBe(next);
});

it("always lies ahead, at most an interval, and in the first five seconds after a mark", () => {
  const when = fc.integer({ min: NOON, max: NOON + 10 * MINUTE_MS });
  const every = fc.constantFrom(30 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS);
  fc.assert(
    fc.property(when, every, fc.double({ min: 0, max: 1, noNaN: true }), (now, interval, spread) => {
      const next = nextRefreshMs(now, interval, spread);
      expect(next).toBeGreaterThan(now);
      expect(next - now).toBeLessThanOrEqual(interval + 1);
      expect(next % interval).toBeGreaterThanOrEqual(1_000);
      expect(next % interval).toBeLessThanOrEqual(4_000);
    }),
  );
});
