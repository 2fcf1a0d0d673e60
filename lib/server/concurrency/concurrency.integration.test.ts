import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/concurrency/route";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { type ConcurrencyView, concurrencyViewSchema } from "@/lib/model/views/concurrency";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { truth } from "@/lib/sandbox/world/truth";
import type { FunctionDef, World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/concurrency` answers, against the records of the world that the metrics are made of. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const hour = { fromMs: now - HOUR_MS, toMs: now };
let sandbox: Sandbox;
let world: World;
let view: ConcurrencyView;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 2, rps: 4, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
  view = await read({});
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function read(search: Record<string, string>): Promise<ConcurrencyView> {
  const window = { from: String(hour.fromMs), to: String(hour.toMs), ...search };
  const answer = await GET(new Request(`http://localhost/api/concurrency?${new URLSearchParams(window)}`));
  expect(answer.status).toBe(200);
  return concurrencyViewSchema.parse(await answer.json());
}

function deny(service: string, operation: string): Promise<void> {
  return injectFaults(sandbox.url, [{ service, operation, rate: 1, fault: "access-denied" }]);
}

function defOf(name: string): FunctionDef {
  const def = world.functions.find((one) => one.name === name);
  if (!def) throw new Error(`no function ${name}`);
  return def;
}

function rowOf(name: string) {
  return view.concurrency?.functions.find((row) => row.name === name);
}

/** Executions, init included, of every minute of the hour, counted from the invocation records one by one. */
function peakByMinute(
  defs: readonly FunctionDef[],
  wanted: (index: number) => boolean = () => true,
): number[] {
  const runs = defs.flatMap((def) =>
    Array.from(world.invocationsOf(def.index, hour.fromMs - def.timeoutMs, hour.toMs + 15_000))
      .filter(wanted)
      .map((index) => {
        const { arrivalMs, startMs, durationMs } = world.invocation(index);
        return { fromMs: arrivalMs, toMs: startMs + durationMs };
      }),
  );
  return Array.from({ length: 60 }, (_, minute) => {
    const start = hour.fromMs + minute * MINUTE_MS;
    const instants = runs.map(({ fromMs }) => fromMs).filter((at) => at >= start && at < start + MINUTE_MS);
    return [start, ...instants].reduce((most, at) => {
      const busy = runs.filter(({ fromMs, toMs }) => fromMs <= at && toMs > at).length;
      return Math.max(most, busy);
    }, 0);
  });
}

describe("/api/concurrency", () => {
  it("has the peak of every function as the truth has it, and knows whose limit is whose", () => {
    expect(view.meta.incomplete).toEqual([]);
    const expected = truth(world, hour.fromMs, hour.toMs).functions;
    for (const def of world.functions) {
      const row = rowOf(def.name);
      expect(row?.peak ?? null, def.name).toBe(expected[def.name]?.concurrentExecutionsMax || null);
      if (!row) continue;
      expect(row.throttles, def.name).toBe(expected[def.name]?.throttles);
      expect(row.limitKind, def.name).toBe(def.reservedConcurrency === null ? "shared" : "reserved");
      const pool = world.account.concurrencyLimit - (defOf("catalog-search").reservedConcurrency ?? 0);
      expect(row.limit, def.name).toBe(def.reservedConcurrency ?? pool);
    }
  });

  it("explains throttled calls by the incident: reserved concurrency, in its very minutes", () => {
    const throttled = view.concurrency?.functions.filter(({ throttles }) => (throttles ?? 0) > 0) ?? [];
    expect(throttled.map(({ name }) => name)).toEqual(["catalog-search"]);
    const reserved = defOf("catalog-search").reservedConcurrency;
    const peaks = peakByMinute([defOf("catalog-search")]);
    const [row] = throttled;
    expect(row?.throttled).toHaveLength(1);
    expect(row?.throttled[0]).toMatchObject({
      cause: "function-limit",
      fromMs: now - 35 * MINUTE_MS,
      toMs: now - 25 * MINUTE_MS,
      periodMs: MINUTE_MS,
      throttles: row?.throttles,
      concurrencyPeak: reserved,
      limit: reserved,
    });
    expect(row?.throttled[0]?.periods).toBe(
      peaks.filter((peak, minute) => minute >= 25 && minute < 35 && peak === reserved).length,
    );
    expect(view.concurrency?.functions[0]?.name).toBe("catalog-search");
    expect(row?.forecast?.state).toBe("throttled");
    expect(view.concurrency?.answer.sentence).toContain(
      "from 11:25 UTC to 11:35 UTC: it reached the 5 concurrent executions reserved for it",
    );
  });

  it("draws the nearest function minute by minute as the records have it, the throttled minutes marked", () => {
    const chart = view.concurrency?.charts.find(({ key }) => key === "nearest-concurrency");
    const peaks = peakByMinute([defOf("catalog-search")]);
    const drawn = chart?.series.find(({ key }) => key === "concurrency")?.values ?? [];
    // A minute in which nothing began has no datapoint, and the newest are not settled.
    expect(drawn.map((value, i) => value ?? peaks[i])).toEqual(peaks);
    const marked = chart?.series.find(({ key }) => key === "throttled")?.values ?? [];
    expect(marked.flatMap((value, i) => (value === null ? [] : [i]))).toEqual([
      25, 26, 27, 28, 29, 30, 31, 32, 33, 34,
    ]);
    expect(chart?.limits).toEqual([{ label: "Reserved", value: 5 }]);
  });

  it("counts the use of provisioned concurrency as the records have it", () => {
    const def = defOf("pricing-engine");
    const count = def.provisionedConcurrency?.count ?? 0;
    const isOn = (index: number) =>
      world.environment(world.invocation(index).environmentIndex).start === "provisioned";
    const busiest = Math.max(...peakByMinute([def], isOn));
    const row = rowOf("pricing-engine");
    expect(row?.provisioned).toEqual([
      {
        qualifier: "live",
        requested: count,
        available: count,
        status: "READY",
        utilizationPeak: busiest / count,
        utilizationPeakAtMs: expect.any(Number),
      },
    ]);
    const ran = Array.from(world.invocationsOf(def.index, hour.fromMs, hour.toMs)).filter((index) => {
      const { startMs } = world.invocation(index);
      return startMs >= hour.fromMs && startMs < hour.toMs;
    });
    expect(row?.provisionedInvocations).toBe(ran.filter(isOn).length);
    expect(row?.spillover).toBe(ran.filter((index) => !isOn(index)).length);
  });

  it("holds the longest run of every function against its timeout", () => {
    for (const def of world.functions) {
      const durations = Array.from(world.invocationsOf(def.index, hour.fromMs, hour.toMs))
        .map((index) => world.invocation(index))
        .filter(({ startMs }) => startMs >= hour.fromMs && startMs < hour.toMs)
        .map(({ durationMs }) => durationMs);
      const row = view.limits?.rows.find(({ kind, name }) => kind === "duration" && name === def.name);
      expect(row?.used ?? null, def.name).toBe(durations.length === 0 ? null : Math.max(...durations));
      if (row) expect(row).toMatchObject({ limit: def.timeoutMs, unit: "ms" });
    }
    expect(view.limits?.rows.filter(({ kind }) => kind === "api-rate").map(({ name }) => name)).toContain(
      "partner-api",
    );
    expect(view.limits?.unknown.map(({ what }) => what).join()).toContain("Memory of");
  });

  it("answers for one function, with the account beside it", async () => {
    const one = await read({ fn: "catalog-search" });
    expect(one.concurrency?.functions.map(({ name }) => name)).toEqual(["catalog-search"]);
    expect(one.concurrency?.functions[0]).toEqual(rowOf("catalog-search"));
    expect(one.concurrency?.account.peak).toBe(view.concurrency?.account.peak);
    expect(new Set(one.limits?.rows.map(({ name }) => name))).toEqual(new Set(["catalog-search"]));
  });

  it("tells what is denied and guesses nothing in its place", async () => {
    await deny("lambda", "GetFunctionConcurrency");
    // Another region, so that nothing of what was read before is met in the cache.
    const blind = await read({ region: "eu-west-1" });
    expect(blind.meta.incomplete.map(({ action }) => action).join()).toContain(
      "lambda:GetFunctionConcurrency",
    );
    const row = blind.concurrency?.functions.find(({ name }) => name === "catalog-search");
    expect(row).toMatchObject({ limitKind: "unknown", limit: null, share: null, forecast: null });
    expect(row?.throttled[0]).toMatchObject({ cause: "unknown", limit: null });
    expect(blind.concurrency?.functions.every(({ health }) => health !== "ok")).toBe(true);
  });

  it("has neither part when metrics are denied, and says so for both", async () => {
    await deny("cloudwatch", "GetMetricData");
    const blind = await read({ region: "eu-west-1", from: String(hour.fromMs + MINUTE_MS) });
    expect(blind).toMatchObject({ concurrency: null, limits: null });
    expect(blind.meta.incomplete.map(({ what }) => what)).toEqual(["concurrency", "limits"]);
  });
});
