import { beforeAll, describe, expect, it } from "vitest";
import { callerOf, dataResults, statQuery } from "@/lib/sandbox/cloudwatch/testing/tiny-world";
import type { JsonObject } from "@/lib/sandbox/http/contract";
import { createWorld } from "@/lib/sandbox/world/create-world";
import { type Truth, truth } from "@/lib/sandbox/world/truth";

/** The metrics of a whole simulated shop against the ground truth of the same records. */
const NOW = Date.parse("2026-01-15T12:00:00Z");
const HOUR = 3_600_000;

const world = createWorld({
  seed: 7,
  nowMs: NOW,
  hours: 3,
  rps: 5,
  functions: 20,
  region: "us-east-1",
  incidents: true,
});
const call = callerOf(world);

async function values(
  queries: readonly JsonObject[],
  fromMs: number,
  toMs: number,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let at = 0; at < queries.length; at += 500) {
    const answer = await call("GetMetricData", {
      MetricDataQueries: queries.slice(at, at + 500).map((query, i) => ({ ...query, Id: `m${i}` })),
      StartTime: fromMs / 1000,
      EndTime: toMs / 1000,
    });
    found.push(...dataResults(answer).map((result) => result.Values[0] ?? Number.NaN));
  }
  return found;
}

beforeAll(() => world.advance());

describe.each([
  ["the last hour", NOW - HOUR, NOW],
  ["all three hours", NOW - 3 * HOUR, NOW],
  ["seven minutes", NOW - 100 * 60_000, NOW - 93 * 60_000],
])("over %s", (_, fromMs, toMs) => {
  const periodSeconds = (toMs - fromMs) / 1000;
  let told: Truth;
  beforeAll(() => {
    told = truth(world, fromMs, toMs);
  });

  const lambda: readonly (readonly [string, string, keyof Truth["functions"][string]])[] = [
    ["Invocations", "Sum", "invocations"],
    ["Errors", "Sum", "errors"],
    ["Throttles", "Sum", "throttles"],
    ["Duration", "Sum", "durationSumMs"],
    ["Duration", "p50", "durationP50Ms"],
    ["Duration", "p95", "durationP95Ms"],
    ["Duration", "p99", "durationP99Ms"],
    ["ConcurrentExecutions", "Maximum", "concurrentExecutionsMax"],
  ];
  it.each(lambda)("%s %s of every function is the truth's", async (metric, stat, field) => {
    const names = Object.keys(told.functions);
    const queries = names.map((FunctionName) =>
      statQuery("m", metric, stat, { dimensions: { FunctionName }, periodSeconds }),
    );
    const found = await values(queries, fromMs, toMs);
    for (const [i, name] of names.entries()) {
      const expected = Number(told.functions[name]?.[field] ?? 0);
      expect([name, found[i] || 0]).toEqual([name, expect.closeTo(expected, 5)]);
    }
  });

  it("the region's totals are the truth's", async () => {
    const of = (metric: string, stat: string) =>
      statQuery("m", metric, stat, { dimensions: {}, periodSeconds });
    const found = await values(
      [
        of("Invocations", "Sum"),
        of("Errors", "Sum"),
        of("Throttles", "Sum"),
        of("ConcurrentExecutions", "Maximum"),
      ],
      fromMs,
      toMs,
    );
    const { account } = told;
    expect(found.map((value) => value || 0)).toEqual([
      account.invocations,
      account.errors,
      account.throttles,
      account.concurrentExecutionsMax,
    ]);
  });

  it("the APIs' figures are the truth's", async () => {
    for (const api of world.apis) {
      const expected = told.apis[`${api.name}/${api.stage}`];
      const isHttp = api.kind === "HTTP";
      const Stage = api.stage;
      const dimensions: Record<string, string> = isHttp
        ? { ApiId: api.id, Stage }
        : { ApiName: api.name, Stage };
      const of = (metric: string, stat: string) =>
        statQuery("m", metric, stat, { namespace: "AWS/ApiGateway", dimensions, periodSeconds });
      const found = await values(
        [
          of("Count", "Sum"),
          of(isHttp ? "4xx" : "4XXError", "Sum"),
          of(isHttp ? "5xx" : "5XXError", "Sum"),
          of("Latency", "Sum"),
          of("Latency", "p95"),
          of("IntegrationLatency", "p95"),
          of("CacheHitCount", "Sum"),
          of("CacheMissCount", "Sum"),
        ],
        fromMs,
        toMs,
      );
      expect(found.map((value) => value || 0)).toEqual(
        [
          expected?.count,
          expected?.status4xx,
          expected?.status5xx,
          expected?.latencySumMs,
          expected?.latencyP95Ms,
          expected?.integrationLatencyP95Ms,
          expected?.cacheHits,
          expected?.cacheMisses,
        ].map((value) => expect.closeTo(value ?? 0, 5)),
      );
    }
  });
});

describe("in the simulated shop", () => {
  it("every listed metric has a datapoint, and every function that ran is listed", async () => {
    const listed: { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: string }[] }[] =
      [];
    let NextToken: unknown;
    do {
      const answer = await call("ListMetrics", { NextToken });
      listed.push(...(answer.Metrics as typeof listed));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    const counts = await values(
      listed.map((Metric) => ({ MetricStat: { Metric, Stat: "SampleCount", Period: 3 * 3600 } })),
      NOW - 3 * HOUR,
      NOW,
    );
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(new Set(listed.map((metric) => metric.MetricName))).toEqual(
      new Set([
        "4XXError",
        "4xx",
        "5XXError",
        "5xx",
        "AsyncEventAge",
        "AsyncEventsReceived",
        "CacheHitCount",
        "CacheMissCount",
        "ClaimedAccountConcurrency",
        "ConcurrentExecutions",
        "Count",
        "DataProcessed",
        "Duration",
        "Errors",
        "IncomingBytes",
        "IntegrationLatency",
        "Invocations",
        "IteratorAge",
        "Latency",
        "ProvisionedConcurrencyInvocations",
        "ProvisionedConcurrencyUtilization",
        "ProvisionedConcurrentExecutions",
        "Throttles",
        "UnreservedConcurrentExecutions",
        ...listed
          .map((metric) => metric.MetricName)
          .filter((name) => /^(Async|Dead|ProvisionedConc)/.test(name)),
      ]),
    );
  });

  it("the versions of a weighted alias add up to the alias", async () => {
    const def = world.functions.find((one) =>
      one.aliases.some(
        (alias) => alias.name === one.invokedQualifier && Object.keys(alias.weights).length > 0,
      ),
    );
    expect(def).toBeDefined();
    const Resource = `${def?.name}:${def?.invokedQualifier}`;
    const of = (dimensions: Record<string, string>) =>
      statQuery("m", "Invocations", "Sum", {
        dimensions: { FunctionName: def?.name ?? "", Resource, ...dimensions },
        periodSeconds: 3 * 3600,
      });
    const versions = def?.versions.map(({ version }) => version) ?? [];
    const [whole, ...parts] = await values(
      [of({}), ...versions.map((ExecutedVersion) => of({ ExecutedVersion }))],
      NOW - 3 * HOUR,
      NOW,
    );
    const counted = parts.filter((count) => count > 0);
    expect(counted.length).toBeGreaterThan(1);
    expect(counted.reduce((a, b) => a + b, 0)).toBe(whole);
  });

  it("a search over all functions adds up to the region", async () => {
    const answer = await call("GetMetricData", {
      MetricDataQueries: [
        {
          Id: "found",
          Expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="Invocations"', 'Sum', 60)`,
          ReturnData: false,
        },
        { Id: "sum", Expression: "SUM(found)" },
        statQuery("total", "Invocations", "Sum", { dimensions: {} }),
      ],
      StartTime: (NOW - HOUR) / 1000,
      EndTime: NOW / 1000,
    });
    const [sum, total] = dataResults(answer);
    expect(sum?.Values).toEqual(total?.Values);
    expect(total?.Values.length).toBe(60);
  });

  it("alarms have states", async () => {
    const alarms = (await call("DescribeAlarms", {})).MetricAlarms as readonly { StateValue: string }[];
    expect(alarms.length).toBe(world.alarms.length);
    expect(alarms.some((alarm) => alarm.StateValue === "OK")).toBe(true);
  });
});
