import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { getRestRoutes, getRestStages, listRestApis } from "@/lib/aws/api-gateway";
import { getHttpRoutes, getHttpStages, listHttpApis } from "@/lib/aws/api-gateway-v2";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { describeAlarms, getMetricData, listMetrics } from "@/lib/aws/cloudwatch";
import {
  getAccount,
  getFunction,
  getReservedConcurrency,
  listAliases,
  listEventSourceMappings,
  listFunctions,
  listProvisionedConcurrency,
  listVersions,
} from "@/lib/aws/lambda";
import { createMeter } from "@/lib/aws/meter";
import { getCallerIdentity } from "@/lib/aws/sts";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { MetricQuery } from "@/lib/model/metric";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { FunctionDef, World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** The readers against the whole sandbox: what they give must be what its world holds. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const region = "us-east-1";
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 3, rps: 1, functions: 120, quotas: true, log: () => {} });
  world = sandbox.world(region);
  stubAws(sandbox.url);
});

afterEach(() => faults([]));

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function scopeIn(name = region): CallScope {
  const { signal } = new AbortController();
  return { account: "default", region: name, signal, meter: createMeter(null), nowMs: now };
}

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

describe("Lambda", () => {
  it("lists all functions over several pages, as the world defines them", async () => {
    const scope = scopeIn();
    const functions = await listFunctions(scope);
    expect(functions.map(({ name }) => name).sort()).toEqual(world.functions.map(({ name }) => name).sort());
    expect(scope.meter.snapshot().sent).toBe(3);
    for (const definition of world.functions) {
      expect(functions.find(({ name }) => name === definition.name)).toMatchObject({
        runtime: definition.runtime,
        architecture: definition.architecture,
        memoryMb: definition.memoryMb,
        timeoutMs: definition.timeoutMs,
        logGroup: definition.logGroup,
        logFormat: definition.logFormat,
        snapStart: definition.snapStart,
        vpc: definition.vpc,
        lastModifiedMs: expect.closeTo(definition.lastModifiedMs, -4),
      });
    }
  });

  it("gives no environment variable away", async () => {
    const [secret] = world.functions.flatMap((definition) =>
      Object.values(definition.environmentVariables).filter((value) => value.length > 6),
    );
    const withVariables = world.functions.filter(
      ({ environmentVariables }) => Object.keys(environmentVariables).length > 0,
    );
    expect(withVariables.length).toBeGreaterThan(0);
    const text = JSON.stringify([
      await listFunctions(scopeIn()),
      await Promise.all(withVariables.slice(0, 5).map(({ name }) => getFunction(scopeIn(), name))),
    ]);
    expect(text).not.toMatch(/environment|variables/i);
    if (secret !== undefined) expect(text).not.toContain(secret);
  });

  it("reads concurrency, aliases, versions and event sources of each function that has them", async () => {
    // One of each kind: all of them would take seconds at the pace that Lambda allows.
    const kinds: readonly ((definition: FunctionDef) => boolean)[] = [
      ({ reservedConcurrency }) => reservedConcurrency !== null,
      ({ provisionedConcurrency }) => provisionedConcurrency !== null,
      ({ aliases }) => aliases.some(({ weights }) => Object.keys(weights).length > 0),
      ({ filler }) => filler,
    ];
    for (const definition of kinds.flatMap((isOfKind) => world.functions.find(isOfKind) ?? [])) {
      const { name } = definition;
      const [reserved, provisioned, aliases, versions] = await Promise.all([
        getReservedConcurrency(scopeIn(), name),
        listProvisionedConcurrency(scopeIn(), name),
        listAliases(scopeIn(), name),
        listVersions(scopeIn(), name),
      ]);
      expect(reserved).toBe(definition.reservedConcurrency);
      expect(provisioned.map(({ qualifier, requested }) => ({ qualifier, count: requested }))).toEqual(
        definition.provisionedConcurrency === null ? [] : [definition.provisionedConcurrency],
      );
      expect(versions.map(({ version }) => version).sort()).toEqual(
        definition.versions.map(({ version }) => version).sort(),
      );
      expect(aliases.map((alias) => alias.name).sort()).toEqual(
        definition.aliases.map((alias) => alias.name).sort(),
      );
      for (const alias of aliases) {
        expect(alias.versions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
      }
    }
    const consumer = world.eventSources[0];
    const consumerName = world.functions[consumer?.functionIndex ?? -1]?.name ?? "";
    const mappings = await listEventSourceMappings(scopeIn(), consumerName);
    expect(mappings.map(({ id }) => id)).toContain(consumer?.uuid);
  });

  it("knows the account", async () => {
    expect((await getAccount(scopeIn())).concurrencyLimit).toBe(world.account.concurrencyLimit);
    expect((await getCallerIdentity(scopeIn())).accountId).toBe(world.account.accountId);
  });

  it("says that a function is not there, also for odd names", async () => {
    for (const name of ["nope", "a/b", "ä b?c#d%", "../orders", "x".repeat(140)]) {
      await expect(getFunction(scopeIn(), name)).rejects.toMatchObject({
        failure: { kind: expect.stringMatching(/^(not-found|invalid)$/) },
      });
    }
  });
});

describe("API Gateway", () => {
  it("lists APIs, stages and the functions behind the routes", async () => {
    const apis = [...(await listRestApis(scopeIn())), ...(await listHttpApis(scopeIn()))];
    expect(apis.map(({ id }) => id).sort()).toEqual(world.apis.map(({ id }) => id).sort());
    for (const definition of world.apis) {
      const rest = definition.kind === "REST";
      const stages = await (rest ? getRestStages : getHttpStages)(scopeIn(), definition.id);
      const stage = stages.find(({ name }) => name === definition.stage);
      expect(stage).toMatchObject({
        deploymentId: definition.deploymentId,
        detailedMetrics: definition.detailedMetrics,
        cacheSizeGb: definition.cacheSizeGb,
        // Without limits of its own a REST stage states those of the account.
        throttle: definition.throttle ?? (rest ? { rateLimit: 10_000, burstLimit: 5_000 } : null),
        accessLogGroup: definition.accessLog?.logGroup ?? null,
        canary: definition.canary === null ? null : { share: definition.canary.share },
        tracing: rest ? definition.tracing : null,
        executionLog: rest ? definition.executionLog : null,
      });
      const routes = await (rest ? getRestRoutes : getHttpRoutes)(
        scopeIn(),
        definition.id,
        stage?.variables ?? {},
      );
      for (const route of definition.routes) {
        const read = routes.find(({ method, path }) => method === route.method && path === route.path);
        expect(read).toMatchObject({
          functionName: world.functions[route.functionIndex]?.name,
          qualifier: route.qualifier,
        });
        expect(read?.authorizer === null).toBe(route.authorizerFunctionIndex === null);
      }
    }
  });

  it("says that an API is not there", async () => {
    await expect(getRestStages(scopeIn(), "nope")).rejects.toMatchObject({ failure: { kind: "not-found" } });
    await expect(getHttpStages(scopeIn(), "nope")).rejects.toMatchObject({ failure: { kind: "not-found" } });
  });
});

describe("CloudWatch", () => {
  const window = { fromMs: epochMs(now - HOUR_MS), toMs: now };

  function invocationsOf(name: string, statistic = "Sum"): MetricQuery {
    const metric = { namespace: "AWS/Lambda", name: "Invocations", dimensions: { FunctionName: name } };
    return { key: `${name} ${statistic}`, metric, statistic, periodMs: MINUTE_MS };
  }

  it("counts the world's invocations, of 1,000 metrics in several requests", async () => {
    const scope = scopeIn();
    const statistics = ["Sum", "Average", "Minimum", "Maximum", "SampleCount", "p50", "p90", "p99", "tm99"];
    const queries = world.functions.flatMap(({ name }) =>
      statistics.map((each) => invocationsOf(name, each)),
    );
    const { byKey, failures } = await getMetricData(scope, queries, window);
    expect(failures).toEqual([]);
    expect(byKey.size).toBe(queries.length);
    for (const { name, index } of world.functions) {
      const { timesMs = [], values = [] } = byKey.get(`${name} Sum`) ?? {};
      expect(values.reduce((sum, value) => sum + value, 0)).toBe(
        world.invocationsOf(index, window.fromMs, window.toMs).length,
      );
      expect([...timesMs].sort((a, b) => a - b)).toEqual(timesMs);
    }
    expect(scope.meter.snapshot()).toMatchObject({ sent: Math.ceil(queries.length / 500) });
    expect(scope.meter.snapshot().billedMetrics).toBe(queries.length);
  });

  it("gives a percentile over the whole window in one datapoint, wherever the window begins", async () => {
    const odd = { fromMs: epochMs(now - 77 * MINUTE_MS), toMs: epochMs(now - 3 * MINUTE_MS) };
    const name = world.functions[0]?.name ?? "";
    const query = { ...invocationsOf(name), periodMs: odd.toMs - odd.fromMs };
    const { byKey } = await getMetricData(scopeIn(), [query], odd);
    expect(byKey.get(query.key)).toEqual({
      timesMs: [odd.fromMs],
      values: [world.invocationsOf(0, odd.fromMs, odd.toMs).length],
    });
  });

  it("lists metrics over several pages, by dimension", async () => {
    const metrics = await listMetrics(scopeIn(), {
      namespace: "AWS/Lambda",
      dimensionNames: ["FunctionName"],
    });
    expect(metrics.length).toBeGreaterThan(500);
    for (const { dimensions } of metrics) expect(dimensions).toHaveProperty("FunctionName");
    const recent = await listMetrics(scopeIn(), {
      namespace: "AWS/Lambda",
      name: "Invocations",
      dimensionNames: ["FunctionName"],
      recentlyActive: true,
    });
    expect(new Set(recent.map(({ name }) => name))).toEqual(new Set(["Invocations"]));
  });

  it("reads the alarms", async () => {
    const alarms = await describeAlarms(scopeIn());
    const all = [...world.alarms, ...world.compositeAlarms];
    expect(alarms.map(({ name }) => name).sort()).toEqual(all.map(({ name }) => name).sort());
  });
});

describe("a region in which nothing runs", () => {
  it("has empty lists and metrics without datapoints", async () => {
    const scope = scopeIn("ap-southeast-2");
    expect(await listFunctions(scope)).toEqual([]);
    expect(await listRestApis(scope)).toEqual([]);
    expect(await listHttpApis(scope)).toEqual([]);
    expect(await describeAlarms(scope)).toEqual([]);
    expect(await listMetrics(scope, { namespace: "AWS/Lambda" })).toEqual([]);
  });
});

describe("faults", () => {
  it.each([
    ["throttling", "throttled"],
    ["503", "unavailable"],
    ["reset", "unavailable"],
    ["truncated", "unavailable"],
    ["html", "unavailable"],
    ["access-denied", "denied"],
    ["expired-token", "expired-credentials"],
    ["not-found", "not-found"],
    ["repeat-token", "unavailable"],
  ])("%s becomes %s, for each protocol", async (fault, kind) => {
    await faults([{ fault }]);
    // Nothing of this region is in the cache: failures are not kept.
    const scope = scopeIn("eu-west-1");
    const name = sandbox.world("eu-west-1").functions[0]?.name ?? "";
    const single = fault === "repeat-token" ? [] : [getFunction(scope, name), getCallerIdentity(scope)];
    const outcomes = await Promise.allSettled([listFunctions(scope), describeAlarms(scope), ...single]);
    const kinds = outcomes.map(
      (outcome) =>
        outcome.status === "rejected" && outcome.reason instanceof AwsFailure && outcome.reason.failure.kind,
    );
    expect(kinds).toEqual(outcomes.map(() => kind));
  });

  it("are got over when they pass", async () => {
    await faults([{ fault: "503", count: 2 }]);
    const scope = scopeIn("eu-west-1");
    expect((await listFunctions(scope)).length).toBeGreaterThan(0);
    expect(scope.meter.snapshot().retried).toBe(2);
  });

  it("do not hide items behind empty pages", async () => {
    const scope = scopeIn("eu-west-1");
    await faults([{ fault: "empty-pages" }]);
    const aliased = sandbox.world("eu-west-1").functions.find(({ aliases }) => aliases.length > 0);
    expect(await listAliases(scope, aliased?.name ?? "")).toHaveLength(aliased?.aliases.length ?? -1);
  });

  it("keep what the other services gave", async () => {
    await faults([{ fault: "access-denied", service: "apigateway" }]);
    const scope = scopeIn("eu-west-1");
    await expect(listRestApis(scope)).rejects.toMatchObject({
      failure: { kind: "denied", action: "apigateway:GET" },
    });
    expect((await listHttpApis(scope)).length).toBeGreaterThan(0);
  });
});
