import { describe, expect, it } from "vitest";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import { limitsInLines } from "@/lib/cold-starts/limits-in-lines";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";
import { environmentName, invoked, platformLine } from "@/lib/testing/platform-lines";

const window = { fromMs: 100_000, toMs: 200_000 };
const environment = (...lines: PlatformLine[]) => gatherEnvironment(environmentName("s"), lines, window);
const ran = (atMs: number, maxMemoryUsedMb: number, more: Partial<PlatformLine> = {}) =>
  invoked(atMs, atMs + 10, { memorySizeMb: 256, maxMemoryUsedMb, ...more });
const killed = (atMs: number) => platformLine("failure", atMs, { sign: "killed" });

describe("limitsInLines", () => {
  it("takes the largest use of the window, whatever the order of the lines", () => {
    const lines = [...ran(150_000, 90), ...ran(120_000, 200), ...ran(90_000, 250), ...ran(199_995, 240)];
    const expected = { maxMemoryUsedMb: 200, memorySizeMb: 256, outOfMemory: 0, payloadErrors: 0 };
    expect(limitsInLines([environment(...lines)])).toEqual(expected);
    expect(limitsInLines([environment(...lines.reverse())])).toEqual(expected);
  });

  it("takes of sizes that changed the environment that came nearest to its own", () => {
    const large = environment(...ran(120_000, 300, { memorySizeMb: 1_024 }));
    const small = environment(...ran(110_000, 120, { memorySizeMb: 128 }));
    for (const order of [
      [large, small],
      [small, large],
    ]) {
      expect(limitsInLines(order)).toMatchObject({ maxMemoryUsedMb: 120, memorySizeMb: 128 });
    }
  });

  it("counts kills in both styles, each once", () => {
    const told = ran(110_000, 256, { status: "error", sign: "out-of-memory" });
    expect(limitsInLines([environment(...told, ...ran(120_000, 80))])).toMatchObject({ outOfMemory: 1 });
    const old = [...ran(130_000, 256), killed(130_010)];
    expect(limitsInLines([environment(...told), environment(...old)])).toMatchObject({ outOfMemory: 2 });
    expect(limitsInLines([environment(...told, killed(110_010))])).toMatchObject({ outOfMemory: 1 });
  });

  it("takes a killed process for out of memory only if it had used all, or nobody knows how much", () => {
    expect(limitsInLines([environment(...ran(110_000, 100), killed(110_010))])).toMatchObject({
      outOfMemory: 0,
    });
    expect(limitsInLines([environment(killed(110_010))])).toEqual({
      maxMemoryUsedMb: null,
      memorySizeMb: null,
      outOfMemory: 1,
      payloadErrors: null,
    });
  });

  it("counts a refused response once, though REPORT and runtime both say so", () => {
    const refused = platformLine("response-refused", 110_005);
    const told = ran(110_000, 90, { sign: "response-too-large" });
    expect(limitsInLines([environment(...told, refused)])).toMatchObject({ payloadErrors: 1 });
    expect(limitsInLines([environment(...ran(110_000, 90), refused)])).toMatchObject({ payloadErrors: 1 });
  });

  it("knows nothing without a REPORT, which is not zero", () => {
    const none = { maxMemoryUsedMb: null, memorySizeMb: null, outOfMemory: null, payloadErrors: null };
    expect(limitsInLines([])).toEqual(none);
    expect(limitsInLines([environment(platformLine("start", 110_000))])).toEqual(none);
    // Managed Instances write no memory.
    expect(limitsInLines([environment(...invoked(110_000, 110_010))])).toEqual({
      ...none,
      outOfMemory: 0,
      payloadErrors: 0,
    });
  });
});
