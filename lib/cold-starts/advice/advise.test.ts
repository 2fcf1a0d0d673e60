import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { AdviceFacts, Explained, Peer } from "@/lib/cold-starts/advice/advice";
import { advise } from "@/lib/cold-starts/advice/advise";

const noCounts = {
  onDemand: 0,
  snapStartRestore: 0,
  provisioned: 0,
  proactive: 0,
  failed: 0,
  unknown: 0,
  suppressed: 0,
  unused: 0,
};

function summary(invocations: number, felt: number, more: Partial<AdviceFacts["summary"]> = {}) {
  return {
    invocations,
    counts: { ...noCounts, onDemand: felt },
    felt,
    feltRate: invocations === 0 ? null : felt / invocations,
    initSumMs: felt * 800,
    restoreSumMs: 0,
    initP50Ms: felt === 0 ? null : 800,
    initP95Ms: felt === 0 ? null : 1_200,
    initP99Ms: felt === 0 ? null : 1_400,
    histogram: [],
    billedInitMs: felt * 800,
    billedInitUnknown: 0,
    billedInitUsd: 0.01,
    ...more,
  };
}

const step = (concurrency: number, removed: number, all: number, netMonthlyUsd: number) => ({
  concurrency,
  removed,
  removedShare: removed / all,
  monthlyUsd: concurrency * 10,
  onDemandSavedUsd: concurrency * 10 - netMonthlyUsd,
  monthlyNowUsd: 5,
  monthlyThenUsd: 5 + netMonthlyUsd,
  netMonthlyUsd,
});

const explained: Explained = {
  causes: { burst: 3, idle: 6, deployment: 1, first: 0 },
  idle: { timeout: { atLeastMs: 6.4 * MINUTE_MS, atMostMs: 7.2 * MINUTE_MS, estimateMs: 6.8 * MINUTE_MS } },
  regular: null,
  provisioned: [step(1, 6, 10, 8), step(2, 9, 10, 17), step(5, 10, 10, 44)],
  durationP50Ms: 40,
};

const facts = (more: Partial<AdviceFacts> = {}): AdviceFacts => ({
  name: "orders-api",
  summary: summary(200, 10),
  explained,
  config: {
    runtime: "python3.13",
    memoryMb: 512,
    architecture: "x86_64",
    codeSizeBytes: 40 * 1_048_576,
    ephemeralStorageMb: 512,
    packageType: "Zip",
    snapStart: false,
    provisionedNow: 0,
  },
  peers: [],
  lengthMs: HOUR_MS,
  prices: {
    keptUsd: 4e-6,
    runningKeptUsd: 10e-6,
    onDemandUsd: 17e-6,
    requestUsd: 2e-7,
    snapshotUsd: 1.5e-6,
    restoreUsd: 1.4e-4,
  },
  ...more,
});
const of = (kind: string, all: AdviceFacts) => advise(all).find((one) => one.kind === kind);
const configured = (more: Partial<AdviceFacts["config"]>) =>
  facts({ config: { ...facts().config, ...more } });

describe("provisioned", () => {
  it("is the smallest size for nine of ten, with what the month costs more", () => {
    expect(of("provisioned", facts())).toMatchObject({
      text: "Keep 2 environments ready by provisioned concurrency.",
      removes: { count: 9, share: 0.9 },
      monthlyUsd: 17,
    });
    expect(of("provisioned", facts())?.evidence).toContain("$20.00 a month");
  });

  it("asks who calls where enough is kept ready, and is silent where lines were not read one by one", () => {
    expect(of("provisioned", configured({ provisionedNow: 3 }))).toMatchObject({
      removes: null,
      monthlyUsd: null,
    });
    expect(of("provisioned", facts({ explained: null }))).toBeUndefined();
  });

  it("names no price that is not known", () => {
    const unpriced = { monthlyUsd: null, onDemandSavedUsd: null, monthlyThenUsd: null, netMonthlyUsd: null };
    const steps = explained.provisioned.map((one) => ({ ...one, ...unpriced }));
    const found = of("provisioned", facts({ explained: { ...explained, provisioned: steps } }));
    expect(found).toMatchObject({ monthlyUsd: null, removes: { count: 9 } });
    expect(found?.evidence).toContain("not known for this region");
  });
});

describe("warm-up", () => {
  it("calls before the measured idle time is over, at the price of its calls", () => {
    const found = of("warm-up", facts());
    expect(found).toMatchObject({
      text: "Call it every 6 min by a schedule.",
      removes: { count: 6, share: 0.6 },
    });
    expect(found?.monthlyUsd).toBeCloseTo(7_300 * (2e-7 + 0.5 * 0.04 * 17e-6), 9);
    expect(found?.unknowable).toContain("bursts (3) and deployments (1)");
  });

  it("is no advice where idleness causes nothing, is there already, or the idle time is not known", () => {
    const busy = { ...explained, causes: { ...explained.causes, idle: 0 } };
    expect(of("warm-up", facts({ explained: busy }))).toBeUndefined();
    const regular = { everyMs: 5 * MINUTE_MS, calls: 12, felt: 2, otherCalls: 188, otherFelt: 8 };
    expect(of("warm-up", facts({ explained: { ...explained, regular } }))).toMatchObject({
      removes: null,
      monthlyUsd: null,
    });
    const unseen = { ...explained, idle: { timeout: null } };
    expect(of("warm-up", facts({ explained: unseen }))).toMatchObject({
      removes: null,
      unknowable: expect.stringContaining("no such gap"),
    });
  });
});

describe("SnapStart", () => {
  it("is for runtimes and configurations that have it", () => {
    expect(of("snap-start", facts())?.monthlyUsd).toBeCloseTo(
      0.5 * (730 * 3600 * 1.5e-6 + 7_300 * 1.4e-4),
      6,
    );
    expect(of("snap-start", configured({ runtime: "java21" }))?.monthlyUsd).toBe(0);
    for (const runtime of ["java11", "dotnet8", "python3.12"]) {
      expect(of("snap-start", configured({ runtime })), runtime).toBeDefined();
    }
    for (const runtime of ["java8.al2", "dotnet6", "python3.9", "nodejs22.x", "provided.al2023", null]) {
      expect(of("snap-start", configured({ runtime })), String(runtime)).toBeUndefined();
    }
    for (const more of [
      { snapStart: true },
      { snapStart: null },
      { packageType: "Image" },
      { ephemeralStorageMb: 1024 },
      { provisionedNow: 2 },
    ]) {
      expect(of("snap-start", configured(more)), JSON.stringify(more)).toBeUndefined();
    }
  });

  it("tells what restores take elsewhere in the account", () => {
    const peers = [peer("a", { snapStart: true, initP50Ms: 150 })];
    expect(of("snap-start", facts({ peers }))?.evidence).toContain("150 ms");
  });
});

function peer(name: string, more: Partial<Peer>): Peer {
  return {
    name,
    runtime: "python3.13",
    memoryMb: 512,
    architecture: "x86_64",
    codeSizeBytes: 40 * 1_048_576,
    snapStart: false,
    inits: 9,
    initP50Ms: 800,
    initP95Ms: 1_200,
    ...more,
  };
}

describe("peers", () => {
  const small = (name: string, more: Partial<Peer> = {}) =>
    peer(name, { codeSizeBytes: 2 * 1_048_576, initP50Ms: 300, memoryMb: 1024, initP95Ms: 500, ...more });

  it("compares with the same runtime where there are enough", () => {
    const found = facts({ peers: [small("a"), small("b")] });
    expect(of("package", found)).toMatchObject({ text: "Try a smaller package." });
    expect(of("memory", found)).toMatchObject({ text: "Try more memory, which brings more CPU." });
  });

  it("cannot know from one, from other runtimes, or from single inits", () => {
    for (const peers of [
      [small("a")],
      [small("a"), small("b", { runtime: "nodejs22.x" })],
      [small("a"), small("b", { inits: 1 })],
      [small("a"), small("b", { architecture: "arm64" })],
    ]) {
      expect(of("package", facts({ peers }))?.text).toContain("cannot be known");
      expect(of("memory", facts({ peers }))?.text).toContain("cannot be known");
    }
  });

  it("is silent where they are no faster", () => {
    const slow = { initP50Ms: 790, initP95Ms: 1_190 };
    const found = facts({ peers: [small("a", slow), small("b", slow)] });
    expect([of("package", found), of("memory", found)]).toEqual([undefined, undefined]);
  });
});

describe("nothing", () => {
  it("is the advice where no request waited, and where few did and nothing pays", () => {
    expect(advise(facts({ summary: summary(200, 0) }))).toMatchObject([{ kind: "nothing" }]);
    expect(advise(facts({ summary: summary(5_000, 10) }))).toMatchObject([
      { kind: "nothing", evidence: expect.stringContaining("10 of 5,000") },
      { kind: "provisioned" },
      { kind: "warm-up" },
    ]);
  });

  it("is not where something pays", () => {
    const paying = { ...explained, provisioned: [step(1, 10, 10, -3)] };
    expect(advise(facts({ summary: summary(5_000, 10), explained: paying }))).toMatchObject([
      { kind: "provisioned", monthlyUsd: -3 },
    ]);
  });

  it("is not said of what is not known", () => {
    expect(advise(facts({ summary: summary(0, 0) }))).toEqual([]);
    const unclear = summary(200, 0, { counts: { ...noCounts, unknown: 2 } });
    expect(advise(facts({ summary: unclear }))).toEqual([]);
  });
});
