import fc from "fast-check";
import { expect, it } from "vitest";
import { nextRefreshMs } from "@/lib/base/refresh-schedule";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";

const NOON = Date.UTC(2026, 0, 15, 12);

const when = fc.integer({ min: NOON, max: NOON + 10 * MINUTE_MS });
const every = fc.constantFrom(30 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS);
const address = fc.string();
const spread = fc.double({ min: 0, max: 1, noNaN: true });

it("always lies ahead, at most an interval, and is the one after a moment before it", () => {
  fc.assert(
    fc.property(when, every, address, spread, (now, interval, where, tab) => {
      const next = nextRefreshMs(now, interval, where, tab);
      expect(next).toBeGreaterThan(now);
      expect(next - now).toBeLessThanOrEqual(interval + 1);
      expect(nextRefreshMs(next, interval, where, tab) - next).toBeCloseTo(interval, 3);
    }),
  );
});

it("comes for all tabs of an address within eight seconds of one minute", () => {
  fc.assert(
    fc.property(when, every, address, spread, spread, (now, interval, where, one, other) => {
      const start = Math.floor(now / interval) * interval - 1;
      const [first, second] = [one, other].map((tab) => nextRefreshMs(start, interval, where, tab));
      expect(Math.abs((first ?? 0) - (second ?? 0))).toBeLessThanOrEqual(8 * SECOND_MS + 1);
      expect(Math.floor((first ?? 0) / MINUTE_MS)).toBe(Math.floor((second ?? 0) / MINUTE_MS));
    }),
  );
});

it("spreads addresses over the minute", () => {
  const places = Array.from({ length: 60 }, (_, i) =>
    Math.floor((nextRefreshMs(NOON, MINUTE_MS, `/functions/f${i}`, 0) - NOON) / (10 * SECOND_MS)),
  );
  for (const part of [0, 1, 2, 3, 4])
    expect(places.filter((place) => place === part).length).toBeGreaterThan(3);
});
