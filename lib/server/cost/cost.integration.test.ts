import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cost/route";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { type Cost, costSchema } from "@/lib/model/views/cost-answer";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { bill as trueBill } from "@/lib/sandbox/world/truth-bill";
import type { World } from "@/lib/sandbox/world/types";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/cost` answers by each way, against what the sandbox says that its account is charged. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 6, rps: 1, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function costOf(search: Record<string, string>): Promise<Cost> {
  const answer = await GET(new Request(`http://localhost/api/cost?${new URLSearchParams(search)}`));
  expect(answer.status).toBe(200);
  return costSchema.parse(await answer.json());
}

const windows = [
  { name: "half an hour", fromMs: now - 60 * MINUTE_MS, toMs: now - 30 * MINUTE_MS },
  { name: "ten minutes of an incident", fromMs: now - 200 * MINUTE_MS, toMs: now - 190 * MINUTE_MS },
  { name: "the last twenty minutes", fromMs: now - 20 * MINUTE_MS, toMs: now },
];

/** The sandbox's names for the product's lines; logs of functions and gateways are one there. */
function nameOf(line: string): string {
  if (line.startsWith("lambda-while-provisioned")) return line.replace("while", "duration-while");
  if (line.startsWith("apigateway-cache")) return "apigateway-cache";
  return line === "logs-lambda-ingestion" ? "logs-ingestion" : line;
}

function sums(cost: Cost, end: "low" | "high"): Map<string, number> {
  const byName = new Map<string, number>();
  for (const { line, low, high } of cost.bill?.lines ?? []) {
    const usd = (end === "low" ? low : (high ?? low)).usd ?? Number.NaN;
    byName.set(nameOf(line), (byName.get(nameOf(line)) ?? 0) + usd);
  }
  return byName;
}

function expectTruth(cost: Cost, fromMs: number, toMs: number): void {
  const [low, high] = [sums(cost, "low"), sums(cost, "high")];
  for (const { item, usd } of trueBill(world, fromMs, toMs).lineItems) {
    if (item === "xray-traces-recorded") continue;
    expect(low.get(item) ?? 0, item).toBeLessThanOrEqual(usd + 1e-9);
    expect(high.get(item) ?? 0, item).toBeGreaterThanOrEqual(usd - 1e-9);
  }
}

/** Their REPORT lines are not logged. */
const hidden = ["search-indexer"];

describe("/api/cost", () => {
  it.each(windows)("has the truth within its range by metrics: $name", async ({ fromMs, toMs }) => {
    const cost = await costOf({ from: String(fromMs), to: String(toMs) });
    expect(cost.meta.incomplete).toEqual([]);
    expectTruth(cost, fromMs, toMs);
  });

  it.each(windows)("equals the truth by Logs Insights: $name", async ({ fromMs, toMs }) => {
    const cost = await costOf({ from: String(fromMs), to: String(toMs), by: "insights", consent: "true" });
    expect(cost.meta.incomplete).toEqual([]);
    expect(cost.bill).toMatchObject({ by: "insights", state: "complete" });
    expectTruth(cost, fromMs, toMs);
    // What the log level or the last seconds hide is all that is not exact.
    const inexact = cost.bill?.groups.function.filter(({ total }) => total.lowUsd !== total.highUsd) ?? [];
    const late = toMs === now;
    for (const { key } of inexact) if (!late) expect(hidden).toContain(key);
    if (late) return;
    const [low, high] = [sums(cost, "low"), sums(cost, "high")];
    const touched = new Set(inexact.flatMap(({ lines }) => lines.map(({ line }) => nameOf(line))));
    let equal = 0;
    for (const { item, usd } of trueBill(world, fromMs, toMs).lineItems) {
      if (item === "xray-traces-recorded" || touched.has(item)) continue;
      equal++;
      expect(high.get(item)).toBe(low.get(item));
      expect(Math.abs((low.get(item) ?? Number.NaN) - usd), item).toBeLessThan(1e-6);
    }
    expect(equal).toBeGreaterThan(6);
  });
});
