import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { GET as GET_ALARMS } from "@/app/api/alarms/route";
import { GET as GET_API } from "@/app/api/apis/[id]/[stage]/route";
import { GET as GET_FUNCTION } from "@/app/api/functions/[name]/route";
import { GET as GET_OVERVIEW } from "@/app/api/overview/route";
import { GET as GET_MAP } from "@/app/api/service-map/route";
import { GET as GET_SETTINGS } from "@/app/api/settings/route";
import { MINUTE_MS } from "@/lib/base/time";
import { panelNeeds } from "@/lib/model/panel-needs";
import { settingsViewSchema } from "@/lib/model/views/settings";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** Readiness against the world's own configuration, and what panels are said to ask against what pages ask. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = Date.UTC(2026, 0, 15, 12);
const asked = new URLSearchParams({ from: String(now - 10 * MINUTE_MS), to: String(now) });
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 1, rps: 0.5, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function request(path: string): Request {
  return new Request(`http://localhost/api${path}?${asked}`);
}

async function readiness() {
  const view = settingsViewSchema.parse(await (await GET_SETTINGS(request("/settings"))).json());
  const checks = new Map((view.readiness?.checks ?? []).map((check) => [check.key, check]));
  return { view, checks };
}

describe("readiness", () => {
  it("finds what the world's configuration lacks, and nothing else", async () => {
    const { view, checks } = await readiness();
    expect(view.meta.incomplete).toEqual([]);
    const unjoined = world.apis.filter(
      ({ accessLog }) => !accessLog?.format.includes("$context.integration.requestId"),
    );
    expect(checks.get("access-log")?.subjects.map(({ name }) => name)).toEqual(
      unjoined.map(({ name, stage }) => `${name} / ${stage}`),
    );
    const text = world.functions.filter(({ logFormat }) => logFormat === "Text").map(({ name }) => name);
    expect(
      checks
        .get("log-format")
        ?.subjects.map(({ name }) => name)
        .sort(),
    ).toEqual(text.sort());
    const dark = world.apis.filter(({ kind, tracing }) => kind === "REST" && !tracing);
    expect(checks.get("tracing")?.subjects.map(({ name }) => name)).toEqual([
      ...world.functions.filter(({ traced }) => !traced).map(({ name }) => name),
      ...dark.map(({ name, stage }) => `${name} / ${stage}`),
    ]);
    expect(checks.get("alarms")?.sentence).toContain(
      ` of ${world.functions.length + world.apis.length} functions and stages lack an alarm`,
    );
    expect([...checks.values()].map(({ state }) => state)).not.toContain("unknown");
  });

  it("calls nothing fine that it could not read", async () => {
    await injectFaults(sandbox.url, [
      { service: "lambda", operation: "ListFunctions", fault: "access-denied" },
      { service: "logs", operation: "DescribeLogGroups", fault: "access-denied" },
      { service: "apigatewayv2", operation: "GetApis", fault: "access-denied" },
    ]);
    forgetAnswers();
    const { view, checks } = await readiness();
    expect(checks.get("log-format")).toMatchObject({ state: "unknown", fixes: [] });
    expect(checks.get("retention")?.state).toBe("unknown");
    expect(checks.get("access-log")?.sentence).toContain("Not known of the HTTP APIs.");
    expect(view.meta.incomplete.map(({ what }) => what)).toContain("readiness");
    await injectFaults(sandbox.url, []);
  });
});

describe("what panels ask", () => {
  it("is at most what they are said to ask, and at least what they are said to need", async () => {
    const shop = world.apis.find(({ name }) => name === "partner-api");
    if (!shop) throw new Error("no partner-api");
    const stage = { id: shop.id, stage: shop.stage };
    const pages: readonly (readonly [string, () => Promise<Response>])[] = [
      ["/", () => GET_OVERVIEW(request("/overview"))],
      [
        "/functions/[name]",
        () => GET_FUNCTION(request("/functions/x"), { params: Promise.resolve({ name: "orders-api" }) }),
      ],
      ["/apis/[id]/[stage]", () => GET_API(request("/apis/x"), { params: Promise.resolve(stage) })],
      ["/alarms", () => GET_ALARMS(request("/alarms"))],
      ["/service-map", () => GET_MAP(request("/service-map"))],
    ];
    for (const [path, load] of pages) {
      forgetAnswers();
      await fetch(`${sandbox.url}/_sandbox/calls`, { method: "DELETE" });
      expect((await load()).status, path).toBe(200);
      const called = await operationsCalled();
      const panels = panelNeeds.filter((one) => one.path === path);
      const listed = new Set<string>(panels.flatMap(({ needs, uses }) => [...needs, ...uses]));
      expect(
        called.filter((id) => !listed.has(id) && id !== "sts.GetCallerIdentity"),
        path,
      ).toEqual([]);
      expect(called, path).toEqual(
        expect.arrayContaining([...new Set(panels.flatMap(({ needs }) => needs))]),
      );
    }
  });
});

async function operationsCalled(): Promise<readonly string[]> {
  const answer = await fetch(`${sandbox.url}/_sandbox/calls`);
  return Object.keys(
    z.object({ operations: z.record(z.string(), z.unknown()) }).parse(await answer.json()).operations,
  );
}

/** As if all that was kept had grown old. */
function forgetAnswers(): void {
  const store: unknown = Reflect.get(globalThis, Symbol.for("lambdascope.process"));
  if (!(store instanceof Map)) return;
  for (const key of [...store.keys()]) if (/^cache/.test(String(key))) store.delete(key);
}
