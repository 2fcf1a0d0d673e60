import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cost/route";
import { epochMs, HOUR_MS } from "@/lib/base/time";
import { costSchema } from "@/lib/model/views/cost-answer";
import type { WhatIf } from "@/lib/model/views/cost-what-if";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { prices } from "@/lib/sandbox/world/truth-prices";
import type { FunctionDef, World } from "@/lib/sandbox/world/types";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/cost?change=…` says, against what the sandbox knows of its executions. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const [fromMs, toMs] = [now - 2 * HOUR_MS, now - HOUR_MS];
const MONTH_HOURS = 730;
const price = prices["us-east-1"];
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 3, rps: 2, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function ask(...change: readonly string[]): Promise<Response> {
  const search = new URLSearchParams({ from: String(fromMs), to: String(toMs) });
  for (const one of change) search.append("change", one);
  return GET(new Request(`http://localhost/api/cost?${search}`));
}

async function whatIf(...change: readonly string[]): Promise<WhatIf> {
  const answer = await ask(...change);
  expect(answer.status).toBe(200);
  const { whatIf: told, meta } = costSchema.parse(await answer.json());
  expect(meta.incomplete).toEqual([]);
  if (!told) throw new Error("no what-if");
  return told;
}

/** GB-seconds on demand of a function in the window, at a memory size. */
function billedGbSeconds({ index }: FunctionDef, memoryMb: number): number {
  const billed = Array.from(world.invocationsOf(index, fromMs, toMs)).map(
    (id) => world.invocation(id).billedDurationMs,
  );
  return (billed.reduce((sum, ms) => sum + ms, 0) / 1000) * (memoryMb / 1024);
}

function functionNamed(name: string): FunctionDef {
  const found = world.functions.find((def) => def.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

function expectWithin({ lowUsd, highUsd }: WhatIf["total"]["delta"], usd: number): void {
  expect(lowUsd).toBeLessThanOrEqual(usd + 1e-6);
  expect(highUsd).toBeGreaterThanOrEqual(usd - 1e-6);
}

describe("/api/cost?change=…", () => {
  it("has the truth of a move to arm64 within its range", async () => {
    const names = ["legacy-invoices", "catalog-images"].filter((name) =>
      world.functions.some((def) => def.name === name && def.architecture === "x86_64"),
    );
    expect(names.length).toBeGreaterThan(0);
    const { total, parts, changes } = await whatIf(`arm64:${names}`);
    const gbSeconds = names.reduce((sum, name) => {
      const def = functionNamed(name);
      return sum + billedGbSeconds(def, def.memoryMb);
    }, 0);
    const perGbSecond = (price?.lambdaArmGbSecond.usd ?? 0) - (price?.lambdaX86GbSecond.usd ?? 0);
    expectWithin(total.delta, gbSeconds * MONTH_HOURS * perGbSecond);
    expect(total.delta.highUsd).toBeLessThan(0);
    expect(parts.map(({ key }) => key).sort()).toEqual([...names].sort());
    expect(changes[0]).toMatchObject({ change: `arm64:${names}`, concerns: names, refused: [] });
  });

  it("moves what can be moved to HTTP APIs and says what cannot", async () => {
    const { changes, total } = await whatIf("http-api");
    const refused = changes[0]?.refused.map(({ subject }) => subject);
    expect(changes[0]?.concerns).toEqual(["partner-api/v1"]);
    expect(refused).toContain("shop-api/prod");
    expect(refused).toContain("storefront-http/$default");
    const api = world.apis.find(({ name }) => name === "partner-api");
    const charged = Array.from(world.requestsOf(api?.index ?? -1, fromMs, toMs)).filter(
      (id) => !["gateway-throttled", "authorizer-denied"].includes(world.request(id).outcome),
    );
    const saved = ((price?.httpPerMillion.usd ?? 0) - (price?.restPerMillion.usd ?? 0)) / 1e6;
    expectWithin(total.delta, charged.length * MONTH_HOURS * saved);
  });

  it("cuts durations at a shorter timeout by what the quantiles tell", async () => {
    const def = functionNamed("shipping-quotes");
    const { total, changes } = await whatIf("timeout-1000:shipping-quotes");
    expect(changes[0]?.refused).toEqual([]);
    const cutMs = Array.from(world.invocationsOf(def.index, fromMs, toMs)).reduce(
      (sum, id) => sum + Math.max(0, Math.ceil(world.invocation(id).durationMs) - 1000),
      0,
    );
    const usd = def.architecture === "arm64" ? price?.lambdaArmGbSecond.usd : price?.lambdaX86GbSecond.usd;
    expectWithin(total.delta, -(cutMs / 1000) * (def.memoryMb / 1024) * MONTH_HOURS * (usd ?? 0));
  });

  it("combines every kind of change", async () => {
    const told = await whatIf(
      ...["arm64", "memory-512:payments-charge", "provisioned-2-12h:orders-api", "snap-start", "traffic-2"],
      ...["log-volume-0.5", "retention-7", "savings-plan-no-upfront-0.8", "http-api", "timeout-3000"],
    );
    expect(told.changes).toHaveLength(10);
    const { now: before, after, delta } = told.total;
    expect(delta.lowUsd).toBeGreaterThanOrEqual(after.lowUsd - before.highUsd);
    expect(delta.highUsd).toBeLessThanOrEqual(after.highUsd - before.lowUsd);
    expect(told.lines.find(({ line }) => line === "savings-plan")?.after?.low.formula).toContain("× 80 %");
    expect(told.breakEven[0]?.utilisation).toBeCloseTo(0.6, 2);
    expect(told.choices.functions.length).toBeGreaterThan(5);
  });

  it("says what is wrong with a change", async () => {
    const answer = await ask("memory-99999", "graviton");
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain("from 128 to 10,240 MB");
    expect(text).toContain("is not a change");
  });
});
