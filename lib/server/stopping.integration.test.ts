import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { GET as getOverview } from "@/app/api/overview/route";
import { budget } from "@/lib/aws/budget";
import type { CallScope } from "@/lib/aws/call-scope";
import { runInsightsQuery } from "@/lib/aws/logs-insights";
import { startLiveTail } from "@/lib/aws/logs-live-tail";
import { createMeter } from "@/lib/aws/meter";
import { spendLedger } from "@/lib/aws/spend-ledger";
import { epochMs, HOUR_MS } from "@/lib/base/time";
import { combinedOverviewSchema } from "@/lib/model/views/combined-overview";
import { overviewSchema } from "@/lib/model/views/overview";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { stubAws } from "@/lib/testing/stub-aws";

/** What is asked about first, and what ends in the middle when the budget is used up. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const region = "us-east-1";
const group = "/aws/lambda/orders-api";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 1, rps: 0.2, quotas: false, log: () => {} });
  stubAws(sandbox.url);
  vi.stubEnv("LAMBDASCOPE_BUDGET_USD_PER_DAY", "1");
  vi.stubEnv("LAMBDASCOPE_ASK_ABOVE_USD", "0");
});

beforeEach(() => budget().change("restore"));

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function scope(): CallScope {
  const meter = createMeter(spendLedger().meterOf({ purpose: "logs", session: null }));
  return { account: "default", region, signal: new AbortController().signal, meter, nowMs: now };
}

/** By somebody else, elsewhere: as much as is configured for the day. */
function spendAll(): void {
  scope().meter.charge("cloudwatch:GetMetricData", { costUsd: 1 });
}

async function overview(search: Record<string, string>): Promise<unknown> {
  const asked = new URLSearchParams({ from: "now-1h", ...search });
  const answer = await getOverview(new Request(`http://localhost/api/overview?${asked}`));
  expect(answer.status).toBe(200);
  return answer.json();
}

it("asks before it reads metrics above the threshold, and reads them with consent", async () => {
  const asking = overviewSchema.parse(await overview({}));
  expect(asking.functions).toBeNull();
  expect(asking.meta.incomplete).toContainEqual(
    expect.objectContaining({ reason: expect.stringContaining("LAMBDASCOPE_ASK_ABOVE_USD") }),
  );
  const read = overviewSchema.parse(await overview({ consent: "true" }));
  expect(read.functions?.length).toBeGreaterThan(0);
});

it("says of each place whether it asks first, which is no failure", async () => {
  const asking = combinedOverviewSchema.parse(await overview({ region: `${region},eu-west-1` }));
  expect(asking.targets.map(({ state }) => state)).toEqual(["ask", "ask"]);
  expect(asking.answer).toMatchObject({
    health: "unknown",
    sentence: expect.stringContaining("asked about first"),
  });
});

it("ends a query of Logs Insights, and stops it at AWS", async () => {
  const asking = scope();
  const count = asking.meter.count.bind(asking.meter);
  asking.meter.count = (operation, outcome) => {
    count(operation, outcome);
    if (operation === "logs:StartQuery") spendAll();
  };
  const query = { groups: [group], fromMs: now - HOUR_MS, toMs: now, text: "stats count(*)", limit: 10 };
  await expect(runInsightsQuery(asking, query).next()).rejects.toMatchObject({
    failure: { kind: "budget", operation: "logs:StartQuery" },
  });
  const calls = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
  expect(calls.operations["logs.StopQuery"]?.calls).toBeGreaterThan(0);
});

it("ends a live tail", async () => {
  await budget().change("raise");
  const arn = `arn:aws:logs:${region}:${sandbox.world(region).account.accountId}:log-group:${group}`;
  const seen: string[] = [];
  await expect(async () => {
    for await (const { type } of startLiveTail(scope(), [arn])) {
      seen.push(type);
      if (type === "start") spendAll();
    }
  }).rejects.toMatchObject({ failure: { kind: "budget", operation: "logs:StartLiveTail" } });
  expect(seen).toEqual(["start"]);
});
