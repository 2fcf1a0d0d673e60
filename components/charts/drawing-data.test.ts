import { describe, expect, it } from "vitest";
import { chartCsv } from "@/components/charts/chart-csv";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { seriesColor } from "@/components/charts/chart-spec";
import { sparkPaths } from "@/components/charts/spark-paths";

const spec: ChartSpec = {
  key: "k",
  title: "T",
  unit: "count",
  periodMs: 60_000,
  timesMs: [0, 60_000],
  series: [
    { key: "a", label: "Errors", values: [1, null], tone: "critical" },
    { key: "b", label: '=HYPERLINK("x")', values: [0.5, 2] },
  ],
  limits: [],
  note: null,
};

it("writes CSV with full numbers, empty gaps and labels that are no formulas", () => {
  expect(chartCsv(spec).split("\n")).toEqual([
    `"time","Errors (count)","'=HYPERLINK(""x"") (count)"`,
    "1970-01-01T00:00:00.000Z,1,0.5",
    "1970-01-01T00:01:00.000Z,,2",
  ]);
});

it("gives palette colours to series without a meaning of their own, from the first on", () => {
  expect([0, 1].map((index) => seriesColor(spec, index))).toEqual(["var(--critical)", "var(--series-1)"]);
});

describe("sparkPaths", () => {
  it("starts a new stroke after a gap", () => {
    expect(sparkPaths([1, 2, null, 3, 4], undefined, 100, 20).line.match(/M/g)).toHaveLength(2);
  });
  it("draws a lone point as a dash and marks errors that are tiny beside the rest", () => {
    const { line, marks } = sparkPaths([null, 1_000, null], [null, 1, null], 100, 20);
    expect(line).toMatch(/^M[\d.]+,[\d.]+L[\d.]+,[\d.]+$/);
    expect(marks).toBe("M50,20V17");
  });
  it("is empty for no data and draws zeros on the ground", () => {
    expect(sparkPaths([null, null], undefined, 100, 20)).toEqual({ line: "", area: "", marks: "" });
    expect(sparkPaths([0, 0], [0, 0], 100, 20)).toMatchObject({ line: "M1.5,18.5L98.5,18.5", marks: "" });
  });
  it("joins points that are denser than the pixels", () => {
    const many = Array.from({ length: 1_000 }, (_, i) => i);
    expect(sparkPaths(many, undefined, 100, 20).line.split("L")).toHaveLength(50);
  });
});
