import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDayClock,
  formatFull,
  formatWindow,
  instantOfWallClock,
  isZone,
  zoneLabel,
  zoneOffsetMs,
} from "@/lib/base/format-time";

const winter = Date.UTC(2026, 0, 15, 12, 0);
const summer = Date.UTC(2026, 6, 15, 12, 0);

describe("zones", () => {
  it.each([
    ["UTC", winter, "UTC"],
    ["Europe/Berlin", winter, "UTC+1"],
    ["Europe/Berlin", summer, "UTC+2"],
    ["America/St_Johns", winter, "UTC−3:30"],
    ["Asia/Kolkata", winter, "UTC+5:30"],
  ])("%s is labelled %s → %s", (zone, ms, label) => expect(zoneLabel(ms, zone)).toBe(label));

  it("knows real zones only", () => {
    expect(isZone("Europe/Berlin")).toBe(true);
    expect(isZone("Mars/Olympus")).toBe(false);
    expect(isZone("UTC; drop")).toBe(false);
    expect(isZone("")).toBe(false);
  });

  it("writes midnight as 00, not 24", () => {
    expect(formatDayClock(Date.UTC(2026, 0, 15), "UTC")).toBe("15 Jan 00:00");
  });
});

it("says the day once when a window stays within it", () => {
  expect(formatWindow(winter, winter + 3 * 3_600_000, "UTC")).toBe("15 Jan 12:00 – 15:00 UTC");
  expect(formatWindow(winter, winter + 24 * 3_600_000, "UTC")).toBe("15 Jan 12:00 – 16 Jan 12:00 UTC");
  expect(formatFull(winter, "Europe/Berlin")).toBe("2026-01-15 13:00 UTC+1");
});

it("turns wall clocks back into the instants they were read from", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
  );
  // Minutes of two years, minus the repeated hour of autumn, where one wall clock has two instants.
  const instants = fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
  fc.assert(
    fc.property(instants, zones, (minute, zone) => {
      const ms = minute * 60_000;
      const wall = ms + zoneOffsetMs(ms, zone);
      const back = instantOfWallClock(wall, zone);
      expect(back + zoneOffsetMs(back, zone)).toBe(wall);
    }),
  );
});
