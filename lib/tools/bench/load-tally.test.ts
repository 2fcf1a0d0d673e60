import { expect, it } from "vitest";
import { LoadTally, percentiles, slopeOf } from "@/lib/tools/bench/load-tally";

it("tells how long most, nearly all and all waited", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentiles(hundred)).toEqual({ p50: 50, p95: 95, p99: 99, most: 100 });
  expect(percentiles([7])).toEqual({ p50: 7, p95: 7, p99: 7, most: 7 });
  expect(percentiles([]).p50).toBeNaN();
});

it("keeps each page's times apart", () => {
  const tally = new LoadTally();
  tally.took("overview", 10);
  tally.took("logs", 20);
  tally.took("overview", 30);
  expect(tally.latencies().map(({ name, count, ms }) => [name, count, ms.most])).toEqual([
    ["overview", 2, 30],
    ["logs", 1, 20],
  ]);
});

it("tells growth from flatness", () => {
  const points = (values: readonly number[]) => values.map((value, i) => ({ at: i / 4, value }));
  expect(slopeOf(points([100, 101, 102, 103]))).toBeCloseTo(4);
  expect(slopeOf(points([100, 104, 96, 104, 96, 100]))).toBeCloseTo(0, -1);
  expect(slopeOf(points([100]))).toBeNaN();
});
