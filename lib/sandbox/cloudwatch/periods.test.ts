import { describe, expect, it } from "vitest";
import { alignStart, gridOf, isRetained, isValidPeriod } from "@/lib/sandbox/cloudwatch/periods";

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.parse("2026-01-15T12:00:30Z");

describe("periods", () => {
  it("allows high-resolution periods and whole minutes", () => {
    expect([1, 5, 10, 20, 30, 60, 300, 86_400].every(isValidPeriod)).toBe(true);
    expect([0, -60, 2, 59, 61, 90, 60.5, Number.NaN].some(isValidPeriod)).toBe(false);
  });

  it.each([
    [1, "2026-01-14T07:32:34Z", "2026-01-14T07:32:00Z"],
    [20, "2025-12-26T07:32:34Z", "2025-12-26T07:30:00Z"],
    [70, "2025-11-06T07:32:34Z", "2025-11-06T07:00:00Z"],
  ])("rounds a start of %d days ago", (_, start, expected) => {
    expect(alignStart(Date.parse(start), MINUTE, NOW)).toBe(Date.parse(expected));
  });

  it("rounds to the period below a minute", () => {
    expect(alignStart(NOW - 4_000, 10_000, NOW)).toBe(NOW - 10_000);
  });

  it("covers the window with bins, the last one perhaps cut", () => {
    const start = NOW - 30_000 - 10 * MINUTE;
    expect(gridOf(start + 1, start + 7 * MINUTE, 5 * MINUTE, NOW)).toEqual({
      startMs: start,
      periodMs: 5 * MINUTE,
      count: 2,
      endMs: start + 7 * MINUTE,
    });
  });

  it("has no bins in the future", () => {
    expect(gridOf(NOW, NOW + DAY, MINUTE, NOW).count).toBe(1);
    expect(gridOf(NOW + DAY, NOW + 2 * DAY, MINUTE, NOW).count).toBe(0);
    expect(gridOf(NOW - MINUTE, NOW + DAY, MINUTE, NOW)).toMatchObject({ count: 2, endMs: NOW + 30_000 });
  });

  it("keeps minutes 15 days, five minutes 63, hours 455", () => {
    const kept = (days: number, period: number) => isRetained(NOW - days * DAY, period, NOW);
    expect([kept(15, MINUTE), kept(15.1, MINUTE), kept(15.1, 5 * MINUTE), kept(15.1, 6 * MINUTE)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([kept(63.1, 5 * MINUTE), kept(63.1, 60 * MINUTE), kept(455.1, 60 * MINUTE)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(kept(0, 30_000)).toBe(false);
  });
});
