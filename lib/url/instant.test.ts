import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import { parseInstant } from "@/lib/url/instant";

const now = epochMs(Date.UTC(2026, 0, 15, 12, 0, 0));
const at = (text: string) => parseInstant(text, now)?.ms;

describe("parseInstant", () => {
  it.each([
    ["now", "2026-01-15T12:00:00.000Z"],
    ["now-90m", "2026-01-15T10:30:00.000Z"],
    ["now - 2h", "2026-01-15T10:00:00.000Z"],
    ["NOW-7d", "2026-01-08T12:00:00.000Z"],
    ["now+1w", "2026-01-22T12:00:00.000Z"],
    ["now-30s", "2026-01-15T11:59:30.000Z"],
    ["2026-01-15", "2026-01-15T00:00:00.000Z"],
    ["2026-01-15T09:05", "2026-01-15T09:05:00.000Z"],
    ["2026-01-15 09:05Z", "2026-01-15T09:05:00.000Z"],
    ["2026-01-15T09:05:07.5Z", "2026-01-15T09:05:07.500Z"],
    ["2026-01-15T13:00+01:00", "2026-01-15T12:00:00.000Z"],
    ["2026-01-15T00:30+0100", "2026-01-14T23:30:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    ["1768478400000", "2026-01-15T12:00:00.000Z"],
  ])("reads %s as %s", (text, iso) => {
    expect(new Date(at(text) ?? Number.NaN).toISOString()).toBe(iso);
  });

  it.each([
    "",
    "yesterday",
    "now-",
    "now-5",
    "now-5y",
    "now-9999999d",
    "2026-13-01",
    "2026-02-30",
    "2025-02-29",
    "2026-01-15T25:00",
    "2026-01-15T12:00:00+99:99",
    "12345",
    "1e21",
    "99999999999999999999",
    "-1768478400000",
    "now-2h; drop table",
    "２０２６-01-15",
  ])("refuses %s", (text) => {
    expect(parseInstant(text, now)).toBeUndefined();
  });

  it("tells relative from absolute", () => {
    expect(parseInstant("now", now)?.relative).toBe(true);
    expect(parseInstant("2026-01-15", now)?.relative).toBe(false);
  });

  it("reads back every ISO instant that JavaScript writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
        expect(at(new Date(ms).toISOString())).toBe(ms);
      }),
    );
  });

  it("never throws and never gives an instant that no date can hold", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const instant = parseInstant(text, now);
        if (instant) expect(Number.isNaN(new Date(instant.ms).getTime())).toBe(false);
      }),
    );
  });
});
