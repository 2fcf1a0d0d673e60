import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { onsetIndex, onsetMs } from "@/lib/metrics/onset";
import { minutes, noiseOf, START } from "@/lib/testing/noise";

/** `.` no failure, `1`–`9` failures, out of 10 attempts each; `_` nothing ran. */
function onset(drawing: string): number | undefined {
  const failures = [...drawing].map((c) => (c === "_" ? null : c === "." ? 0 : Number(c)));
  const attempts = [...drawing].map((c) => (c === "_" ? null : 10));
  return onsetIndex(failures, attempts);
}

describe("onsetIndex", () => {
  it.each([
    ["........................................", undefined],
    ["________________________________________", undefined],
    ["....................99999999999999999999", 20],
    ["..........................9999..........", 26],
    // A lull within the pause does not start a new run.
    ["....................999.999__99999999999", 20],
    // The run with most failures is told, not the first.
    [".....22..................99999999999....", 25],
    // A single background error long before does not date the failure back.
    ["1.......................9999999999......", 24],
  ])("%s", (drawing, index) => {
    expect(onset(drawing)).toBe(index);
  });

  it("points at a period that has failures", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 300 }), (failures) => {
        const index = onsetIndex(
          failures,
          failures.map(() => 10),
        );
        if (index === undefined) expect(failures.every((f) => f === 0)).toBe(true);
        else expect(failures[index]).toBeGreaterThan(0);
      }),
    );
  });
});

describe("onsetMs", () => {
  const critical = { health: "critical", reason: "" } as const;
  const told = (failing: (minute: number) => number) => {
    const noise = noiseOf(1);
    const failures = minutes(120, failing).values;
    const attempts = minutes(120, () => 20 + noise.poisson(5)).values;
    const grid = { ...minutes(120, () => 0), periodMs: MINUTE_MS, settledMs: Infinity };
    const ms = onsetMs(critical, failures, attempts, grid);
    return ms === null ? null : (ms - START) / MINUTE_MS;
  };

  it("is where the search for findings puts it, single failures before it or not", () => {
    expect(told((i) => (i >= 70 ? 8 : i % 15 === 0 ? 1 : 0))).toBe(70);
    expect(told((i) => (i >= 30 && i < 45 ? 8 : i >= 80 ? 9 : 0))).toBe(80);
  });

  it("is that of the worst run where nothing stands out", () => {
    expect(told(() => 5)).toBe(0);
    expect(told(() => 0)).toBeNull();
  });
});
