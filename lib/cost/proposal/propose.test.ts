import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { billOf } from "@/lib/cost/bill";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { nothingKnown, type ProposalFacts } from "@/lib/cost/proposal/facts";
import { propose } from "@/lib/cost/proposal/propose";
import { type FunctionUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";
import type { ProposedChange } from "@/lib/model/cost-proposal";
import type { LambdaFunction } from "@/lib/model/lambda";

const list = priceListOf("us-east-1");
const MONTHS = (730 * 3_600_000) / DAY_MS;

function executions(functionName: string, changes: Partial<FunctionUsage> = {}): FunctionUsage {
  return {
    ...{ ...noOwner, functionName, kind: "function", architecture: "x86_64", memoryMb: 1024 },
    ...{ ephemeralStorageMb: 512, requests: 10_000, billedMs: 1_000_000, initMs: 10_000 },
    ...{ whileProvisionedMs: 0, logBytes: 1e6, streamedBytes: 0 },
    ...changes,
  };
}

const stage = (api: string, apiKind: "REST" | "HTTP"): UsageRecord => {
  return { ...noOwner, api, kind: "gateway", apiKind, requests: 1e6 };
};

function configuration(name: string, changes: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    ...{ name, arn: name, description: null, runtime: "nodejs22.x", handler: null, version: "$LATEST" },
    ...{ architecture: "x86_64", memoryMb: 1024, timeoutMs: 30_000, ephemeralStorageMb: 512 },
    ...{ codeSizeBytes: null, packageType: "Zip", vpc: false, lastModifiedMs: null, logGroup: name },
    ...{ logFormat: "Text", systemLogLevel: null, applicationLogLevel: null, tracing: null },
    ...{ snapStart: false, deadLetterArn: null },
    ...changes,
  };
}

const facts = (...functions: readonly LambdaFunction[]): ProposalFacts => ({
  ...nothingKnown,
  functions: new Map(functions.map((one) => [one.name, one])),
});

function proposed(
  usage: readonly UsageRecord[],
  changes: readonly ProposedChange[],
  known: ProposalFacts = nothingKnown,
) {
  const range = { low: usage, high: usage };
  return propose(changes, { usage: range, windowMs: DAY_MS, facts: known, list }, false);
}

const arm = (...subjects: string[]): ProposedChange => ({ kind: "arm64", subjects });

describe("propose", () => {
  it("tells what moving to arm64 saves a month", () => {
    const usage = [executions("pay"), executions("list"), stage("shop/live", "REST")];
    const { together, each } = proposed(usage, [arm("pay")]);
    const saved = 1010 * MONTHS * (0.0000166667 - 0.0000133334);
    expect(together.total.delta.least).toBeCloseTo(-saved, 9);
    expect(together.total.delta.most).toBeCloseTo(-saved, 9);
    expect(together.parts.map(({ key }) => key)).toEqual(["pay"]);
    expect(together.lines[0]).toMatchObject({ line: "lambda-duration-x86" });
    expect(each[0]).toMatchObject({ concerns: ["pay"], refused: [] });
    expect(each[0]?.notes[0]).toMatch(/less than 25 % longer/);
  });

  it("refuses what cannot be, and says why", () => {
    const usage = [
      executions("old"),
      executions("there", { architecture: "arm64" }),
      executions("us-east-1.edge"),
      executions("new"),
    ];
    const known = facts(
      configuration("old", { runtime: "go1.x" }),
      configuration("there"),
      configuration("us-east-1.edge"),
      configuration("new"),
      configuration("idle"),
    );
    const { each } = proposed(usage, [arm(), arm("idle", "nobody")], known);
    expect(each[0]?.concerns).toEqual(["new"]);
    expect(each[0]?.refused).toEqual([
      { subject: "old", reason: "Its runtime go1.x has no arm64: update the runtime first." },
      { subject: "there", reason: "It runs on arm64 already." },
      { subject: "us-east-1.edge", reason: "Lambda@Edge has no arm64." },
    ]);
    expect(each[1]?.concerns).toEqual([]);
    expect(each[1]?.refused.map(({ reason }) => reason)).toEqual([
      "It did not run in the window: nothing is known of what it would cost.",
      "There is no function of that name.",
    ]);
  });

  it("asks of SnapStart what Lambda asks", () => {
    const names = ["java", "node", "image", "full", "on", "warm"];
    const usage: UsageRecord[] = names.map((name) => executions(name));
    usage.push({
      ...{ ...noOwner, functionName: "warm", kind: "provisioned", architecture: "x86_64" },
      ...{ memoryMb: 1024, concurrency: 1, lengthMs: DAY_MS },
    });
    const java = { runtime: "java21" };
    const known = facts(
      configuration("java", java),
      configuration("node"),
      configuration("image", { runtime: null, packageType: "Image" }),
      configuration("full", { ...java, ephemeralStorageMb: 1024 }),
      configuration("on", { ...java, snapStart: true }),
      configuration("warm", java),
    );
    const { each, together } = proposed(usage, [{ kind: "snap-start", subjects: [] }], known);
    expect(each[0]?.concerns).toEqual(["java"]);
    expect(each[0]?.refused).toHaveLength(5);
    // Of Java it is free, and the init becomes a restore that is between nothing and as long.
    expect(together.total.delta.least).toBeCloseTo(-10 * MONTHS * 0.0000166667, 9);
    expect(together.total.delta.most).toBeCloseTo(0, 12);
  });

  it("moves REST stages to HTTP APIs, unless they use what only REST APIs have", () => {
    const usage = [stage("shop/live", "REST"), stage("open/v1", "REST"), stage("fast/$default", "HTTP")];
    const known: ProposalFacts = {
      ...nothingKnown,
      stages: new Map([
        ["shop/live", { cacheSizeGb: 0.5, tracing: true, canary: false, executionLog: true }],
        ["open/v1", { cacheSizeGb: null, tracing: true, canary: false, executionLog: false }],
      ]),
    };
    const { each, together } = proposed(usage, [{ kind: "http-api", subjects: [] }], known);
    expect(each[0]).toMatchObject({
      concerns: ["open/v1"],
      notes: ["open/v1 would lose X-Ray tracing: HTTP APIs have none."],
      refused: [
        { subject: "shop/live", reason: "The stage has a cache of 0.5 GB; HTTP APIs have none." },
        { subject: "fast/$default", reason: "It is an HTTP API already." },
      ],
    });
    expect(together.total.delta.least).toBeCloseTo(-2.5 * MONTHS, 6);
    const named = proposed(usage, [{ kind: "http-api", subjects: ["open", "nothing"] }], known).each[0];
    expect(named).toMatchObject({ concerns: ["open/v1"], refused: [{ subject: "nothing" }] });
  });

  it("takes the duration at a memory size that another version has", () => {
    const usage = [
      executions("pay", { version: "1" }),
      executions("pay", { version: "2", memoryMb: 512, billedMs: 1_500_000 }),
    ];
    const { together, each, assumptions } = proposed(usage, [
      { kind: "memory", memoryMb: 512, subjects: ["pay"] },
    ]);
    const quarter = ((1_000_000 + 10_000) / 1000 / 4) * MONTHS * 0.0000166667;
    expect(together.total.delta.least).toBeCloseTo(-quarter, 9);
    expect(together.total.delta.most).toBeCloseTo(-quarter, 9);
    expect(each[0]?.notes[0]).toContain("150 ms at 512 MB");
    expect(assumptions).toEqual([]);
  });

  it("chooses the hours of a schedule only where every hour of the day was seen", () => {
    const usage = [executions("pay")];
    const change: ProposedChange = {
      ...{ kind: "provisioned", concurrency: 2, hoursPerDay: 6, subjects: ["pay"] },
    };
    const hours = (count: number): ProposalFacts => {
      const bins = Array.from({ length: count }, (_, hour) => ({
        startMs: hour * HOUR_MS,
        busyMs: hour >= 3 && hour < 9 ? 1000 : 0,
      }));
      return { ...nothingKnown, measured: new Map([["pay", { load: { binMs: HOUR_MS, bins } }]]) };
    };
    const seen = proposed(usage, [change], hours(24)).each[0];
    expect(seen?.notes[0]).toMatch(/from 03:00 to 09:00 UTC would take 100 %/);
    const partly = proposed(usage, [change], hours(12)).each[0];
    expect(partly?.notes[0]).toMatch(/for 6 hours a day would take 25 %/);
    expect(partly?.assumptions[0]).toMatch(/does not show every hour/);
  });

  it("does not take a few executions for a measurement", () => {
    const few = { version: "2", memoryMb: 512, billedMs: 9000, requests: 90 };
    const usage = [executions("pay", { version: "1" }), executions("pay", few)];
    const { assumptions } = proposed(usage, [{ kind: "memory", memoryMb: 512, subjects: ["pay"] }]);
    expect(assumptions[0]).toMatch(/not measured/);
  });

  it("discounts compute by a Savings Plan, once", () => {
    const usage = [executions("pay"), stage("shop/live", "REST")];
    const plan: ProposedChange = {
      ...{ kind: "savings-plan", payment: "no-upfront", committedShare: 0.5, subjects: [] },
    };
    const { together, each } = proposed(usage, [arm(), plan, plan]);
    const armUsd = 1010 * MONTHS * 0.0000133334;
    const line = together.lines.find((one) => one.line === "savings-plan");
    expect(line?.delta.least).toBeCloseTo(-armUsd * 0.5 * 0.12, 9);
    expect(each[1]?.refused).toEqual([]);
    expect(each[2]?.refused[0]?.reason).toMatch(/already/);
    expect(each[2]?.alone.delta).toEqual({ least: 0, most: 0 });
  });

  it("scales traffic of all or of some", () => {
    const usage = [executions("pay"), executions("list"), stage("shop/live", "REST")];
    const nowUsd = billOf(usage, list).totalUsd * MONTHS;
    const all = proposed(usage, [{ kind: "traffic", factor: 3, subjects: [] }]);
    expect(all.together.total.delta.least).toBeCloseTo(2 * nowUsd, 6);
    const some = proposed(usage, [{ kind: "traffic", factor: 3, subjects: ["pay", "shop", "gone"] }]);
    expect(some.together.parts.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      "api shop/live",
      "function pay",
    ]);
    expect(some.each[0]?.refused).toMatchObject([{ subject: "gone" }]);
  });

  it("keeps what the window does not know out of the difference", () => {
    const usage = {
      low: [executions("pay", { initMs: 0 })],
      high: [executions("pay", { initMs: 1_000_000 })],
    };
    const observed = { usage, windowMs: DAY_MS, facts: nothingKnown, list };
    const { together } = propose([arm("pay")], observed, false);
    const { now, delta } = together.total;
    const perGbSecond = 0.0000166667 - 0.0000133334;
    expect(delta.least).toBeCloseTo(-2000 * MONTHS * perGbSecond, 9);
    expect(delta.most).toBeCloseTo(-1000 * MONTHS * perGbSecond, 9);
    expect(delta.most - delta.least).toBeLessThan(now.most - now.least);
  });

  it("says so when nothing ran", () => {
    const { each, together } = proposed([], [arm()]);
    expect(each[0]?.refused).toEqual([{ subject: null, reason: "No function ran in the window." }]);
    expect(together.total.now).toEqual({ least: 0, most: 0 });
  });

  it("has ends in order, parts that add up, and the alone of a single change equal to the whole", () => {
    const kinds = fc.oneof(
      fc.constant(arm()),
      fc.record({
        kind: fc.constant("memory" as const),
        memoryMb: fc.integer({ min: 128, max: 10_240 }),
        subjects: fc.constantFrom(["pay"], []),
      }),
      fc.record({
        kind: fc.constant("provisioned" as const),
        concurrency: fc.integer({ min: 0, max: 50 }),
        hoursPerDay: fc.integer({ min: 1, max: 24 }),
        subjects: fc.constant(["list"]),
      }),
      fc.record({
        kind: fc.constant("timeout" as const),
        timeoutMs: fc.integer({ min: 1, max: 900 }).map((seconds) => seconds * 1000),
        subjects: fc.constant([]),
      }),
      fc.record({
        kind: fc.constant("traffic" as const),
        factor: fc.double({ min: 0, max: 9, noNaN: true }),
        subjects: fc.constantFrom(["pay"], []),
      }),
    );
    const usage = [executions("pay"), executions("list", { memoryMb: 256 }), stage("shop/live", "REST")];
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 4 }), (changes) => {
        const { together, each } = proposed(usage, changes);
        const { now, after, delta } = together.total;
        for (const { least, most } of [now, after, delta]) expect(least).toBeLessThanOrEqual(most + 1e-9);
        expect(delta.least).toBeCloseTo(after.least - now.least, 6);
        const sum = together.parts.reduce((total, part) => total + part.delta.least, 0);
        expect(sum).toBeCloseTo(delta.least, 6);
        if (each.length === 1) expect(each[0]?.alone).toEqual(together.total);
      }),
      { numRuns: 60 },
    );
  });
});
