import { describe, expect, it } from "vitest";
import { apiCharts } from "@/lib/metrics/api-charts";
import { restMetricName, stageKey, stageRowQueries } from "@/lib/metrics/api-queries";
import { functionCharts } from "@/lib/metrics/function-charts";
import { functionRows, withConfiguration } from "@/lib/metrics/function-rows";
import { rowKey } from "@/lib/metrics/lambda-queries";
import { apiTiles, lambdaTiles } from "@/lib/metrics/tiles";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { MetricData } from "@/lib/model/metric";

const M = 60_000;
const grid = { timesMs: [0, M, 2 * M], periodMs: M, settledMs: 1e9 };

function data(figures: Record<string, readonly (number | null)[]>): MetricData {
  const byKey = new Map(
    Object.entries(figures).map(([key, values]) => {
      const present = values.flatMap((value, i) => (value === null ? [] : [{ t: i * M, value }]));
      return [key, { timesMs: present.map((p) => p.t), values: present.map((p) => p.value) }];
    }),
  );
  return { byKey, failures: [] };
}

describe("functionRows", () => {
  it("reads no errors as zero only where the function ran", () => {
    const rows = functionRows(
      ["ran", "idle"],
      data({ [rowKey("ran", "invocations")]: [1, null, 3], [rowKey("ran", "p95")]: [12.5, null, null] }),
      grid,
    );
    expect(rows[0]).toMatchObject({
      invocations: 4,
      errors: 0,
      errorRate: 0,
      throttles: 0,
      durationP95Ms: 12.5,
    });
    expect(rows[0]?.spark.values).toEqual([1, 0, 3]);
    expect(rows[1]).toMatchObject({ invocations: null, errors: null, errorRate: null, health: "unknown" });
    expect(rows[1]?.spark.values).toEqual([null, null, null]);
  });

  it("adds configuration, and functions that did not run", () => {
    const fn = (name: string) => ({ name, runtime: "nodejs22.x", memoryMb: 512, architecture: "arm64" });
    const rows = withConfiguration(functionRows(["a"], data({}), grid), [
      fn("a") as LambdaFunction,
      fn("b") as LambdaFunction,
    ]);
    expect(rows.map((row) => [row.name, row.runtime, row.invocations])).toEqual([
      ["a", "nodejs22.x", null],
      ["b", "nodejs22.x", null],
    ]);
  });
});

describe("lambdaTiles", () => {
  const now = data({
    invocations: [10, null, 30],
    errors: [1, null, null],
    concurrency: [2, 9, 4],
    p95: [80],
  });
  const tile = (key: string, tiles = lambdaTiles(now, data({ invocations: [20], errors: [1] }), grid, 10)) =>
    tiles.find((one) => one.key === key);

  it("adds counts, divides rates, takes peaks", () => {
    expect(tile("invocations")).toMatchObject({ value: 40, previous: 20, changeRatio: 1 });
    expect(tile("errorRate")).toMatchObject({ value: 1 / 40, previous: 1 / 20, changeRatio: -0.5 });
    expect(tile("errorRate")?.spark.values).toEqual([0.1, null, 0]);
    expect(tile("durationP95")).toMatchObject({ value: 80, previous: null, changeRatio: null });
  });

  it("compares peak concurrency with the account's limit", () => {
    expect(tile("concurrency")).toMatchObject({ value: 9, limit: 10, health: "warning" });
  });

  it("has no figure, not zero, where there is no data", () => {
    for (const one of lambdaTiles(data({}), null, grid, null)) {
      expect([one.value, one.previous, one.changeRatio, one.health]).toEqual([null, null, null, "unknown"]);
    }
  });
});

describe("apiTiles", () => {
  const subjects = [
    { id: "a", name: "shop", kind: "REST" as const, stage: "prod" },
    { id: "b", name: "web", kind: "HTTP" as const, stage: "$default" },
  ];
  const [a, b] = subjects.map((subject) => (figure: string) => stageKey(subject, figure));

  it("adds counts over stages and takes the slowest stage's latency", () => {
    const now = data({
      [a?.("count") ?? ""]: [10, 10, 10],
      [b?.("count") ?? ""]: [70, null, null],
      [a?.("status5xx") ?? ""]: [null, 4, 6],
      [a?.("p95") ?? ""]: [100],
      [b?.("p95") ?? ""]: [250],
      [b?.("latencyP95") ?? ""]: [250, null, null],
      [a?.("latencyP95") ?? ""]: [100, 90, null],
    });
    const tiles = new Map(apiTiles(subjects, now, null, grid).map((one) => [one.key, one]));
    expect(tiles.get("apiRequests")).toMatchObject({ value: 100, previous: null });
    expect(tiles.get("apiRequests")?.spark.values).toEqual([80, 10, 10]);
    expect(tiles.get("api5xx")).toMatchObject({ value: 0.1, health: "critical", note: "10 responses" });
    expect(tiles.get("api4xx")).toMatchObject({ value: 0 });
    expect(tiles.get("apiLatencyP95")).toMatchObject({ value: 250, note: "highest of 2 stages: web" });
    expect(tiles.get("apiLatencyP95")?.spark.values).toEqual([250, 90, null]);
  });

  it("has no figure where no stage has data", () => {
    for (const one of apiTiles([], data({}), data({}), grid)) {
      expect([one.value, one.previous, one.changeRatio]).toEqual([null, null, null]);
    }
  });
});

describe("apiCharts", () => {
  it("shares the gateway's own time over all requests, also those that never reached the integration", () => {
    const figures = data({
      "series count": [4, null, 2],
      "series latency average": [50, null, 10],
      "series integration average": [60, null, null],
      "series integration calls": [3, null, null],
    });
    const chart = apiCharts(figures, grid, "REST", false).find((one) => one.key === "overhead");
    // 4 × 50 − 3 × 60 = 20 ms over 4 requests.
    expect(chart?.series[0]?.values).toEqual([5, null, 10]);
  });

  it("shows a cache only where there is one, and bytes only for HTTP APIs", () => {
    const keys = (kind: "REST" | "HTTP", cached: boolean) =>
      apiCharts(data({}), grid, kind, cached).map((chart) => chart.key);
    expect(keys("REST", true)).toContain("cache");
    expect(keys("REST", false)).not.toContain("cache");
    expect(keys("HTTP", false)).toContain("dataProcessed");
  });
});

describe("functionCharts", () => {
  it("leaves out what means nothing for the function and says when there is no data", () => {
    const charts = functionCharts(data({}), grid, null);
    expect(charts.map((chart) => chart.key)).toEqual([
      "invocations",
      "errors",
      "errorRate",
      "duration",
      "throttles",
      "concurrency",
    ]);
    expect(charts.every((chart) => chart.note !== null)).toBe(true);
  });

  it("shows iterator age, async and provisioned figures where they exist", () => {
    const keys = functionCharts(
      data({
        invocations: [1, 1, 1],
        iteratorAge: [5, 5, 5],
        asyncReceived: [1, 1, 1],
        asyncAgeMax: [9, 9, 9],
        spillover: [0, 1, 0],
        "utilization live": [0.5, 0.7, 1],
      }),
      grid,
      null,
    ).map((chart) => chart.key);
    expect(keys).toEqual(
      expect.arrayContaining([
        "iteratorAge",
        "asyncEvents",
        "asyncAge",
        "spillover",
        "provisionedUtilization",
      ]),
    );
  });
});

describe("stage metrics", () => {
  it("go by the REST API's name in ASCII, else its id", () => {
    expect([restMetricName("shop-äpi", "x1"), restMetricName("日本", "x1")]).toEqual(["shop-pi", "x1"]);
  });

  it("have the names of their kind of API", () => {
    const names = (kind: "REST" | "HTTP") =>
      stageRowQueries({ id: "i", name: "n", kind, stage: "s" }, { stepMs: M, wholeMs: 3 * M }).map(
        (query) => query.metric.name,
      );
    expect(names("REST")).toContain("5XXError");
    expect(names("HTTP")).toContain("5xx");
  });
});
