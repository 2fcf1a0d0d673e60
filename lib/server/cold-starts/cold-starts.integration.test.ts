import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cold-starts/route";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { type ColdFunction, type ColdStarts, coldStartsSchema } from "@/lib/model/views/cold-starts";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { truth } from "@/lib/sandbox/world/truth";
import type { FunctionDef, World } from "@/lib/sandbox/world/types";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/cold-starts` answers by both ways, against the truth of the world that wrote the logs. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 18, rps: 1.5, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function coldStarts(search: Record<string, string>): Promise<ColdStarts> {
  const answer = await GET(new Request(`http://localhost/api/cold-starts?${new URLSearchParams(search)}`));
  expect(answer.status).toBe(200);
  return coldStartsSchema.parse(await answer.json());
}

/** Billed milliseconds that are init or restore, from the records. */
function billedInit(def: FunctionDef, fromMs: number, toMs: number): number {
  return Array.from(world.invocationsOf(def.index, fromMs, toMs)).reduce((total, index) => {
    const record = world.invocation(index);
    const environment = world.environment(record.environmentIndex);
    const told = record.cold && environment.initStatus === "ok";
    return total + (told ? record.billedDurationMs - Math.ceil(record.durationMs) : 0);
  }, 0);
}

/** Environments begun in the window, ahead of any request, in which nothing ran as far as is read after the window. */
function unusedIn(def: FunctionDef, fromMs: number, toMs: number): number {
  const longestMs = Math.max(...world.functions.map(({ timeoutMs }) => timeoutMs));
  const readToMs = Math.min(now, toMs + longestMs + 15_000);
  return Array.from(world.environmentsOf(def.index, fromMs, toMs)).filter((index) => {
    const { initStartMs, firstInvocation } = world.environment(index);
    if (initStartMs < fromMs || initStartMs >= toMs) return false;
    return firstInvocation < 0 || world.invocation(firstInvocation).startMs >= readToMs;
  }).length;
}

/** Of the invocations whose REPORT is of the window. */
function memoryIn(def: FunctionDef, fromMs: number, toMs: number) {
  const ended = Array.from(world.invocationsOf(def.index, fromMs - def.timeoutMs - 15_000, toMs), (index) =>
    world.invocation(index),
  ).filter(({ startMs, durationMs }) => {
    const reportMs = Math.floor(startMs + durationMs);
    return reportMs >= fromMs && reportMs < toMs;
  });
  return ended.length === 0
    ? { maxMemoryUsedMb: null, memorySizeMb: null, outOfMemory: null, payloadErrors: null }
    : {
        maxMemoryUsedMb: Math.max(...ended.map(({ maxMemoryUsedMb }) => maxMemoryUsedMb)),
        memorySizeMb: def.memoryMb,
        outOfMemory: ended.filter(({ outcome }) => outcome === "out-of-memory").length,
        payloadErrors: 0,
      };
}

const hidden = (def: FunctionDef) => def.logFormat === "JSON" && def.systemLogLevel === "WARN";

const windows = [
  { name: "the last hour but ten minutes", fromMs: now - 70 * MINUTE_MS, toMs: now - 10 * MINUTE_MS },
  { name: "an hour at night", fromMs: now - 10 * HOUR_MS, toMs: now - 9 * HOUR_MS },
  { name: "a quarter of an hour", fromMs: now - 5 * HOUR_MS, toMs: now - 5 * HOUR_MS + 15 * MINUTE_MS },
];

describe("/api/cold-starts", () => {
  it.each(windows)("equals the truth by both ways: $name", async ({ fromMs, toMs }) => {
    const window = { from: String(fromMs), to: String(toMs) };
    const lines = await coldStarts({ ...window, by: "lines" });
    const sums = await coldStarts({ ...window, by: "insights", consent: "true" });
    expect([lines.meta.incomplete, sums.meta.incomplete]).toEqual([[], []]);
    const expected = truth(world, fromMs, toMs).functions;
    let compared = 0;
    for (const def of world.functions) {
      const own = expected[def.name];
      const [byLines, bySums] = [lines, sums].map(({ functions }) =>
        functions.find(({ name }) => name === def.name),
      );
      expect(bySums?.state, def.name).toBe(byLines?.state);
      if (hidden(def)) {
        // CloudWatch counts on, and no rate comes of it.
        expect(byLines).toMatchObject({
          state: "unknown",
          summary: null,
          lifetimes: null,
          limits: null,
          rateByMetric: null,
        });
        expect(byLines?.invocationsByMetric).toBe(own?.invocations || null);
      }
      if (byLines?.summary == null || bySums?.summary == null || own === undefined) {
        if (!hidden(def)) expect(own?.invocations ?? 0, def.name).toBe(0);
        continue;
      }
      compared++;
      expect(bySums.summary, def.name).toEqual(byLines.summary);
      expect(bySums.lifetimes, def.name).toEqual(byLines.lifetimes);
      expect([byLines.invocationsByMetric, bySums.invocationsByMetric], def.name).toEqual(
        own.invocations === 0 ? [null, null] : [own.invocations, own.invocations],
      );
      expect(bySums.limits, def.name).toEqual(byLines.limits);
      expect(byLines.limits, def.name).toEqual(memoryIn(def, fromMs, toMs));
      const { counts, ...figures } = byLines.summary;
      expect({ name: def.name, ...counts }).toEqual({
        name: def.name,
        onDemand: own.coldStarts.onDemand,
        snapStartRestore: own.coldStarts.snapStartRestore,
        provisioned: own.coldStarts.provisionedInit,
        proactive: own.coldStarts.proactiveInit,
        failed: own.coldStarts.failedInit,
        suppressed: own.coldStarts.suppressedInit,
        unknown: 0,
        unused: unusedIn(def, fromMs, toMs),
      });
      expect(figures.invocations, def.name).toBe(own.invocations);
      expect(figures.initSumMs, def.name).toBeCloseTo(own.initDurationSumMs, 2);
      expect(figures.restoreSumMs, def.name).toBeCloseTo(own.restoreDurationSumMs, 2);
      expect(figures.billedInitMs, def.name).toBe(billedInit(def, fromMs, toMs));
    }
    expect(compared).toBeGreaterThan(10);
    expect(sums.total).toEqual(lines.total);
    expect(sums.parts).toEqual(lines.parts);
    expect(sums.overTime).toEqual(lines.overTime);
    expect(sums.bytesScanned).toBeGreaterThan(0);
  });

  it("finds the idle time after which the service takes environments away", async () => {
    // As many as fit into one reading of twelve hours.
    const fn = "payments-charge,legacy-invoices,ledger-export,notifications-email,catalog-images,health-ping";
    const answer = await coldStarts({ from: String(now - 12 * HOUR_MS), to: String(now), by: "lines", fn });
    const named = answer.functions.flatMap(({ name, explained }: ColdFunction) => {
      const estimate = explained?.idle.timeout?.estimateMs ?? null;
      const def = world.functions.find((one) => one.name === name);
      return estimate === null || def === undefined
        ? []
        : [{ name, error: estimate / def.idleTimeoutMs - 1 }];
    });
    expect(named.length).toBeGreaterThan(2);
    expect(answer.functions.map(({ state }) => state)).toEqual(answer.functions.map(() => "known"));
    // Its warm-up comes every nine minutes, among the calls of monitors.
    const ping = answer.functions.find(({ name }) => name === "health-ping")?.explained?.regular;
    expect(ping).toMatchObject({ everyMs: 9 * MINUTE_MS, calls: 80 });
    for (const { name, error } of named) expect(Math.abs(error), name).toBeLessThan(0.1);
    for (const { name, explained } of answer.functions) {
      const bounds = explained?.idle.timeout ?? null;
      const idleMs = world.functions.find((one) => one.name === name)?.idleTimeoutMs ?? 0;
      if (bounds === null) continue;
      // Lines have whole milliseconds.
      expect(bounds.atLeastMs, name).toBeLessThanOrEqual(idleMs + 2);
      expect(bounds.atMostMs ?? idleMs, name).toBeGreaterThanOrEqual(idleMs - 2);
    }
  });

  it("tells which route's users waited for cold starts", async () => {
    const [fromMs, toMs] = [now - 5 * HOUR_MS, now - 5 * HOUR_MS + 15 * MINUTE_MS];
    const window = { from: String(fromMs), to: String(toMs) };
    const { routes, meta } = await coldStarts({ ...window, by: "lines", routes: "true" });
    expect(meta.incomplete).toEqual([]);
    let joined = 0;
    for (const api of world.apis) {
      for (const route of api.routes) {
        const found = routes?.find(
          (one) => one.route === `${api.name}/${api.stage} ${route.method} ${route.path}`,
        );
        const truths = Array.from(world.requestsOf(api.index, fromMs, toMs), (index) => world.request(index));
        const own = truths.filter(({ routeIndex }) => routeIndex === route.index);
        const cold = own.filter(
          ({ invocationIndex }) => invocationIndex >= 0 && world.invocation(invocationIndex).cold,
        );
        if (found === undefined || found.joined === 0) continue;
        const behind = world.functions[route.functionIndex]?.name ?? "";
        expect(found.functions).toEqual([behind]);
        // What is bought for the function serves the route too.
        const bought = found.stopping?.functions.map(({ functionName, removedShare }) => [
          functionName,
          removedShare >= 0.9,
        ]);
        expect(bought, found.route).toEqual(cold.length > 0 || bought?.length ? [[behind, true]] : []);
        joined += found.joined;
        expect(found.joined, found.route).toBeLessThanOrEqual(found.requests);
        // The request at an edge of the window may have its lines on both sides of it.
        expect(Math.abs(found.felt - cold.length), found.route).toBeLessThanOrEqual(1);
        expect(found.latencyP95WithoutMs ?? 0).toBeLessThanOrEqual(found.latencyP95Ms ?? 0);
      }
    }
    expect(joined).toBeGreaterThan(100);
    const sums = await coldStarts({ ...window, by: "insights", consent: "true", routes: "true" });
    expect(sums.meta.incomplete).toEqual([]);
    // Its access log does not name the function's request, and its execution log is not asked by Logs Insights.
    expect(sums.routesMissing).toEqual(["partner-api/v1"]);
    const without = ({ route }: { route: string }) => !route.startsWith("partner-api/v1 ");
    // The metric is of whole minutes: enough, perhaps more than needed.
    for (const { route, stopping } of sums.routes ?? []) {
      const exact = routes?.find((one) => one.route === route)?.stopping?.functions[0]?.concurrency;
      if (exact === undefined || stopping === null) continue;
      expect(stopping, route).toMatchObject({ atMost: true, netMonthlyUsd: null });
      expect(stopping.functions[0]?.concurrency, route).toBeGreaterThanOrEqual(exact);
    }
    expect(sums.routes?.some(({ stopping }) => (stopping?.monthlyUsd ?? 0) > 0)).toBe(true);
    const unpriced = sums.routes?.map((one) => ({ ...one, stopping: null }));
    expect(unpriced).toEqual(routes?.filter(without).map((one) => ({ ...one, stopping: null })));
    expect(routes?.some(({ latencyShare }) => (latencyShare ?? 0) > 0)).toBe(true);
  });

  it("asks Logs Insights for nothing without consent", async () => {
    const answer = await coldStarts({ from: String(now - 6 * HOUR_MS), to: String(now) });
    expect(answer).toMatchObject({ by: "insights", state: "needs-consent", bytesScanned: null });
    expect(answer.functions.every(({ state, summary }) => state === "unknown" && summary === null)).toBe(
      true,
    );
    // The metric tells how many ran, at a hundred-thousandth of a dollar a function.
    expect(answer.meta.costUsd).toBeCloseTo(answer.functions.length * 0.000_01, 9);
    expect(answer.functions.some(({ invocationsByMetric }) => (invocationsByMetric ?? 0) > 0)).toBe(true);
  });

  it("says of a function that is not there that nothing is known, and refuses a bad name", async () => {
    const answer = await coldStarts({ from: String(now - HOUR_MS), to: String(now), fn: "no-such-function" });
    expect(answer.by).toBe("lines");
    expect(answer.functions).toMatchObject([{ name: "no-such-function", state: "unknown", summary: null }]);
    const refused = await GET(new Request("http://localhost/api/cold-starts?fn=a%20b"));
    expect(refused.status).toBe(400);
  });
});
