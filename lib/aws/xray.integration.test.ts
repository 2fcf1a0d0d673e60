import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { CallScope } from "@/lib/aws/call-scope";
import { createMeter } from "@/lib/aws/meter";
import {
  getServiceGraph,
  getTraceSegmentDestination,
  getTraceSummaries,
  getTraces,
  retrieveTraces,
} from "@/lib/aws/xray";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const region = "us-east-1";
const hour = { fromMs: epochMs(now - HOUR_MS), toMs: now };
const all = { filter: null, limit: Number.POSITIVE_INFINITY };
const faulty = { filter: "fault", limit: Number.POSITIVE_INFINITY };
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    nowMs: now,
    hours: 9,
    rps: 0.3,
    functions: 20,
    quotas: false,
    log: () => {},
  });
  stubAws(sandbox.url);
});

afterEach(() => faults([]));

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function scopeIn(signal = new AbortController().signal): CallScope {
  return { account: "default", region, signal, meter: createMeter(null), nowMs: now };
}

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

describe("getTraceSummaries", () => {
  it("reads a window longer than six hours in parts, each trace once, and pays for what was looked at", async () => {
    const scope = scopeIn();
    const window = { fromMs: epochMs(now - 8 * HOUR_MS), toMs: epochMs(now - 20 * MINUTE_MS) };
    const parts: number[] = [];
    const { summaries, processed, truncated } = await getTraceSummaries(scope, {
      ...faulty,
      window,
      onPart: (each) => parts.push(each.length),
    });
    expect(truncated).toBe(false);
    expect(new Set(summaries.map(({ traceId }) => traceId)).size).toBe(summaries.length);
    expect(parts.reduce((sum, count) => sum + count, 0)).toBe(summaries.length);
    expect(processed).toBeGreaterThan(summaries.length);
    expect(summaries.length).toBeGreaterThan(10);
    for (const { startMs } of summaries) {
      expect(startMs).toBeGreaterThanOrEqual(window.fromMs);
      expect(startMs).toBeLessThan(window.toMs);
    }
    expect(scope.meter.snapshot().costUsd).toBeCloseTo((processed * 0.5) / 1e6, 12);
    const again = scopeIn();
    await getTraceSummaries(again, { ...faulty, window });
    expect(again.meter.snapshot()).toMatchObject({ sent: 0, costUsd: 0 });
  });

  it("stops at the limit and says so, with how far back it came", async () => {
    const window = { fromMs: epochMs(now - 7 * HOUR_MS), toMs: epochMs(now - MINUTE_MS) };
    const { summaries, truncated, approximateToMs } = await getTraceSummaries(scopeIn(), {
      window,
      filter: null,
      limit: 100,
    });
    expect(truncated).toBe(true);
    expect(summaries.length).toBeGreaterThanOrEqual(100);
    expect(approximateToMs).toBeLessThanOrEqual(Math.min(...summaries.map(({ startMs }) => startMs)));
    expect(approximateToMs).toBeGreaterThan(window.fromMs);
  });

  it("filters at X-Ray, and counts what was looked at", async () => {
    const { summaries, processed } = await getTraceSummaries(scopeIn(), {
      ...all,
      window: hour,
      filter: "fault = true",
    });
    expect(summaries.length).toBeGreaterThan(0);
    expect(summaries.length).toBeLessThan(processed);
    for (const { fault } of summaries) expect(fault).toBe(true);
  });

  it("throws what X-Ray says against an expression", async () => {
    const asked = getTraceSummaries(scopeIn(), { ...all, window: hour, filter: "fault = = true" });
    await expect(asked).rejects.toMatchObject({ failure: { kind: "invalid" } });
  });

  it("reads on over empty pages and refuses an endless list", async () => {
    const window = { fromMs: epochMs(now - 2 * HOUR_MS), toMs: epochMs(now - HOUR_MS) };
    const whole = await getTraceSummaries(scopeIn(), { ...all, window });
    await faults([{ fault: "empty-pages" }]);
    const shifted = { ...window, fromMs: epochMs(window.fromMs - 1) };
    const again = await getTraceSummaries(scopeIn(), { ...all, window: shifted });
    expect(again.summaries.length).toBeGreaterThanOrEqual(whole.summaries.length);
    await faults([{ fault: "repeat-token" }]);
    const endless = { ...all, window: { ...window, fromMs: epochMs(window.fromMs - 2) } };
    await expect(getTraceSummaries(scopeIn(), endless)).rejects.toMatchObject({
      failure: { kind: "unavailable" },
    });
  });
});

describe("getTraces", () => {
  it("reads documents five a call, says which ids are unknown, and keeps them", async () => {
    const { summaries } = await getTraceSummaries(scopeIn(), {
      ...all,
      window: { fromMs: epochMs(now - 2 * HOUR_MS), toMs: epochMs(now - HOUR_MS) },
    });
    const ids = summaries.slice(0, 12).map(({ traceId }) => traceId);
    const unknown = "1-00000001-aaaaaaaaaaaaaaaaaaaaaaaa";
    const scope = scopeIn();
    const { traces, missing } = await getTraces(scope, [...ids, unknown, ...ids]);
    expect(traces.map(({ traceId }) => traceId)).toEqual(ids);
    expect(missing).toEqual([unknown]);
    expect(scope.meter.snapshot()).toMatchObject({ sent: 3, costUsd: expect.closeTo(6e-6, 9) });
    for (const [index, trace] of traces.entries()) {
      expect(trace.durationMs).toBeCloseTo(summaries[index]?.durationMs ?? -1, 3);
      for (const document of trace.documents) expect(JSON.parse(document)).toHaveProperty("id");
    }
  });
});

describe("graphs", () => {
  it("come one per six hours and count the traces", async () => {
    const graphs = await getServiceGraph(scopeIn(), { fromMs: epochMs(now - 8 * HOUR_MS), toMs: now });
    expect(graphs.length).toBe(2);
    expect(graphs[0]?.toMs).toBe(now);
    for (const { services } of graphs) {
      expect(services.length).toBeGreaterThan(5);
      const references = new Set(services.map(({ referenceId }) => referenceId));
      for (const { edges } of services) for (const { to } of edges) expect(references).toContain(to);
    }
  });
});

describe("Transaction Search", () => {
  it("is off: the destination is X-Ray, and a retrieval is refused", async () => {
    expect(await getTraceSegmentDestination(scopeIn())).toBe("XRay");
    const asked = retrieveTraces(scopeIn(), ["1-00000001-aaaaaaaaaaaaaaaaaaaaaaaa"], hour);
    await expect(asked).rejects.toMatchObject({ failure: { kind: "invalid" } });
  });
});

describe("an abandoned page", () => {
  it("stops asking", async () => {
    const controller = new AbortController();
    const window = { fromMs: epochMs(now - 5 * HOUR_MS), toMs: epochMs(now - 2) };
    const asked = getTraceSummaries(scopeIn(controller.signal), {
      ...all,
      window,
      onPart: () => controller.abort(),
    });
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });
});
