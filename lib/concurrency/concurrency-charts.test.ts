import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { type ChartedFunction, concurrencyCharts } from "@/lib/concurrency/concurrency-charts";
import type { Series } from "@/lib/concurrency/series";

const series = (...values: (number | null)[]): Series => ({
  periodMs: MINUTE_MS,
  timesMs: values.map((_, i) => i * MINUTE_MS),
  values,
});
const account = { total: series(3, 4, 2), pool: series(1, 2, 1), limit: 100, unreservedLimit: 90 };
const fn = (name: string, throttles: Series): ChartedFunction => ({
  name,
  concurrency: series(2, 3, null),
  throttles,
  reserved: 3,
  provisioned: [],
});

describe("concurrencyCharts", () => {
  it("marks the periods in which the nearest function was throttled, at the height of its concurrency", () => {
    const search = fn("search", series(0, 7, 5));
    const [, nearest, throttles] = concurrencyCharts(account, search, [search, fn("quiet", series(0, 0, 0))]);
    expect(nearest?.limits).toEqual([{ label: "Reserved", value: 3 }]);
    expect(nearest?.series.map(({ key, values }) => [key, values])).toEqual([
      ["concurrency", [2, 3, null]],
      ["throttled", [null, 3, null]],
    ]);
    expect(throttles?.series.map(({ key, label }) => [key, label])).toEqual([["throttles", "search"]]);
  });

  it("shows the five most throttled of many, and says so", () => {
    const many = [1, 2, 3, 4, 5, 6].map((count) => fn(`fn-${count}`, series(count)));
    const chart = concurrencyCharts(account, null, many).at(-1);
    expect(chart?.series.map(({ label }) => label)).toEqual(["fn-6", "fn-5", "fn-4", "fn-3", "fn-2"]);
    expect(chart?.note).toBe("The 5 most throttled of 6 functions.");
  });

  it("draws no trouble where there is none", () => {
    const quiet = fn("quiet", series(0, 0, null));
    const [of, nearest, throttles] = concurrencyCharts({ ...account, unreservedLimit: 100 }, quiet, [quiet]);
    expect(of?.limits).toEqual([{ label: "Account", value: 100 }]);
    expect(nearest?.series.map(({ key }) => key)).toEqual(["concurrency"]);
    expect(throttles?.series).toEqual([{ key: "none", label: "None throttled", values: [0, 0, null] }]);
  });
});
