import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getRefused } from "@/app/api/apis/[id]/[stage]/refused/route";
import { GET as getApi } from "@/app/api/apis/[id]/[stage]/route";
import { epochMs, HOUR_MS } from "@/lib/base/time";
import { type ApiView, apiViewSchema } from "@/lib/model/views/api";
import { type Refused, refusedSchema } from "@/lib/model/views/refused";
import { carries, plansOf } from "@/lib/sandbox/api-gateway/plans";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { ApiDef, World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** Limits of the stages of a world: what is configured, what its requests used, and which were refused. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const fromMs = now - 4 * HOUR_MS;
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 5, rps: 3, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterEach(() => faults([]));

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

const denied = (operation: string) => ({
  service: "apigateway",
  operation,
  rate: 1,
  fault: "access-denied",
});

function apiNamed(name: string): ApiDef {
  const api = world.apis.find((one) => one.name === name);
  if (!api) throw new Error(`no API ${name}`);
  return api;
}

async function ask(
  get: typeof getApi,
  { id, stage }: ApiDef,
  search: Record<string, string>,
): Promise<unknown> {
  const window = new URLSearchParams({ from: String(fromMs), to: String(now), ...search });
  const context = { params: Promise.resolve({ id, stage }) };
  const answer = await get(new Request(`http://localhost/?${window}`), context);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function read(name: string, search: Record<string, string> = {}): Promise<ApiView> {
  return apiViewSchema.parse(await ask(getApi, apiNamed(name), search));
}

async function refused(name: string, search: Record<string, string>): Promise<Refused> {
  return refusedSchema.parse(await ask(getRefused, apiNamed(name), search));
}

/** Requests of an API, the refused ones or all, by the key that each carried. */
function byKey(api: ApiDef, from: number, only: "refused" | "all"): Record<string, number> {
  const requests = Array.from(world.requestsOf(api.index, from, now)).filter(
    (index) => only === "all" || world.request(index).outcome === "gateway-throttled",
  );
  const keys = plansOf(world).flatMap((plan) => plan.keys);
  return Object.fromEntries(
    keys
      .map((key) => [key.name, requests.filter((index) => carries(world, index, key)).length] as const)
      .filter(([, count]) => count > 0),
  );
}

describe("limits of a stage", () => {
  // First of all: what was once read is kept for minutes.
  it("says which parts may not be read", async () => {
    await faults([denied("GetUsagePlans"), denied("GetAccount")]);
    const none = await read("partner-api");
    expect(none.usagePlans).toBeNull();
    expect(none.limits?.throttles.at(-1)?.note).toContain("not known");
    expect(none.meta.incomplete.map(({ what }) => what).sort()).toEqual(["limits", "usagePlans"]);

    await faults([denied("GetUsage"), denied("GetApiKeys")]);
    const { meta, usagePlans } = await read("partner-api");
    expect(usagePlans).toMatchObject({ keyNames: "denied", answer: { health: "unknown" } });
    expect(usagePlans?.plans.map(({ name, keys }) => [name, keys])).toEqual([
      ["partners", null],
      ["partners-trial", null],
    ]);
    expect([...new Set(meta.incomplete.map(({ what }) => what))]).toEqual(["usagePlans"]);
  });

  it("counts what each key used today, and names no value", async () => {
    const api = apiNamed("partner-api");
    const { meta, limits, usagePlans } = await read(api.name);
    expect(meta.incomplete).toEqual([]);
    const { rateLimit, burstLimit } = api.throttle ?? {};
    expect(limits?.throttles).toMatchObject([
      { scope: "stage", rateLimit, burstLimit },
      { scope: "account", rateLimit: 10_000, burstLimit: 5_000 },
    ]);
    const used = (usagePlans?.plans ?? []).flatMap(({ keys }) => keys ?? []).filter((key) => key.used > 0);
    expect(Object.fromEntries(used.map(({ name, used: count }) => [name, count]))).toEqual(
      byKey(api, Date.UTC(2026, 0, 15), "all"),
    );
    for (const { value } of plansOf(world).flatMap(({ keys }) => keys)) {
      expect(JSON.stringify(usagePlans)).not.toContain(value);
    }
  });

  it("tells a stage without a plan from an API that can have none", async () => {
    expect((await read("shop-api")).usagePlans).toMatchObject({ answer: null, plans: [] });
    const http = await read("storefront-http");
    expect(http.usagePlans).toBeNull();
    expect(http.meta.incomplete).toEqual([]);
  });
});

describe("/refused", () => {
  it("tells the price first, and reads nothing for it", async () => {
    const offered = await refused("partner-api", {});
    expect(offered).toMatchObject({ state: "offered", bytesScanned: 0, answers: null, byKey: null });
  });

  it("counts every 429 by route, key and limit", async () => {
    const api = apiNamed("partner-api");
    const counted = await refused(api.name, { consent: "true" });
    const expected = byKey(api, fromMs, "refused");
    const all = Object.values(expected).reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThan(0);
    expect(counted).toMatchObject({ state: "counted", answers: all, refused: all, notes: [] });
    expect(Object.fromEntries((counted.byKey ?? []).map(({ name, count }) => [name, count]))).toEqual(
      expected,
    );
    expect(counted.byRoute?.reduce((sum, { count }) => sum + count, 0)).toBe(all);
    expect(counted.byLimit).toMatchObject([
      { kind: "throttle", planId: null, limit: api.throttle?.rateLimit, count: all },
    ]);
  });

  it("says what an HTTP API's log does not tell", async () => {
    const {
      answers,
      refused: byLog,
      byKey: keys,
      notes,
    } = await refused("storefront-http", { consent: "true" });
    expect({ answers, byLog, keys, notes }).toEqual({ answers: 0, byLog: null, keys: null, notes: [] });
  });
});
