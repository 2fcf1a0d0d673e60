import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cost/waste/route";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import {
  type CostWaste,
  type CostWasteAnswer,
  costWasteAnswerSchema,
  type WasteKind,
} from "@/lib/model/views/cost-waste";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { prices } from "@/lib/sandbox/world/truth-prices";
import type { FunctionDef, InvocationRecord, World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/cost/waste` finds, against the records of the world that wrote the logs, at the sandbox's own prices. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
/** Holds the slow third party, which costs timeouts, and the throttled table, which costs retries. */
const [fromMs, toMs] = [now - 3 * HOUR_MS, now - 70 * MINUTE_MS];
const MONTH = (730 * HOUR_MS) / (toMs - fromMs);
let sandbox: Sandbox;
let world: World;
let found: CostWaste;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 13, rps: 1, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
  const { meta, waste } = await ask({ consent: "true" });
  expect(meta.incomplete).toEqual([]);
  if (waste === null) throw new Error("no waste");
  found = waste;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

async function ask(search: Record<string, string>): Promise<CostWasteAnswer> {
  const all = new URLSearchParams({ from: String(fromMs), to: String(toMs), ...search });
  const answer = await GET(new Request(`http://localhost/api/cost/waste?${all}`));
  expect(answer.status).toBe(200);
  return costWasteAnswerSchema.parse(await answer.json());
}

const list = prices["us-east-1"];
if (list === undefined) throw new Error("no prices");
const { lambdaX86GbSecond, lambdaArmGbSecond, lambdaPerMillionRequests, ephemeralGbSecond } = list;
const { provisionedX86GbSecond, provisionedArmGbSecond } = list;

/** An execution counts where its REPORT is. */
function ended(def: FunctionDef): readonly InvocationRecord[] {
  const list = world.invocationsOf(def.index, fromMs - HOUR_MS, toMs);
  return Array.from(list, (index) => world.invocation(index)).filter(({ startMs, durationMs }) => {
    const endMs = Math.floor(startMs + durationMs);
    return endMs >= fromMs && endMs < toMs;
  });
}

/** Dollars of so many milliseconds of a function on demand. */
function executionUsd(def: FunctionDef, ms: number): number {
  const perGbSecond = (def.architecture === "arm64" ? lambdaArmGbSecond : lambdaX86GbSecond).usd;
  const extraGb = Math.max(0, def.ephemeralStorageMb - 512) / 1024;
  return (ms / 1000) * ((def.memoryMb / 1024) * perGbSecond + extraGb * ephemeralGbSecond.usd);
}

/** Dollars in the window by function, of functions whose executions are all on demand. */
function windowUsd(kind: WasteKind): Readonly<Record<string, number>> {
  const findings = found.kinds.find((one) => one.kind === kind)?.findings ?? [];
  return Object.fromEntries(
    findings.flatMap(({ subject, window, certainty }) => {
      expect(certainty === "exact").toBe(window?.lowUsd === window?.highUsd);
      return certainty === "exact" ? [[subject.name, window?.lowUsd ?? 0]] : [];
    }),
  );
}

function expectUsd(
  kind: WasteKind,
  usdOf: (def: FunctionDef, records: readonly InvocationRecord[]) => number,
) {
  const expected = world.functions.flatMap((def) => {
    if (def.provisionedConcurrency !== null) return [];
    const usd = usdOf(def, ended(def));
    return usd > 0 ? [[def.name, usd] as const] : [];
  });
  const told = windowUsd(kind);
  expect(Object.keys(told).sort()).toEqual(expected.map(([name]) => name).sort());
  for (const [name, usd] of expected) expect(told[name], name).toBeCloseTo(usd, 9);
  return expected.length;
}

const hidden = (def: FunctionDef) => def.logFormat === "JSON" && def.systemLogLevel === "WARN";
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("/api/cost/waste", () => {
  it("finds every timeout and what it was billed", () => {
    const compared = expectUsd("timeouts", (def, records) =>
      executionUsd(
        def,
        sum(
          records.flatMap(({ outcome, durationMs }) => (outcome === "timeout" ? Math.ceil(durationMs) : [])),
        ),
      ),
    );
    expect(compared).toBeGreaterThan(0);
    const [dearest] = found.kinds.find(({ kind }) => kind === "timeouts")?.findings ?? [];
    expect(dearest).toMatchObject({
      subject: { name: "shipping-quotes" },
      evidence: [{ path: "/logs?src=fn%3Ashipping-quotes&status=timeout" }],
    });
    expect(dearest?.monthly.lowUsd).toBeCloseTo((dearest?.window?.lowUsd ?? 0) * MONTH, 9);
  });

  it("finds every further attempt of an event", () => {
    const compared = expectUsd("retries", (def, records) => {
      if (hidden(def)) return 0;
      const retries = records.filter(({ attempt }) => attempt > 1);
      const requestsUsd = (retries.length / 1e6) * lambdaPerMillionRequests.usd;
      return executionUsd(def, sum(retries.map(({ billedDurationMs }) => billedDurationMs))) + requestsUsd;
    });
    expect(compared).toBeGreaterThan(1);
    const links = found.kinds
      .find(({ kind }) => kind === "retries")
      ?.findings.flatMap(({ evidence }) => evidence);
    for (const { path } of links ?? []) {
      const [, id = "", at] = /^\/requests\/([^?]+)\?at=(\d+)$/.exec(path) ?? [];
      const index = world.findInvocationByRequestId(id) ?? -1;
      expect(world.attemptsOf(world.invocation(index).firstAttempt).length).toBeGreaterThan(1);
      expect(Number(at)).toBeGreaterThanOrEqual(fromMs);
    }
  });

  it("finds the billed init of every cold start", () => {
    const compared = expectUsd("cold-start-init", (def, records) =>
      hidden(def)
        ? 0
        : executionUsd(
            def,
            sum(records.map(({ billedDurationMs, durationMs }) => billedDurationMs - Math.ceil(durationMs))),
          ),
    );
    expect(compared).toBeGreaterThan(3);
  });

  it("finds memory that no execution used, and says of whom it cannot know", () => {
    const memory = found.kinds.find(({ kind }) => kind === "unused-memory");
    for (const def of world.functions) {
      const records = ended(def);
      const finding = memory?.findings.find(({ subject }) => subject.name === def.name);
      if (records.length === 0 || hidden(def)) {
        expect(finding, def.name).toBeUndefined();
        continue;
      }
      const usedMb = Math.max(...records.map(({ maxMemoryUsedMb }) => maxMemoryUsedMb));
      const enoughMb = Math.max(128, Math.ceil((usedMb * 1.2) / 64) * 64);
      if (enoughMb >= def.memoryMb) {
        expect(finding, def.name).toBeUndefined();
        continue;
      }
      expect(finding?.why, def.name).toContain(`more than ${usedMb.toLocaleString("en")} MB`);
      if (def.provisionedConcurrency !== null) continue;
      const billedMs = sum(records.map(({ billedDurationMs }) => billedDurationMs));
      const usd = executionUsd({ ...def, ephemeralStorageMb: 512 }, billedMs) * (1 - enoughMb / def.memoryMb);
      expect(finding?.window?.highUsd, def.name).toBeCloseTo(usd, 9);
      expect(finding?.window?.lowUsd).toBeLessThanOrEqual(usd);
    }
    expect(memory?.unknown.map(({ name }) => name)).toEqual(
      world.functions.filter(hidden).map(({ name }) => name),
    );
  });

  it("finds idle provisioned concurrency from metrics alone", async () => {
    const { waste, meta } = await ask({});
    const idle = waste?.kinds.find(({ kind }) => kind === "idle-provisioned");
    const configured = world.functions.filter(
      ({ provisionedConcurrency }) => provisionedConcurrency !== null,
    );
    expect(idle?.findings.map(({ subject }) => subject.name)).toEqual(configured.map(({ name }) => name));
    for (const def of configured) {
      const count = def.provisionedConcurrency?.count ?? 0;
      const price = def.architecture === "arm64" ? provisionedArmGbSecond : provisionedX86GbSecond;
      const list = Array.from(world.invocationsOf(def.index, fromMs, toMs), (index) =>
        world.invocation(index),
      );
      const busyMs = sum(
        list.map(({ environmentIndex, durationMs }) =>
          world.environment(environmentIndex).start === "provisioned" ? durationMs : 0,
        ),
      );
      const idleUsd = (ms: number) => ((def.memoryMb / 1024) * ms * price.usd) / 1000;
      const finding = idle?.findings.find(({ subject }) => subject.name === def.name);
      expect(finding?.window?.highUsd, def.name).toBeCloseTo(idleUsd(count * (toMs - fromMs) - busyMs), 6);
      expect(finding?.window?.lowUsd).toBeLessThan(finding?.window?.highUsd ?? 0);
      expect((finding?.window?.lowUsd ?? 0) % idleUsd(toMs - fromMs)).toBeCloseTo(0, 9);
    }
    // Nothing was scanned, and what was not looked for is not said to be nothing.
    expect(waste?.logs).toMatchObject({ state: "needs-consent", bytesScanned: null });
    const untold = waste?.kinds.filter(({ state }) => state === "not-asked") ?? [];
    expect(untold.map(({ kind, monthly }) => [kind, monthly])).toEqual(
      (["unused-memory", "timeouts", "retries", "debug-logging", "cold-start-init"] as const).map((kind) => [
        kind,
        null,
      ]),
    );
    expect(meta.costUsd).toBeLessThan(0.001);
    expect(waste?.total?.highUsd).toBeLessThan(found.total?.highUsd ?? 0);
  });

  it("finds the log groups that never expire, and counts what it scanned", async () => {
    const { findings = [], state } = found.kinds.find(({ kind }) => kind === "never-expiring") ?? {};
    expect(state).toBe("found");
    expect(findings.every(({ window }) => window === null)).toBe(true);
    expect(found.logs.state).toBe("complete");
    expect(found.logs.bytesScanned).toBeGreaterThan(0);
    expect(found.total?.lowUsd).toBeLessThan(found.total?.highUsd ?? 0);
  });

  it("looks at the named functions alone, and refuses a bad name", async () => {
    const { waste } = await ask({ fn: "shipping-quotes", consent: "true" });
    const subjects =
      waste?.kinds.flatMap(({ findings }) => findings.map(({ subject }) => subject.name)) ?? [];
    expect([...new Set(subjects)].filter((name) => !name.includes("shipping-quotes"))).toEqual([]);
    expect(waste?.kinds.find(({ kind }) => kind === "idle-provisioned")?.state).toBe("none");
    const refused = await GET(new Request("http://localhost/api/cost/waste?fn=a%20b"));
    expect(refused.status).toBe(400);
  });

  it("says of what AWS refuses that it cannot be known, never that it is nothing", async () => {
    await refuse(["StartQuery", "GetMetricData"]);
    const { waste, meta } = await ask({
      consent: "true",
      region: "us-east-1",
      fn: "shipping-quotes,pricing-engine",
    });
    await refuse([]);
    expect(meta.incomplete.map(({ reason }) => reason.split(":").slice(0, 2).join(":"))).toEqual(
      expect.arrayContaining(["logs:StartQuery", "cloudwatch:GetMetricData"]),
    );
    expect(waste?.logs.state).toBe("unavailable");
    for (const { kind, state, monthly, reason } of waste?.kinds ?? []) {
      if (kind === "never-expiring") continue;
      if (kind === "idle-provisioned") continue;
      expect([kind, state, monthly]).toEqual([kind, "unknown", null]);
      expect(reason).not.toBe("");
    }
    const idle = waste?.kinds.find(({ kind }) => kind === "idle-provisioned");
    expect(idle?.unknown).toEqual([
      { name: "pricing-engine", reason: expect.stringContaining("CloudWatch") },
    ]);
  });
});

function refuse(operations: readonly string[]): Promise<void> {
  const rules = operations.map((operation) => ({ operation, rate: 1, fault: "access-denied" }));
  return injectFaults(sandbox.url, rules);
}
