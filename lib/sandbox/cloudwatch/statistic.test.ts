import { describe, expect, it } from "vitest";
import { parseStatistic } from "@/lib/sandbox/cloudwatch/statistic";

function value(name: string, samples: readonly number[]): number | undefined {
  const statistic = parseStatistic(name);
  if (statistic?.kind !== "ranked") throw new Error(`${name} is not a ranked statistic`);
  return statistic.of(Float64Array.from(samples).sort());
}

describe("statistics", () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100];

  it.each([
    ["p0", 1],
    ["p50", 5.5],
    ["p90", 18.1],
    ["p99.9", 99.181],
    ["p100", 100],
    ["tm90", 5],
    ["ts90", 45],
    ["tc90", 9],
    ["wm90", 6.31],
    ["TM(2:5)", 4],
    ["TM(:5)", 3],
    ["TS(5:)", 130],
    ["TC(10%:90%)", 8],
    ["TM(10%:90%)", 5.5],
    ["PR(:5)", 50],
    ["PR(5:9)", 40],
    ["IQM", 5.5],
  ])("%s of 1…9, 100 is %d", (name, expected) => {
    expect(value(name, ten)).toBeCloseTo(expected, 9);
  });

  it("is the value itself when there is one", () => {
    for (const name of ["p0", "p50", "p99.99", "tm99", "wm99"]) expect(value(name, [7])).toBe(7);
  });

  it("has no trimmed mean when nothing is kept", () => {
    expect(value("TM(1000:)", ten)).toBeUndefined();
    expect(value("TC(1000:)", ten)).toBe(0);
  });

  it("knows the five statistics over totals", () => {
    expect(parseStatistic("Sum")).toEqual({ kind: "totals", name: "Sum" });
    expect(parseStatistic("SampleCount")?.kind).toBe("totals");
  });

  it.each([
    "",
    "sum",
    "p",
    "p101",
    "p-1",
    "p99.",
    "median",
    "TM()",
    "TM(:)",
    "TM(1%:5)",
    "PR(1%:5%)",
    "tm(1:2",
    "TM(1.2.3:9)",
  ])("does not know %s", (name) => {
    expect(parseStatistic(name)).toBeUndefined();
  });
});
