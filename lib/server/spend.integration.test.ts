import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { GET as getBudget, POST as postBudget } from "@/app/api/budget/route";
import { GET as getOverview } from "@/app/api/overview/route";
import { GET as getTraces } from "@/app/api/traces/route";
import { callPrices } from "@/lib/aws/call-prices";
import { nextRefreshMs } from "@/lib/base/refresh-schedule";
import { MINUTE_MS } from "@/lib/base/time";
import { overviewSchema } from "@/lib/model/views/overview";
import { type SpendReport, spendReportSchema } from "@/lib/model/views/own-spend";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { stubAws } from "@/lib/testing/stub-aws";

/** What Lambdascope spends, against what the sandbox was asked. Time runs as fast as the tests turn it. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let sandbox: Sandbox;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.UTC(2026, 0, 15, 12) });
  sandbox = await startSandbox({ hours: 2, rps: 0.3, regions: ["us-east-1"], quotas: false, log: () => {} });
  stubAws(sandbox.url);
  vi.stubEnv("LAMBDASCOPE_BUDGET_USD_PER_DAY", "0.001");
});

beforeEach(() => fetch(`${sandbox.url}/_sandbox/calls`, { method: "DELETE" }));

afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function report(): Promise<SpendReport> {
  return spendReportSchema.parse(await (await getBudget()).json());
}

function change(body: unknown): Promise<Response> {
  return postBudget(
    new Request("http://localhost/api/budget", { method: "POST", body: JSON.stringify(body) }),
  );
}

async function overview() {
  const answer = await getOverview(new Request("http://localhost/api/overview?from=now-1h"));
  expect(answer.status).toBe(200);
  return { body: overviewSchema.parse(await answer.json()), headers: answer.headers };
}

const callsSchema = z.object({ operations: z.record(z.string(), z.object({ calls: z.number() })) });

/** By `GetMetricData`. */
async function callsOfSandbox(): Promise<ReadonlyMap<string, number>> {
  const { operations } = callsSchema.parse(await (await fetch(`${sandbox.url}/_sandbox/calls`)).json());
  return new Map(
    Object.entries(operations).map(([name, { calls }]) => [name.split(".")[1] ?? name, calls] as const),
  );
}

const sentOf = (rows: SpendReport["byOperation"]) =>
  new Map(rows.flatMap(({ name, sent }) => (sent > 0 ? [[name.split(":")[1] ?? name, sent] as const] : [])));

it("stops at the budget, says so, and goes on when it is lifted", async () => {
  const stopped = await overview();
  const because = stopped.body.meta.incomplete.filter(({ reason }) => reason.includes("LAMBDASCOPE_BUDGET"));
  expect(because.length).toBeGreaterThan(0);
  const before = await report();
  expect(before.budget).toMatchObject({ configuredUsd: 0.001, limitUsd: 0.001, lifted: false });
  expect(before.budget.stoppedCalls).toBeGreaterThan(0);
  expect(before.budget.spentUsd).toBeLessThanOrEqual(0.001 + 1e-9);

  expect((await change({ change: "everything" })).status).toBe(400);
  const lifted = spendReportSchema.parse(await (await change({ change: "lift" })).json());
  expect(lifted.budget).toMatchObject({ limitUsd: null, lifted: true, stoppedCalls: 0 });
  const whole = await overview();
  // What is counted is what was asked; what is charged is its price.
  const after = await report();
  const calls = await callsOfSandbox();
  expect(sentOf(after.byOperation)).toEqual(calls);
  const requests = (calls.get("ListMetrics") ?? 0) + (calls.get("DescribeAlarms") ?? 0);
  expect(after.budget.spentUsd).toBeCloseTo(
    after.billedMetrics * callPrices.perMetricUsd + requests * callPrices.perCloudWatchRequestUsd,
    9,
  );
  expect(whole.body.meta.incomplete).toEqual([]);
  expect(whole.headers.get("server-timing")).toBe(
    `aws-calls;dur=${whole.body.meta.awsCalls}, aws-usd;dur=${whole.body.meta.costUsd}`,
  );
});

it("asks for three tabs as for one while they refresh", async () => {
  const alone = await refreshing(1);
  const together = await refreshing(3);
  expect(together.get("GetMetricData")).toBe(alone.get("GetMetricData"));
  // How many pages of traces there are, depends on the hour.
  for (const [name, calls] of together) {
    expect(calls, name).toBeLessThanOrEqual(1.25 * (alone.get(name) ?? 0) + 1);
  }
});

/** The overview and the traces in so many tabs, each refreshing every minute at its own marks. */
async function refreshing(tabs: number): Promise<ReadonlyMap<string, number>> {
  // Nothing of what came before is in a cache, and a mark is near.
  vi.advanceTimersByTime(30 * MINUTE_MS - (Date.now() % MINUTE_MS));
  await fetch(`${sandbox.url}/_sandbox/calls`, { method: "DELETE" });
  const end = Date.now() + 2 * MINUTE_MS;
  const due = Array.from({ length: tabs }, (_, i) => nextRefreshMs(Date.now(), MINUTE_MS, "/", i / tabs));
  for (;;) {
    const next = Math.min(...due);
    if (next > end) return callsOfSandbox();
    vi.advanceTimersByTime(next - Date.now());
    const tab = due.indexOf(next);
    due[tab] = nextRefreshMs(next, MINUTE_MS, "/", tab / tabs);
    await overview();
    await (await getTraces(new Request("http://localhost/api/traces?from=now-1h"))).text();
  }
}
