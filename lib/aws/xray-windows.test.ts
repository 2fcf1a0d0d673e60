import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sixHourParts } from "@/lib/aws/xray-windows";
import { DAY_MS, epochMs, HOUR_MS } from "@/lib/base/time";

const noon = Date.UTC(2026, 0, 15, 12);
const now = epochMs(noon + HOUR_MS);
const window = (fromMs: number, toMs: number) => ({ fromMs: epochMs(fromMs), toMs: epochMs(toMs) });

describe("sixHourParts", () => {
  it("leaves six hours whole and cuts more at the quarters of the day, newest first", () => {
    expect(sixHourParts(window(noon - 5 * HOUR_MS, noon + HOUR_MS), now)).toHaveLength(1);
    expect(sixHourParts(window(noon - 5 * HOUR_MS, noon + 2 * HOUR_MS), now)).toEqual([
      window(noon, noon + 2 * HOUR_MS),
      window(noon - 5 * HOUR_MS, noon),
    ]);
  });

  it("has no part of nothing", () => {
    expect(sixHourParts(window(noon, noon), now)).toEqual([]);
    expect(sixHourParts(window(noon, noon - 1), now)).toEqual([]);
  });

  it("asks for nothing that X-Ray keeps no longer", () => {
    const year = sixHourParts(window(noon - 365 * DAY_MS, noon), now);
    expect(year.length).toBeLessThanOrEqual(4 * 32);
    expect(year.at(-1)?.fromMs).toBeLessThanOrEqual(noon - 30 * DAY_MS);
    expect(sixHourParts(window(noon - 365 * DAY_MS, noon - 60 * DAY_MS), now)).toEqual([]);
  });

  it("covers any window without gap or overlap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 3e8 }), (offset, length) => {
        const whole = window(noon + offset, noon + offset + length);
        const parts = [...sixHourParts(whole, now)].reverse();
        expect(parts[0]?.fromMs).toBe(whole.fromMs);
        expect(parts.at(-1)?.toMs).toBe(whole.toMs);
        parts.forEach((part, index) => {
          expect(part.toMs - part.fromMs).toBeLessThanOrEqual(6 * HOUR_MS);
          expect(part.toMs).toBeGreaterThan(part.fromMs);
          if (index > 0) expect(part.fromMs).toBe(parts[index - 1]?.toMs);
        });
      }),
    );
  });
});
