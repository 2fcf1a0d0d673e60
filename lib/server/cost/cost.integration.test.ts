import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getApi } from "@/app/api/apis/[id]/[stage]/route";
import { GET } from "@/app/api/cost/route";
import { GET as getFunction } from "@/app/api/functions/[name]/route";
import { GET as getOverview } from "@/app/api/overview/route";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { apiViewSchema } from "@/lib/model/views/api";
import type { UsdRange } from "@/lib/model/views/cost";
import { type Cost, costSchema } from "@/lib/model/views/cost-answer";
import { functionViewSchema } from "@/lib/model/views/function";
import { overviewSchema } from "@/lib/model/views/overview";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { logBytes } from "@/lib/sandbox/logs/log-bytes";
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
  { name: "a quarter of an hour", fromMs: now - 45 * MINUTE_MS, toMs: now - 30 * MINUTE_MS },
  { name: "ten minutes of an incident", fromMs: now - 200 * MINUTE_MS, toMs: now - 190 * MINUTE_MS },
  { name: "the last ten minutes", fromMs: now - 10 * MINUTE_MS, toMs: now },
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

/** The world as if it had only these functions. */
function withFunctions(names: readonly string[], apis: World["apis"] = []): World {
  const functions = world.functions.filter(({ name }) => names.includes(name));
  return new Proxy(world, {
    get(target, key) {
      if (key === "functions") return functions;
      if (key === "apis") return apis;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Text and JSON, a restore, provisioned concurrency, a shared log group, and more storage than is included. */
const few = ["pricing-engine", "payments-charge", "ledger-export", "catalog-images"];

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

  it.each(windows)(
    "equals the truth by lines and by Logs Insights for some functions: $name",
    async ({ fromMs, toMs }) => {
      const window = { from: String(fromMs), to: String(toMs), fn: few.join(",") };
      const ways = [
        await costOf({ ...window, by: "lines" }),
        await costOf({ ...window, by: "insights", consent: "true" }),
      ];
      const only = withFunctions(few);
      const ingested = logBytes(only, fromMs, toMs);
      const bytes = () => [...ingested.values()].reduce((sum, one) => sum + one, 0);
      for (const cost of ways) {
        expect(cost.meta.incomplete).toEqual([]);
        for (const { item, usd } of trueBill(only, fromMs, toMs, bytes).lineItems) {
          if (item === "xray-traces-recorded") continue;
          // What ran in the last seconds is not logged yet.
          const late = toMs === now;
          if (late && item === "logs-ingestion") continue;
          const low = sums(cost, "low").get(item) ?? Number.NaN;
          const high = sums(cost, "high").get(item) ?? Number.NaN;
          expect(low, item).toBeLessThanOrEqual(usd + 1e-6);
          expect(high, item).toBeGreaterThanOrEqual(usd - 1e-6);
          if (!late) expect(high - low + Math.abs(low - usd), item).toBeLessThan(1e-6);
        }
      }
      const [lines, insights] = ways.map(
        ({ bill }) => new Map(bill?.groups.version?.map(({ key, requests }) => [key, requests])),
      );
      expect(lines).toEqual(insights);
      expect(lines?.size).toBeGreaterThan(4);
    },
  );
});

describe("costs on the other pages", () => {
  const [fromMs, toMs] = [now - 45 * MINUTE_MS, now - 30 * MINUTE_MS];
  const search = new URLSearchParams({ from: String(fromMs), to: String(toMs) });
  const request = (path: string) => new Request(`http://localhost/api/${path}?${search}`);

  /** What these functions and these stages are charged for, without what is charged by the clock. */
  function charged(names: readonly string[], apis: World["apis"]): number {
    const lines = trueBill(withFunctions(names, apis), fromMs, toMs).lineItems;
    const counted = lines.filter(({ item }) => !/^(xray|lambda-provisioned|apigateway-cache)/.test(item));
    return counted.reduce((sum, { usd }) => sum + usd, 0);
  }

  function expectWithin({ lowUsd, highUsd }: UsdRange, usd: number, of: string): void {
    expect(lowUsd, of).toBeLessThanOrEqual(usd + 1e-9);
    expect(highUsd, of).toBeGreaterThanOrEqual(usd - 1e-9);
  }

  it("has the truth of each function and stage within its range on the overview", async () => {
    const { functions, apis } = overviewSchema.parse(await (await getOverview(request("overview"))).json());
    for (const { name, cost, invocations } of functions ?? []) {
      if (invocations === null) expect(cost, name).toBeNull();
      else expectWithin(cost ?? { lowUsd: Number.NaN, highUsd: Number.NaN }, charged([name], []), name);
    }
    expect(functions?.filter(({ cost }) => cost !== null).length).toBeGreaterThan(10);
    for (const { id, cost, count } of apis ?? []) {
      const own = world.apis.filter((api) => api.id === id);
      if (cost !== null) expectWithin(cost, charged([], own), id);
      else expect(count).toBeNull();
    }
    expect(apis?.some(({ cost }) => cost !== null)).toBe(true);
  });

  it.each(["payments-charge", "catalog-search"])("is the bill of %s on its page", async (name) => {
    const context = { params: Promise.resolve({ name }) };
    const view = functionViewSchema.parse(await (await getFunction(request(name), context)).json());
    expect(view.meta.incomplete).toEqual([]);
    const { bill } = await costOf({ from: String(fromMs), to: String(toMs), fn: name });
    expect(view.cost).toMatchObject({ total: bill?.total, perThousand: bill?.perThousand });
  });

  it("is that of the requests and the cache on the page of a stage", async () => {
    const api = world.apis.find(({ cacheSizeGb }) => cacheSizeGb !== null);
    if (!api) throw new Error("no cache");
    const context = { params: Promise.resolve({ id: api.id, stage: api.stage }) };
    const view = apiViewSchema.parse(await (await getApi(request(api.id), context)).json());
    const lines = trueBill(withFunctions([], [api]), fromMs, toMs).lineItems;
    const usd = lines.reduce((sum, line) => sum + (line.item.startsWith("apigateway") ? line.usd : 0), 0);
    expectWithin(view.cost?.total ?? { lowUsd: Number.NaN, highUsd: Number.NaN }, usd, api.name);
    expect(view.cost?.lines).toHaveLength(2);
  });
});
