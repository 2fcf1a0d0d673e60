import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cold-starts/route";
import { percentile } from "@/lib/base/statistics";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { type ColdFunction, coldStartsSchema } from "@/lib/model/views/cold-starts";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { FunctionDef, World } from "@/lib/sandbox/world/types";
import { stubAws } from "@/lib/testing/stub-aws";

/** What provisioned concurrency would do, against a recomputation from the records of the world. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const MONTH_SECONDS = 730 * 3600;
/** us-east-1, arm64, US dollars a GB-second. */
const PRICES = { kept: 0.0000033334, runningKept: 0.0000077778, onDemand: 0.0000133334 };

let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 0.1, rps: 300, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

interface Work {
  readonly beginMs: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly environment: number;
  readonly cold: boolean;
  readonly durationMs: number;
  readonly billedMs: number;
}

function workOf(def: FunctionDef, fromMs: number, toMs: number): Work[] {
  return Array.from(world.invocationsOf(def.index, fromMs, toMs), (index) => {
    const { startMs, durationMs, billedDurationMs, cold, environmentIndex } = world.invocation(index);
    return {
      beginMs: cold ? world.environment(environmentIndex).initStartMs : startMs,
      startMs,
      endMs: startMs + durationMs,
      environment: environmentIndex,
      cold,
      durationMs,
      billedMs: billedDurationMs,
    };
  });
}

/**
 * Of each piece of work how many environments were at work when it began, its own included. In whole milliseconds, as
 * lines have them: one that ended in the very millisecond counts.
 */
function needsOf(work: readonly Work[], of: readonly Work[]): number[] {
  return of.map((one) => {
    const at = Math.floor(one.beginMs);
    const others = work.filter(
      (other) =>
        other.environment !== one.environment &&
        Math.floor(other.beginMs) <= at &&
        at <= Math.floor(other.endMs),
    );
    return 1 + new Set(others.map(({ environment }) => environment)).size;
  });
}

/** Busy enough that the environments kept ready did not always do. */
const LENGTH_MS = 5 * MINUTE_MS;
const fromMs = now - LENGTH_MS - MINUTE_MS;

async function adviceFor(def: FunctionDef): Promise<ColdFunction | undefined> {
  const search = { from: String(fromMs), to: String(fromMs + LENGTH_MS), by: "lines", fn: def.name };
  const answer = await GET(new Request(`http://localhost/api/cold-starts?${new URLSearchParams(search)}`));
  return coldStartsSchema.parse(await answer.json()).functions[0];
}

describe("provisioned concurrency", () => {
  it("is what the records of the provisioned function say", async () => {
    const def = world.functions.find(({ provisionedConcurrency }) => provisionedConcurrency !== null);
    expect(def).toBeDefined();
    if (def === undefined) return;
    const kept = def.provisionedConcurrency?.count ?? 0;
    const around = workOf(def, fromMs - 15 * MINUTE_MS, now);
    const inside = around.filter(({ startMs }) => startMs >= fromMs && startMs < fromMs + LENGTH_MS);
    const needs = needsOf(around, inside);
    const coldNeeds = needs.filter((_, i) => inside[i]?.cold === true).sort((a, b) => a - b);
    expect(coldNeeds.length).toBeGreaterThan(2);

    const found = await adviceFor(def);
    expect(found?.provisionedNow).toBe(kept);
    const steps = found?.explained?.provisioned ?? [];
    expect(steps.at(-1)).toMatchObject({ removed: coldNeeds.length, removedShare: 1 });

    const concurrency = coldNeeds[Math.ceil(coldNeeds.length * 0.9) - 1] ?? 0;
    const step = steps.find(({ removedShare }) => removedShare >= 0.9);
    expect(step?.concurrency).toBe(concurrency);
    const advice = found?.advice?.find(({ kind }) => kind === "provisioned");
    const removed = coldNeeds.filter((need) => need <= concurrency).length;
    expect(advice).toMatchObject({
      removes: { count: removed, share: removed / coldNeeds.length },
      monthlyUsd: step?.netMonthlyUsd,
    });
    const gb = def.memoryMb / 1024;
    expect(step?.monthlyUsd).toBeCloseTo(concurrency * gb * MONTH_SECONDS * PRICES.kept, 6);

    const running = (size: number) =>
      ((730 * (60 * MINUTE_MS)) / LENGTH_MS) *
      inside.reduce((sum, one, i) => {
        const own = (needs[i] ?? 0) <= size;
        const ms = own ? Math.ceil(one.durationMs) : one.billedMs;
        return sum + (ms / 1000) * gb * (own ? PRICES.runningKept : PRICES.onDemand);
      }, 0);
    const monthly = (size: number) => size * gb * MONTH_SECONDS * PRICES.kept + running(size);
    // Lines have whole milliseconds, so that now and then one begins with another that ends.
    const close = (value: number | null | undefined, expected: number) =>
      expect(Math.abs((value ?? 0) / expected - 1)).toBeLessThan(0.002);
    close(step?.monthlyNowUsd, monthly(kept));
    close(step?.monthlyThenUsd, monthly(concurrency));
    close(step?.netMonthlyUsd, monthly(concurrency) - monthly(kept));
    close(step?.onDemandSavedUsd, running(0) - running(concurrency));
  });
});

describe("init parts", () => {
  const sampledCold = (def: FunctionDef) =>
    Array.from(world.invocationsOf(def.index, fromMs, fromMs + LENGTH_MS), (index) =>
      world.invocation(index),
    ).filter(
      ({ cold, sampled, trigger, startMs, durationMs }) =>
        cold && sampled && trigger === "api" && startMs + durationMs < fromMs + LENGTH_MS,
    );

  it("are what the traces of sampled cold starts say", async () => {
    const [def] = world.functions
      .filter(({ traced }) => traced)
      .toSorted((a, b) => sampledCold(b).length - sampledCold(a).length);
    expect(def).toBeDefined();
    if (def === undefined) return;
    const cold = sampledCold(def).slice(-20);
    expect(cold.length).toBeGreaterThan(0);
    const median = (values: readonly number[]) => percentile(values, 50) ?? 0;
    const environments = cold.map(({ environmentIndex }) => world.environment(environmentIndex));
    const found = (await adviceFor(def))?.initParts;
    expect(found?.traces).toBe(cold.length);
    expect(found?.sampled).toBeGreaterThanOrEqual(cold.length);
    expect(found?.ownP50Ms).toBeCloseTo(median(environments.map(({ initMs }) => initMs)), 0);
    const placements = environments.map(({ initStartMs }, i) => initStartMs - (cold[i]?.arrivalMs ?? 0));
    expect(found?.placementP50Ms).toBeCloseTo(median(placements), 0);
  });
});
