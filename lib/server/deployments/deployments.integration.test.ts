import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { lookupEvents, trailWindow } from "@/lib/aws/cloudtrail";
import { testScope } from "@/lib/aws/test-scope";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { gridOf } from "@/lib/metrics/grid";
import { choosePeriod, previousWindow, wholeWindowPeriod } from "@/lib/metrics/period";
import type { Deployment } from "@/lib/model/deployment";
import { subjectName } from "@/lib/model/subject";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { deploymentsOf } from "@/lib/sandbox/world/deployments";
import {
  loadDeployments,
  loadFunctionDeployments,
  loadStageDeployments,
} from "@/lib/server/deployments/load-deployments";
import type { ViewRequest } from "@/lib/server/view-request";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";
import { parseTimeRange } from "@/lib/url/time-range";

/** What the loaders say was deployed, against the truth of the world that the calls, dates and metrics are made of. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const day = { fromMs: epochMs(now - 26 * HOUR_MS), toMs: now };
const hours = { fromMs: epochMs(now - 3 * HOUR_MS), toMs: now };
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 26, rps: 2, quotas: false, log: () => {} });
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

beforeEach(() => faults([]));

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

const trailDenied = { service: "cloudtrail", operation: "LookupEvents", rate: 1, fault: "access-denied" };

/** Each in a region of its own, where nothing is cached: the sandbox's world is the same in all but its name. */
function viewOf(window: { fromMs: typeof now; toMs: typeof now }, region = "us-east-1"): ViewRequest {
  const stepMs = choosePeriod(window, now);
  return {
    range: parseTimeRange({ from: String(window.fromMs), to: String(window.toMs) }, now),
    region,
    account: "default",
    regions: [region],
    target: `default ${region}`,
    nowMs: now,
    scope: testScope({ region, nowMs: now }),
    window,
    previous: previousWindow(window),
    periods: { stepMs, wholeMs: wholeWindowPeriod(window, now) },
    alone: false,
    grid: gridOf(window, stepMs, now),
  };
}

interface Told {
  readonly of: string;
  readonly kind: string;
  readonly version: string | null;
  readonly alias: string | null;
  readonly share: number | null;
  readonly atMs: number;
}

function told(all: readonly Deployment[]): (Told & { by: string | null })[] {
  return all.map(({ subject, kind, version, alias, share, atMs, by }) => ({
    of: subjectName(subject).replace(" / ", "/"),
    kind: kind === "stage" || kind === "canary" ? "api" : kind,
    version,
    alias,
    share,
    atMs,
    by,
  }));
}

/** As `/_sandbox/truth` tells them, without the rest of the truth, which takes seconds for a month. */
function trueDeployments(fromMs: number, toMs: number, region = "us-east-1") {
  const world = sandbox.world(region);
  return deploymentsOf(world, fromMs, toMs).map((one) => {
    const api = world.apis[one.apiIndex];
    return {
      of: world.functions[one.functionIndex]?.name ?? `${api?.name}/${api?.stage}`,
      kind: one.kind,
      version: one.version,
      alias: one.alias,
      share: one.share,
      atMs: one.atMs,
      by: one.by,
    };
  });
}

describe("lookupEvents", () => {
  it("asks nothing of a window that event history does not reach", async () => {
    const old = { fromMs: epochMs(now - 200 * 24 * HOUR_MS), toMs: epochMs(now - 100 * 24 * HOUR_MS) };
    const scope = testScope({ nowMs: now });
    expect(await lookupEvents(scope, { key: "ResourceName", value: "x" }, old, 1)).toEqual({
      events: [],
      more: false,
    });
    expect(scope.meter.snapshot().sent).toBe(0);
    expect(trailWindow(old, now)).toBeNull();
  });
});

describe("loadDeployments", () => {
  it("tells all changes of the window and the hour before, with who made them", async () => {
    const found = await loadDeployments(viewOf(day));
    const expected = trueDeployments(day.fromMs - HOUR_MS, day.toMs);
    expect(expected.length).toBeGreaterThanOrEqual(4);
    expect(told(found.data)).toEqual(expected);
    expect(found.failures).toEqual([]);
    expect(found.data.every(({ source }) => source === "cloudtrail")).toBe(true);
  });
});

describe("loadFunctionDeployments", () => {
  it("adds the latest changes before the window", async () => {
    const found = await loadFunctionDeployments(viewOf(hours), "payments-charge");
    const expected = trueDeployments(now - 30 * 24 * HOUR_MS, now).filter(
      ({ of }) => of === "payments-charge",
    );
    const inWindow = expected.filter(({ atMs }) => atMs >= hours.fromMs);
    expect(inWindow).toHaveLength(1);
    expect(told(found.data).slice(-3)).toEqual(expected.slice(-3));
    expect(found.data.filter(({ atMs }) => atMs >= hours.fromMs)).toHaveLength(1);
    expect(new Set(found.data.map(({ id }) => id)).size).toBe(found.data.length);
  });

  it("sees moves of traffic in the versions' metrics where CloudTrail is denied, and says what is denied", async () => {
    await faults([trailDenied]);
    const region = "eu-west-1";
    const found = await loadFunctionDeployments(viewOf(day, region), "payments-charge");
    expect(found.failures).toEqual([
      expect.objectContaining({ kind: "denied", action: "cloudtrail:LookupEvents" }),
    ]);
    const seen = found.data.filter(({ source }) => source === "traffic");
    const moves = trueDeployments(day.fromMs, day.toMs, region).filter(
      ({ of, kind }) => of === "payments-charge" && kind === "alias",
    );
    expect(moves.length).toBeGreaterThanOrEqual(3);
    expect(seen.map(({ version, alias, share }) => ({ version, alias, share }))).toEqual(
      moves.map(({ version, alias, share }) => ({ version, alias, share })),
    );
    seen.forEach((one, i) => {
      expect(Math.abs(one.atMs - (moves[i]?.atMs ?? 0))).toBeLessThanOrEqual(15 * MINUTE_MS);
    });
    expect(found.data).toContainEqual(
      expect.objectContaining({ kind: "version", version: "42", source: "api", by: null }),
    );
    const region2 = await loadDeployments(viewOf(day, region));
    expect(region2.data.filter(({ source }) => source === "traffic")).toEqual(seen);
  });
});

describe("loadStageDeployments", () => {
  it("has the canary of the stage, with CloudTrail and without", async () => {
    for (const [region, rules] of [
      ["us-east-1", []],
      ["eu-west-1", [trailDenied]],
    ] as const) {
      await faults(rules);
      const world = sandbox.world(region);
      const api = world.apis.find(({ canary }) => canary !== null);
      if (!api) throw new Error("no canary");
      const stage = {
        kind: "stage",
        apiId: api.id,
        apiName: api.name,
        apiKind: api.kind,
        stage: api.stage,
      } as const;
      const view = { ...viewOf(day, region) };
      const found = await loadStageDeployments(view, stage);
      expect(found.data.at(-1)).toMatchObject({
        kind: "canary",
        version: api.canary?.deploymentId,
        share: api.canary?.share,
        source: rules.length === 0 ? "cloudtrail" : "api",
      });
      expect(found.failures?.length).toBe(rules.length);
    }
  });
});
