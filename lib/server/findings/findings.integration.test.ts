import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { SubjectFinding } from "@/lib/model/subject-finding";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { truth } from "@/lib/sandbox/world/truth";
import { loadFindings } from "@/lib/server/findings/load-findings";
import { openView } from "@/lib/server/view-request";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** What is found over HTTP, against the incidents that the world is known to have had. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    nowMs: now,
    hours: 16,
    quotas: false,
    regions: ["us-east-1"],
    log: () => {},
  });
  stubAws(sandbox.url);
});

afterEach(async () => {
  await injectFaults(sandbox.url, []);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function load(hours: number, search: Record<string, string> = {}) {
  const window = { from: String(now - hours * HOUR_MS), to: String(now), ...search };
  const view = await openView(window, new AbortController().signal);
  const found = await loadFindings(view);
  return { ...found.data, failures: found.failures ?? [] };
}

function deny(service: string, operation: string): Promise<void> {
  return injectFaults(sandbox.url, [{ service, operation, rate: 1, fault: "access-denied" }]);
}

function nameOf({ subject }: SubjectFinding): string {
  return subject.kind === "function" ? subject.name : `${subject.apiName}/${subject.stage}`;
}

/** Onsets of failures by the name of what failed, in minutes before now. */
function failuresIn(findings: readonly SubjectFinding[]): Record<string, number[]> {
  const onsets: Record<string, number[]> = {};
  for (const one of findings) {
    if (one.finding.kind !== "rate") continue;
    const name = nameOf(one);
    onsets[name] = [...(onsets[name] ?? []), (now - one.finding.fromMs) / MINUTE_MS];
  }
  return onsets;
}

describe("the findings of three hours", () => {
  it("are the incidents, on the right functions, to the minute", async () => {
    const { findings, lookedAt, failures } = await load(3);
    expect(failures).toEqual([]);
    const incidents = truth(sandbox.world("us-east-1"), now - 3 * HOUR_MS, now).incidents;
    expect(incidents.map(({ kind }) => kind)).toHaveLength(4);
    const onsets = failuresIn(findings);
    for (const { kind, fromMs, functions } of incidents) {
      const [told] = onsets[functions[0] ?? ""] ?? [];
      const minutesAgo = (now - fromMs) / MINUTE_MS;
      // One call in sixty fails at first: the first that did was three minutes after the version came.
      const within = kind === "bad-version-canary" ? 3 : 2;
      expect(Math.abs((told ?? Infinity) - minutesAgo), kind).toBeLessThanOrEqual(within);
    }
    const touched = new Set(incidents.flatMap(({ functions, apis }) => [...functions, ...apis]));
    expect(findings.map(nameOf).filter((name) => !touched.has(name))).toEqual([]);
    expect(lookedAt).toMatchObject({
      functions: lookedAt?.ofFunctions,
      stages: 3,
      loads: true,
      periodMs: MINUTE_MS,
      baselineFromMs: now - 15 * HOUR_MS,
      rhythmFromMs: now - 6 * HOUR_MS,
    });
  });
});

describe("the findings of a longer window", () => {
  it("are looked for in longer periods and dated to the minute all the same", async () => {
    const { findings, lookedAt } = await load(8);
    expect(lookedAt?.periodMs).toBe(2 * MINUTE_MS);
    const onsets = failuresIn(findings);
    expect(onsets["catalog-search"]).toEqual([35]);
    expect(onsets["shipping-quotes"]).toEqual([110]);
    // A leak grows: when its first victims fall is chance.
    expect(Math.abs((onsets["catalog-images"]?.[0] ?? 0) - 300)).toBeLessThanOrEqual(10);
  });
});

describe("without the rights", () => {
  it("to list metrics, functions are listed instead, and the failure is told", async () => {
    await deny("cloudwatch", "ListMetrics");
    // Another region, so that nothing of what was read before is met in the cache.
    const { findings, failures } = await load(3, { region: "eu-west-1" });
    expect(findings).toEqual([]);
    expect(failures.map(({ action }) => action)).toContain("cloudwatch:ListMetrics");
  });

  it("to read metrics there is no answer rather than a quiet one", async () => {
    await deny("cloudwatch", "GetMetricData");
    await expect(load(3.5)).rejects.toMatchObject({ failure: { action: "cloudwatch:GetMetricData" } });
  });
});
