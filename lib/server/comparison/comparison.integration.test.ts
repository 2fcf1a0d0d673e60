import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getStage } from "@/app/api/apis/[id]/[stage]/route";
import { GET as getFunctionView } from "@/app/api/functions/[name]/route";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { type ApiView, apiViewSchema } from "@/lib/model/views/api";
import type { ComparedFigure, Comparison } from "@/lib/model/views/comparison";
import { type FunctionView, functionViewSchema } from "@/lib/model/views/function";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** Verdicts of deployments, versions and canaries, against the records of the world that the metrics are made of. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const hours = { from: String(now - 3 * HOUR_MS), to: String(now) };
/** Version 42 of payments-charge gets a tenth of the traffic from here on. */
const CHANGED = "alias.payments-charge.live.42.1768475100";
const changedMs = 1_768_475_100_000;
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 4, rps: 4, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function functionView(name: string, search: Record<string, string>): Promise<FunctionView> {
  const url = `http://localhost/api/functions/${name}?${new URLSearchParams({ ...hours, ...search })}`;
  const answer = await getFunctionView(new Request(url), { params: Promise.resolve({ name }) });
  expect(answer.status).toBe(200);
  return functionViewSchema.parse(await answer.json());
}

async function stageView(name: string, stage: string, search: Record<string, string> = {}): Promise<ApiView> {
  const id = world.apis.find((api) => api.name === name)?.id ?? "";
  const url = `http://localhost/api/apis/${id}/${stage}?${new URLSearchParams({ ...hours, ...search })}`;
  const answer = await getStage(new Request(url), { params: Promise.resolve({ id, stage }) });
  expect(answer.status).toBe(200);
  return apiViewSchema.parse(await answer.json());
}

/** Invocations of payments-charge, and how many of them failed. */
function counted(fromMs: number, toMs: number, version: string | null = null) {
  const index = world.functions.findIndex(({ name }) => name === "payments-charge");
  const records = Array.from(world.invocationsOf(index, fromMs - HOUR_MS, toMs), (at) =>
    world.invocation(at),
  ).filter((one) => one.startMs >= fromMs && one.startMs < toMs && (version ?? one.version) === one.version);
  return {
    requests: records.length,
    failures: records.filter(({ outcome }) => outcome !== "success").length,
  };
}

function figure(comparison: Comparison | null | undefined, key: ComparedFigure["key"]) {
  return comparison?.figures.find((one) => one.key === key);
}

describe("comparisons", () => {
  // First: settings that were read once are kept.
  it("names what keeps the cost from being compared", async () => {
    await injectFaults(sandbox.url, [
      { service: "lambda", operation: "GetFunctionConfiguration", fault: "access-denied" },
    ]);
    const { versionComparisons, comparison, meta } = await functionView("payments-charge", {
      deployment: CHANGED,
    });
    await injectFaults(sandbox.url, []);
    expect(versionComparisons?.[0]?.remarks).toContainEqual(expect.stringContaining("Cost is left out"));
    expect(comparison?.remarks).toContainEqual(expect.stringContaining("Cost is left out"));
    const because = meta.incomplete.filter(({ reason }) =>
      reason.startsWith("lambda:GetFunctionConfiguration"),
    );
    expect(because.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["versionComparisons", "comparison"]),
    );
  });

  it("finds version 42 worse than 41 on the same minutes, in the records' own numbers", async () => {
    const { versionComparisons, meta } = await functionView("payments-charge", {});
    expect(meta.incomplete).toEqual([]);
    const [one] = versionComparisons ?? [];
    if (!one?.earlier || !one.later) throw new Error("no comparison");
    const { earlier, later } = one;
    expect(later.fromMs).toBeGreaterThanOrEqual(changedMs);
    expect(earlier).toMatchObject(counted(earlier.fromMs, earlier.toMs, "41"));
    expect(later).toMatchObject(counted(later.fromMs, later.toMs, "42"));
    const errors = figure(one, "errors");
    expect(errors).toMatchObject({
      verdict: "worse",
      later: later.failures / later.requests,
      earlier: earlier.failures / earlier.requests,
    });
    expect(errors?.probabilityWorse).toBeGreaterThan(0.999);
    expect(one.sentence).toMatch(
      /^Version 42 is worse than 41: [\d.]+ % of invocations fail against [\d.]+ % \(probability over 99\.9 %\)\./,
    );
  });

  it("finds payments-charge worse after that deployment than before, on equal spans", async () => {
    const { comparison, deployments } = await functionView("payments-charge", { deployment: CHANGED });
    expect(deployments?.map(({ id }) => id)).toContain(CHANGED);
    if (!comparison?.earlier || !comparison.later) throw new Error("no comparison");
    const { earlier, later } = comparison;
    expect(earlier.toMs).toBe(changedMs);
    expect(later.fromMs).toBe(changedMs);
    expect(later.toMs - later.fromMs).toBe(earlier.toMs - earlier.fromMs);
    expect(earlier).toMatchObject(counted(earlier.fromMs, earlier.toMs));
    expect(later).toMatchObject(counted(later.fromMs, later.toMs));
    expect(comparison).toMatchObject({ verdict: "worse", coldStarts: "read" });
    expect(comparison.sentence).toMatch(/^Worse after it: /);
    expect(figure(comparison, "errors")).toMatchObject({ verdict: "worse", changedMs: null });
    expect(figure(comparison, "coldStarts")?.later).not.toBeNull();
    const cost = figure(comparison, "cost");
    expect(cost?.verdict).not.toBe("worse");
    expect(cost?.later ?? 0).toBeGreaterThan(0);
  });

  it("knows a deployment by the id that another source gives it", async () => {
    const seen = `alias.payments-charge.live.42.${changedMs / 1000 + 60}`;
    const { comparison } = await functionView("payments-charge", { deployment: seen });
    expect(comparison).toMatchObject({ key: CHANGED, verdict: "worse" });
  });

  it("cannot tell versions in minutes that are not settled, rather than fail", async () => {
    const minutes = { from: String(now - 2 * MINUTE_MS) };
    const { versionComparisons, meta } = await functionView("payments-charge", minutes);
    expect(versionComparisons).toMatchObject([
      { verdict: "cannot-tell", sentence: expect.stringContaining("no whole period yet") },
    ]);
    expect(meta.incomplete.map(({ what }) => what)).not.toContain("versionComparisons");
    const { canaryComparison } = await stageView("shop-api", "prod", minutes);
    expect(canaryComparison?.sentence).toContain("no whole period yet");
  });

  it("does not find the harmless canary worse, whatever befalls the stage", async () => {
    const { canaryComparison } = await stageView("shop-api", "prod");
    expect(canaryComparison?.kind).toBe("canary");
    expect(canaryComparison?.verdict).not.toBe("worse");
    const [base, canary] = [canaryComparison?.earlier?.requests ?? 0, canaryComparison?.later?.requests ?? 0];
    expect(canary / (base + canary)).toBeCloseTo(0.1, 1);
    expect(figure(canaryComparison, "errors")?.probabilityWorse).toBeLessThan(0.9975);
  });

  it("cannot tell a deployment of before the history, nor one that does not exist", async () => {
    const old = await functionView("payments-charge", { deployment: "version.payments-charge.42" });
    expect(old.comparison).toMatchObject({
      verdict: "cannot-tell",
      sentence: expect.stringContaining("no request before it."),
    });
    const none = await functionView("payments-charge", { deployment: "alias.nothing" });
    expect(none.comparison).toBeNull();
  });

  it("compares nothing where no alias splits and none is chosen", async () => {
    const view = await functionView("orders-api", {});
    expect(view).toMatchObject({ comparison: null, versionComparisons: [] });
  });

  it("says that metrics are denied, instead of no difference", async () => {
    const rules = [{ service: "cloudwatch", operation: "GetMetricData", rate: 1, fault: "access-denied" }];
    await injectFaults(sandbox.url, rules);
    const shorter = { to: String(now - 7 * MINUTE_MS), deployment: CHANGED };
    const { comparison, versionComparisons, meta } = await functionView("payments-charge", shorter);
    expect(comparison).not.toMatchObject({ verdict: "alike" });
    expect(versionComparisons).toBeNull();
    expect(meta.incomplete.map(({ what }) => what)).toContain("versionComparisons");
  });
});
