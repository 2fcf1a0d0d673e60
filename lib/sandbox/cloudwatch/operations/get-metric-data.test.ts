import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  callerOf,
  dataResults,
  NOON,
  statQuery,
  type TinyWorld,
  tinyWorld,
} from "@/lib/sandbox/cloudwatch/testing/tiny-world";
import type { JsonObject } from "@/lib/sandbox/http/contract";

const MINUTE = 60_000;

function window(minutes: number, extra: JsonObject = {}): JsonObject {
  return {
    StartTime: NOON / 1000,
    EndTime: (NOON + minutes * MINUTE) / 1000,
    ScanBy: "TimestampAscending",
    ...extra,
  };
}

async function query(tiny: TinyWorld, queries: readonly JsonObject[], input: JsonObject = window(10)) {
  const answer = await callerOf(tinyWorld(tiny))("GetMetricData", { MetricDataQueries: queries, ...input });
  return dataResults(answer);
}

/** `minute:value` pairs, e.g. `0:2 3:1`, minutes after noon. */
function drawn(result: { Timestamps: readonly number[]; Values: readonly number[] } | undefined): string {
  return (result?.Timestamps ?? [])
    .map((at, i) => `${(at * 1000 - NOON) / MINUTE}:${result?.Values[i]}`)
    .join(" ");
}

/** Minute 0: 100 ms and 300 ms (an error); minute 2: 500 ms. */
const ORDERS: TinyWorld = {
  invocations: [
    { startMs: NOON + 1_000, durationMs: 100 },
    { startMs: NOON + 59_999, durationMs: 300, outcome: "error" },
    { startMs: NOON + 2 * MINUTE, durationMs: 500 },
  ],
  throttles: [{ atMs: NOON + 2 * MINUTE + 5 }],
};

describe("GetMetricData of one metric", () => {
  it.each([
    ["Invocations", "Sum", "0:2 2:1"],
    ["Invocations", "SampleCount", "0:2 2:1"],
    ["Errors", "Sum", "0:1 2:0"],
    ["Errors", "Average", "0:0.5 2:0"],
    ["Errors", "Maximum", "0:1 2:0"],
    ["Errors", "Minimum", "0:0 2:0"],
    ["Throttles", "Sum", "0:0 2:1"],
    ["Throttles", "SampleCount", "0:2 2:2"],
    ["Duration", "Sum", "0:400 2:500"],
    ["Duration", "Average", "0:200 2:500"],
    ["Duration", "Minimum", "0:100 2:500"],
    ["Duration", "Maximum", "0:300 2:500"],
    ["Duration", "p50", "0:200 2:500"],
    ["Duration", "p75", "0:250 2:500"],
    ["Duration", "tm50", "0:100 2:500"],
    ["Duration", "PR(:300)", "0:100 2:0"],
  ])("%s %s", async (name, stat, expected) => {
    expect(drawn((await query(ORDERS, [statQuery("m", name, stat)]))[0])).toBe(expected);
  });

  it("gives no datapoint for idle minutes and none for unknown metrics", async () => {
    const results = await query(ORDERS, [
      statQuery("a", "Invocations", "Sum", { dimensions: { FunctionName: "nobody" } }),
      statQuery("b", "Memory", "Sum"),
    ]);
    expect(results).toEqual([
      { Id: "a", Label: "Invocations", Timestamps: [], Values: [], StatusCode: "Complete" },
      { Id: "b", Label: "Memory", Timestamps: [], Values: [], StatusCode: "Complete" },
    ]);
  });

  it("adds up the region when there are no dimensions", async () => {
    const tiny = { ...ORDERS, functions: [{}, { name: "other" }] };
    const invocations = [...(tiny.invocations ?? []), { functionIndex: 1, startMs: NOON, durationMs: 8 }];
    const queries = [
      statQuery("n", "Invocations", "Sum", { dimensions: {} }),
      statQuery("p", "Duration", "Minimum", { dimensions: {} }),
      statQuery("q", "Duration", "p50", { dimensions: {} }),
    ];
    const results = await query({ ...tiny, invocations }, queries);
    expect(results.map(drawn)).toEqual(["0:3 2:1", "0:8 2:500", "0:100 2:500"]);
  });

  it("rounds StartTime down to the minute and starts the bins there", async () => {
    const input = window(10, { StartTime: (NOON - 3 * MINUTE + 34_000) / 1000 });
    const [result] = await query(
      ORDERS,
      [statQuery("m", "Invocations", "Sum", { periodSeconds: 300 })],
      input,
    );
    expect(drawn(result)).toBe("-3:2 2:1");
  });

  it("leaves out the minute of EndTime, but keeps a minute that EndTime cuts", async () => {
    const invocations = statQuery("m", "Invocations", "Sum", { periodSeconds: 300 });
    expect(drawn((await query(ORDERS, [invocations], window(2)))[0])).toBe("0:2");
    expect(drawn((await query(ORDERS, [invocations], window(2.5)))[0])).toBe("0:3");
  });

  it("has nothing for periods finer than the age of the data allows", async () => {
    const days = 24 * 60 * MINUTE;
    const at = async (ageDays: number, periodSeconds: number) => {
      const nowMs = NOON + ageDays * days;
      const [result] = await query(
        { ...ORDERS, nowMs },
        [statQuery("m", "Invocations", "Sum", { periodSeconds })],
        window(60),
      );
      return drawn(result);
    };
    expect(await at(14, 60)).toBe("0:2 2:1");
    expect(await at(16, 60)).toBe("");
    expect(await at(16, 300)).toBe("0:3");
    expect(await at(64, 300)).toBe("");
    expect(await at(64, 3600)).toBe("0:3");
    expect(await at(456, 3600)).toBe("");
    expect(await at(0.5, 10)).toBe("");
  });

  it("orders newest first unless told otherwise", async () => {
    const [result] = await query(
      ORDERS,
      [statQuery("m", "Invocations", "Sum")],
      window(10, { ScanBy: undefined }),
    );
    expect(drawn(result)).toBe("2:1 0:2");
  });
});

describe("GetMetricData of concurrency", () => {
  it("counts overlaps, waited-for init included, in every minute touched", async () => {
    const results = await query(
      {
        invocations: [
          { startMs: NOON + 30_000, durationMs: 60_000 },
          { arrivalMs: NOON + 40_000, startMs: NOON + 65_000, durationMs: 1_000, cold: true },
          { startMs: NOON + 90_000, durationMs: 1_000 },
        ],
        functions: [{ timeoutMs: 120_000 }],
      },
      [
        statQuery("a", "ConcurrentExecutions", "Maximum"),
        statQuery("b", "ConcurrentExecutions", "Maximum", { dimensions: {} }),
        statQuery("c", "ConcurrentExecutions", "Maximum", { periodSeconds: 300 }),
      ],
    );
    expect(results.map(drawn)).toEqual(["0:2 1:2", "0:2 1:2", "0:2"]);
  });

  it("tells provisioned from spilled invocations and utilisation from both", async () => {
    const provisionedConcurrency = { qualifier: "live", count: 2 };
    const results = await query(
      {
        functions: [
          {
            provisionedConcurrency,
            invokedQualifier: "live",
            aliases: [{ name: "live", version: "1", weights: {} }],
            versions: [{ version: "1", publishedMs: 0, description: "" }],
          },
        ],
        environments: [{ start: "provisioned" }, { start: "on-demand" }],
        invocations: [
          { environmentIndex: 0, version: "1" },
          { environmentIndex: 1, version: "1" },
          { environmentIndex: 1, version: "1", startMs: NOON + MINUTE },
        ],
      },
      ["Invocations", "SpilloverInvocations", "Utilization"].map((name, i) =>
        statQuery(`m${i}`, `ProvisionedConcurrency${name}`, "Maximum", {
          dimensions: { FunctionName: "orders", Resource: "orders:live" },
        }),
      ),
    );
    expect(results.map(drawn)).toEqual(["0:1", "0:1 1:1", "0:0.5"]);
  });
});

describe("GetMetricData of a weighted alias", () => {
  it("splits by executed version", async () => {
    const functions = [
      {
        invokedQualifier: "live",
        aliases: [{ name: "live", version: "1", weights: { "2": 0.1 } }],
        versions: ["$LATEST", "1", "2"].map((version) => ({ version, publishedMs: 0, description: "" })),
      },
    ];
    const invocations = [{ version: "1" }, { version: "1" }, { version: "2", outcome: "error" as const }];
    const of = (id: string, dimensions: Record<string, string>) =>
      statQuery(id, "Errors", "Average", { dimensions: { FunctionName: "orders", ...dimensions } });
    const results = await query({ functions, invocations }, [
      of("alias", { Resource: "orders:live" }),
      of("one", { Resource: "orders:live", ExecutedVersion: "1" }),
      of("two", { Resource: "orders:live", ExecutedVersion: "2" }),
      of("latest", { Resource: "orders:live", ExecutedVersion: "$LATEST" }),
    ]);
    expect(results.map((result) => result.Values)).toEqual([[1 / 3], [0], [1], []]);
  });
});

describe("GetMetricData of APIs", () => {
  const requests = [
    { status: 200, latencyMs: 30, integrationLatencyMs: 20 },
    { status: 404, latencyMs: 10, integrationLatencyMs: null, canary: true, routeIndex: 1 },
    { status: 200, latencyMs: 8, integrationLatencyMs: 0, routeIndex: 1 },
    { status: 502, latencyMs: 50, integrationLatencyMs: 40, outcome: "integration-error" as const },
    { status: 200, latencyMs: 2, integrationLatencyMs: null, outcome: "cache-hit" as const },
  ];
  const route = { resourceId: "r", functionIndex: 0, qualifier: null, authorizerFunctionIndex: null };
  const routes = ["/orders", "/orders/{id}"].map((path, index) => ({
    ...route,
    index,
    path,
    method: "GET",
    cached: index === 0,
  }));
  const rest = {
    routes,
    detailedMetrics: true,
    cacheSizeGb: 0.5,
    canary: { share: 0.1, deploymentId: "d2", createdMs: 0 },
  };
  const http = { kind: "HTTP" as const, id: "h1", name: "web", stage: "$default" };
  const of = (name: string, stat: string, dimensions: Record<string, string>) =>
    statQuery("m", name, stat, { namespace: "AWS/ApiGateway", dimensions });
  const restValue = async (name: string, stat: string, dimensions: Record<string, string>) =>
    (await query({ apis: [rest], requests }, [of(name, stat, dimensions)]))[0]?.Values[0];

  it("reports a REST API by name, stage, canary and method", async () => {
    const stage = { ApiName: "shop", Stage: "prod" };
    expect(await restValue("Count", "Sum", { ApiName: "shop" })).toBe(5);
    expect(await restValue("Count", "SampleCount", stage)).toBe(5);
    expect(await restValue("4XXError", "Average", stage)).toBe(0.2);
    expect(await restValue("5XXError", "Sum", stage)).toBe(1);
    expect(await restValue("Latency", "Average", stage)).toBe(20);
    expect(await restValue("IntegrationLatency", "Average", stage)).toBe(20);
    expect(await restValue("CacheHitCount", "Sum", stage)).toBe(1);
    expect(await restValue("CacheMissCount", "Sum", stage)).toBe(2);
    expect(await restValue("Count", "Sum", { ApiName: "shop", Stage: "prod/Canary" })).toBe(1);
    expect(await restValue("Count", "Sum", { ...stage, Resource: "/orders", Method: "GET" })).toBe(3);
  });

  it("reports an HTTP API by id with its own names", async () => {
    const results = await query({ apis: [http], requests }, [
      { ...of("4xx", "Sum", { ApiId: "h1", Stage: "$default" }), Id: "a" },
      { ...of("DataProcessed", "Sum", { ApiId: "h1" }), Id: "b" },
      { ...of("4XXError", "Sum", { ApiId: "h1" }), Id: "c" },
    ]);
    expect(results.map((result) => result.Values)).toEqual([[1], [500], []]);
  });
});

describe("GetMetricData of expressions", () => {
  const two: TinyWorld = {
    functions: [{ name: "orders-create" }, { name: "orders-list" }, { name: "payments" }],
    invocations: [
      { functionIndex: 0, startMs: NOON },
      { functionIndex: 0, startMs: NOON },
      { functionIndex: 1, startMs: NOON + MINUTE, outcome: "error" },
      { functionIndex: 2, startMs: NOON + MINUTE },
    ],
  };
  const search = (text: string) => ({ Id: "s", Expression: `SEARCH('${text}', 'Sum', 60)` });

  it("finds metrics by SEARCH and labels them by what differs", async () => {
    const results = await query(two, [search('{AWS/Lambda,FunctionName} MetricName="Invocations" orders')]);
    expect(results.map((result) => [result.Id, result.Label, drawn(result)])).toEqual([
      ["s", "orders-create", "0:2"],
      ["s", "orders-list", "1:1"],
    ]);
  });

  it("fills dynamic labels", async () => {
    const expression = search('{AWS/Lambda,FunctionName} MetricName="Errors"');
    const bodies = ["PROP('Dim.FunctionName')", "PROP('MetricName')", "SUM", "NOPE"];
    const [result] = await query(two, [
      { ...expression, Label: bodies.map((body) => `\${${body}}`).join("|") },
    ]);
    expect(result?.Label).toBe(`orders-create|Errors|0|\${NOPE}`);
  });

  it("sums a search, divides by it and fills gaps", async () => {
    const results = await query(
      two,
      [
        { ...search('{AWS/Lambda,FunctionName} MetricName="Invocations"'), ReturnData: false },
        { Id: "total", Expression: "SUM(s)" },
        { Id: "filled", Expression: "FILL(SUM(s), 0)" },
        { Id: "share", Expression: "100 * s / total", Label: "share of" },
      ],
      window(3),
    );
    expect(results.map((result) => [result.Id, result.Label, drawn(result)])).toEqual([
      ["total", "total", "0:2 1:2"],
      ["filled", "filled", "0:2 1:2 2:0"],
      ["share", "share of orders-create", "0:100 1:0"],
      ["share", "share of orders-list", "0:0 1:50"],
      ["share", "share of payments", "0:0 1:50"],
    ]);
  });

  it("adds the metrics of the request, and those with a word in their Id", async () => {
    const results = await query(two, [
      statQuery("err1", "Errors", "Sum", { dimensions: { FunctionName: "orders-list" }, returnData: false }),
      statQuery("inv1", "Invocations", "Sum", { dimensions: {}, returnData: false }),
      { Id: "all", Expression: "SUM(METRICS())" },
      { Id: "errors", Expression: 'SUM(METRICS("err"))' },
    ]);
    expect(results.map(drawn)).toEqual(["0:2 1:3", "1:1"]);
  });

  it("answers Metrics Insights with the largest groups first", async () => {
    const results = await query(two, [
      {
        Id: "q",
        Expression:
          "SELECT SUM(Invocations) FROM SCHEMA(\"AWS/Lambda\", FunctionName) WHERE FunctionName != 'payments' GROUP BY FunctionName ORDER BY SUM() DESC LIMIT 1",
        Period: 60,
      },
    ]);
    expect(results.map((result) => [result.Label, drawn(result)])).toEqual([["orders-create", "0:2"]]);
  });
});

describe("GetMetricData refuses", () => {
  const m = statQuery("m", "Invocations", "Sum");
  it.each<[string, JsonObject]>([
    ["no queries", { MetricDataQueries: [] }],
    ["501 queries", { MetricDataQueries: Array.from({ length: 501 }, (_, i) => ({ ...m, Id: `m${i}` })) }],
    ["the same Id twice", { MetricDataQueries: [m, m] }],
    ["an Id with a capital", { MetricDataQueries: [{ ...m, Id: "M" }] }],
    ["neither metric nor expression", { MetricDataQueries: [{ Id: "m" }] }],
    ["both metric and expression", { MetricDataQueries: [{ ...m, Expression: "1" }] }],
    [
      "a period of 90 s",
      { MetricDataQueries: [statQuery("m", "Invocations", "Sum", { periodSeconds: 90 })] },
    ],
    ["an unknown statistic", { MetricDataQueries: [statQuery("m", "Invocations", "p101")] }],
    ["a scalar result", { MetricDataQueries: [m, { Id: "e", Expression: "SUM(m)" }] }],
    ["an unknown Id", { MetricDataQueries: [{ Id: "e", Expression: "m2 + 1" }] }],
    ["an expression that refers to itself", { MetricDataQueries: [{ Id: "e", Expression: "e + 1" }] }],
    ["a broken expression", { MetricDataQueries: [m, { Id: "e", Expression: "m +" }] }],
    ["an overlong expression", { MetricDataQueries: [m, { Id: "e", Expression: `m${" ".repeat(2048)}` }] }],
    [
      "deep nesting",
      { MetricDataQueries: [m, { Id: "e", Expression: `${"(".repeat(900)}m${")".repeat(900)}` }] },
    ],
    [
      "two Insights queries",
      {
        MetricDataQueries: ["a", "b"].map((Id) => ({
          Id,
          Expression: 'SELECT SUM(Errors) FROM "AWS/Lambda"',
        })),
      },
    ],
    ["a reversed window", { MetricDataQueries: [m], StartTime: 2, EndTime: 1 }],
    ["too many datapoints a page", { MetricDataQueries: [m], MaxDatapoints: 100_801 }],
    ["nothing to return", { MetricDataQueries: [{ ...m, ReturnData: false }] }],
  ])("%s", async (_, input) => {
    const call = callerOf(tinyWorld(ORDERS));
    await expect(call("GetMetricData", { ...window(5), ...input })).rejects.toMatchObject({
      code: "ValidationException",
      queryCode: "ValidationError",
    });
  });

  it("a token of another request", async () => {
    const call = callerOf(tinyWorld(ORDERS));
    const first = await call("GetMetricData", { ...window(5), MetricDataQueries: [m], MaxDatapoints: 1 });
    const other = statQuery("m", "Errors", "Sum");
    for (const [queries, NextToken] of [
      [[other], first.NextToken],
      [[m], "rubbish"],
    ]) {
      await expect(
        call("GetMetricData", { ...window(5), MetricDataQueries: queries, NextToken }),
      ).rejects.toMatchObject({ code: "InvalidNextToken" });
    }
  });
});

describe("GetMetricData keeps its promises for any records", () => {
  const records = fc.array(
    fc.record({
      startMs: fc.integer({ min: 0, max: 3_600_000 - 1 }).map((offset) => NOON + offset),
      durationMs: fc.integer({ min: 1, max: 3_000 }),
    }),
    { maxLength: 60 },
  );
  const hour = window(60);

  it("sums to the same total for every period", async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.constantFrom(60, 120, 300, 420, 3600, 7200),
        async (invocations, periodSeconds) => {
          const results = await query(
            { invocations },
            [
              statQuery("n", "Invocations", "Sum", { periodSeconds }),
              statQuery("d", "Duration", "Sum", { periodSeconds }),
            ],
            hour,
          );
          const totals = results.map((result) => result.Values.reduce((a, b) => a + b, 0));
          expect(totals).toEqual([
            invocations.length,
            invocations.reduce((all, { durationMs }) => all + durationMs, 0),
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives the same points in pages of any size, in either order", async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom("TimestampAscending", "TimestampDescending"),
        async (invocations, MaxDatapoints, ScanBy) => {
          const call = callerOf(tinyWorld({ invocations }));
          const input = {
            ...hour,
            ScanBy,
            MetricDataQueries: [
              statQuery("n", "Invocations", "Sum"),
              statQuery("none", "Invocations", "Sum", { dimensions: { FunctionName: "nobody" } }),
              statQuery("d", "Duration", "p90"),
            ],
          };
          const whole = dataResults(await call("GetMetricData", input));
          const merged = new Map<string, { points: [number, number][]; status: string }>();
          let NextToken: unknown;
          let pages = 0;
          do {
            pages++;
            expect(pages).toBeLessThan(200);
            const answer = await call("GetMetricData", { ...input, MaxDatapoints, NextToken });
            const page = dataResults(answer);
            expect(page.reduce((all, result) => all + result.Values.length, 0)).toBeLessThanOrEqual(
              MaxDatapoints,
            );
            for (const result of page) {
              const known = merged.get(result.Id) ?? { points: [], status: "" };
              known.points.push(
                ...result.Timestamps.map((at, i): [number, number] => [at, result.Values[i] ?? NaN]),
              );
              merged.set(result.Id, { points: known.points, status: result.StatusCode });
            }
            NextToken = answer.NextToken;
          } while (NextToken !== undefined);
          for (const result of whole) {
            expect(merged.get(result.Id)).toEqual({
              points: result.Timestamps.map((at, i) => [at, result.Values[i]]),
              status: "Complete",
            });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("cuts computed results off without a token", async () => {
    const call = callerOf(tinyWorld(ORDERS));
    const answer = await call("GetMetricData", {
      ...window(5),
      MaxDatapoints: 1,
      MetricDataQueries: [
        statQuery("m", "Invocations", "Sum", { returnData: false }),
        { Id: "e", Expression: "m * 2" },
      ],
    });
    expect(answer.NextToken).toBeUndefined();
    expect(dataResults(answer)).toMatchObject([{ Values: [4], StatusCode: "PartialData" }]);
  });
});
