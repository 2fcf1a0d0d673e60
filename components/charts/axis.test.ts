import { describe, expect, it } from "vitest";
import { timeTicks } from "@/components/charts/time-ticks";
import { valueAxis } from "@/components/charts/value-ticks";

const at = (text: string) => Date.parse(text);
const labels = (from: string, to: string, px: number, zone = "UTC") =>
  timeTicks(at(from), at(to), px, zone).map((tick) => tick.label);

describe("time ticks", () => {
  it("fall on round times, as many as fit", () => {
    expect(labels("2026-01-15T09:07Z", "2026-01-15T12:07Z", 300)).toEqual(["10:00", "11:00", "12:00"]);
    expect(labels("2026-01-15T09:00Z", "2026-01-15T09:15Z", 600)).toHaveLength(8);
  });

  it("say the day at midnight of the reader's zone", () => {
    expect(labels("2026-01-15T18:00Z", "2026-01-16T06:00Z", 300, "Europe/Berlin")).toEqual([
      "21:00",
      "16 Jan",
      "03:00",
      "06:00",
    ]);
  });

  it("stay on local midnight over a change of daylight saving", () => {
    const days = timeTicks(at("2026-03-27T00:00Z"), at("2026-03-31T00:00Z"), 400, "Europe/Berlin");
    expect(days.map((tick) => tick.label)).toEqual(["28 Mar", "29 Mar", "30 Mar", "31 Mar"]);
  });

  it("are none for an empty or reversed window, or no room", () => {
    expect(labels("2026-01-15T12:00Z", "2026-01-15T09:00Z", 300)).toEqual([]);
    expect(labels("2026-01-15T09:00Z", "2026-01-15T12:00Z", 0)).toEqual([]);
  });
});

describe("value axis", () => {
  const drawn = (max: number, unit: Parameters<typeof valueAxis>[1], limits: readonly number[] = []) => {
    const axis = valueAxis(max, unit, limits);
    return axis.ticks.map(axis.format);
  };

  it("is round in the unit's own steps", () => {
    expect(drawn(23, "count")).toEqual(["0", "5", "10", "15", "20", "25"]);
    expect(drawn(1_160, "ms")).toContain("1 s");
    expect(drawn(170_000, "ms")).toEqual(["0 ms", "1 min", "2 min", "3 min"]);
  });

  it("has no half counts and no empty height", () => {
    expect(drawn(1, "count")).toEqual(["0", "1"]);
    expect(valueAxis(0, "count", []).max).toBe(1);
    expect(valueAxis(0, "ratio", []).max).toBeGreaterThan(0);
  });

  it("shows a limit that is near and leaves out one that would flatten the data", () => {
    expect(valueAxis(10, "count", [12]).max).toBeGreaterThanOrEqual(12);
    expect(valueAxis(10, "count", [1_000]).max).toBe(10);
  });
});
