import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify } from "@/lib/cold-starts/classify";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";
import { environmentName, invoked, platformLine } from "@/lib/testing/platform-lines";

const window = { fromMs: 100_000, toMs: 400_000 };
const reach = { window, read: { fromMs: 80_000, toMs: 440_000 } };

function init(...lines: readonly (PlatformLine | readonly PlatformLine[])[]) {
  return classify(gatherEnvironment(environmentName("s"), lines.flat(), window), reach);
}

const coldReport = { initMs: 423.98, durationMs: 2.37, billedDurationMs: 427 };

describe("classify", () => {
  it("calls an init in the report on demand: somebody waited", () => {
    const found = init(platformLine("init-start", 120_000), invoked(120_425, 120_427, coldReport));
    expect(found).toMatchObject({
      kind: "on-demand",
      felt: true,
      atMs: 120_425,
      initMs: 423.98,
      unused: false,
    });
    expect(found?.billedInitMs).toBe(424);
  });

  it("does so where system level debug also writes an INIT_REPORT", () => {
    expect(
      init(
        platformLine("init-start", 120_000, { initializationType: "on-demand" }),
        platformLine("init-report", 120_424, { status: "success", durationMs: 423.98 }),
        invoked(120_425, 120_427, coldReport),
      )?.kind,
    ).toBe("on-demand");
  });

  it("finds no billed init in lines from before August 2025", () => {
    const old = { initMs: 551.73, durationMs: 269_999.59, billedDurationMs: 270_000 };
    expect(init(invoked(120_000, 390_000, old))?.billedInitMs).toBe(0);
  });

  it("does not take the rounding of before December 2020 for an init", () => {
    const old = { initMs: 150.2, durationMs: 2.37, billedDurationMs: 100 };
    expect(init(invoked(120_000, 120_003, old))?.billedInitMs).toBe(0);
  });

  it("tells a restore, and what of it is billed", () => {
    const report = { restoreMs: 562.43, billedRestoreMs: 118, durationMs: 159.87, billedDurationMs: 278 };
    expect(init(platformLine("restore-start", 120_000), invoked(120_600, 120_760, report))).toMatchObject({
      kind: "snap-start-restore",
      felt: true,
      initMs: 562.43,
      billedInitMs: 118,
    });
  });

  it("takes an INIT_REPORT that went well for provisioned concurrency, which nobody waits for", () => {
    const lines = [
      platformLine("init-start", 120_000),
      platformLine("init-report", 120_500, { durationMs: 480 }),
    ];
    expect(init(lines)).toMatchObject({
      kind: "provisioned",
      confidence: "likely",
      felt: false,
      unused: true,
    });
    expect(init(lines, invoked(130_000, 130_010))).toMatchObject({ kind: "provisioned", unused: false });
    expect(
      init(platformLine("init-start", 120_000, { initializationType: "provisioned-concurrency" })),
    ).toMatchObject({ kind: "provisioned", confidence: "sure" });
  });

  it("calls an init proactive that no report knows of", () => {
    expect(init(platformLine("init-start", 120_000), invoked(150_000, 150_010))).toMatchObject({
      kind: "proactive",
      felt: false,
      unused: false,
    });
    expect(init(platformLine("init-start", 120_000))).toMatchObject({ kind: "proactive", unused: true });
    expect(
      init(platformLine("restore-start", 120_000), platformLine("init-report", 120_300, { durationMs: 290 })),
    ).toMatchObject({ kind: "proactive" });
  });

  it("tells a failed init, felt by the request that came", () => {
    const failed = platformLine("init-report", 130_000, { status: "timeout", durationMs: 9999.47 });
    expect(init(platformLine("init-start", 120_000), failed, invoked(130_001, 131_000))).toMatchObject({
      kind: "failed",
      felt: true,
      atMs: 130_001,
      initMs: 9999.47,
      billedInitMs: null,
    });
    expect(init(platformLine("init-start", 120_000), failed)).toMatchObject({ kind: "failed", felt: false });
  });

  it("does not know what the window cuts", () => {
    expect(
      classify(gatherEnvironment(environmentName("s"), [platformLine("init-start", 399_000)], window), {
        window,
        read: { fromMs: 80_000, toMs: 401_000 },
      }),
    ).toMatchObject({ kind: "unknown", felt: null });
    expect(init(platformLine("init-start", 120_000), platformLine("start", 120_400))).toMatchObject({
      kind: "unknown",
      felt: null,
    });
  });

  it("counts a felt init where the waiting START lies, and a warm environment not at all", () => {
    expect(init(platformLine("init-start", 99_000), invoked(100_001, 100_100, coldReport))?.atMs).toBe(
      100_001,
    );
    expect(init(platformLine("init-start", 98_000), invoked(99_999, 100_100, coldReport))).toBeNull();
    expect(init(invoked(120_000, 120_010), invoked(121_000, 121_010))).toBeNull();
    expect(init()).toBeNull();
  });

  it("does not depend on the order of the lines", () => {
    const lines = [
      platformLine("init-start", 120_000),
      ...invoked(120_425, 120_427, coldReport),
      ...invoked(130_000, 130_900, { status: "timeout" }),
      ...invoked(140_000, 140_001),
    ];
    const straight = init(lines);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(init(shuffled)).toEqual(straight);
      }),
    );
  });
});
