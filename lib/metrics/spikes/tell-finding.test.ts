import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { findingEvidence, findingWords } from "@/lib/metrics/spikes/tell-finding";
import { someFinding } from "@/lib/testing/some-finding";

const look = { periodMs: MINUTE_MS, fromMs: 12 * HOUR_MS, baselineFromMs: 0, rhythmFromMs: 9 * HOUR_MS };
const errors = { measure: "errors", statistic: null } as const;

describe("a finding in words", () => {
  it.each([
    [{ ...errors, finding: someFinding({ value: 0.12, usual: 0.004 }) }, "errors 12 % (usually 0.4 %)"],
    [{ ...errors, finding: someFinding({ value: 0.5, usual: 0 }) }, "errors 50 % (usually none)"],
    [
      {
        measure: "duration",
        statistic: "p95",
        finding: someFinding({ kind: "duration", value: 8_100, usual: 557 }),
      },
      "p95 duration 8.1 s (usually 557 ms)",
    ],
    [
      {
        measure: "requests",
        statistic: null,
        finding: someFinding({ kind: "count", direction: "down", shape: "drop", value: 0, usual: 40 }),
      },
      "no requests (usually 40 a minute)",
    ],
    [
      {
        measure: "iteratorAge",
        statistic: "Maximum",
        finding: someFinding({ kind: "age", shape: "trend", value: 90_000, usual: 200, peak: 600_000 }),
      },
      "iterator age 1 min 30 s, growing to 10 min (usually 200 ms)",
    ],
  ] as const)("%#", (told, words) => {
    expect(findingWords(told, look)).toBe(words);
  });

  it("counts by the minute, whatever the period", () => {
    const finding = someFinding({ kind: "count", value: 100, usual: 10 });
    const told = { measure: "invocations", statistic: null, finding } as const;
    expect(findingWords(told, { ...look, periodMs: 5 * MINUTE_MS })).toBe(
      "invocations 20 a minute (usually 2 a minute)",
    );
  });
});

describe("the evidence", () => {
  it("tells the baseline, the events and the chance", () => {
    const finding = someFinding({
      baseline: { source: "before", days: 0, periods: 290, median: 0.002, mad: 0.001 },
      evidence: { events: 46, usualEvents: 1.8, chance: 3e-5 },
    });
    expect(findingEvidence({ ...errors, finding }, look)).toBe(
      "Measured against the 12 h before the window and the rest of it (290 periods of 1 min with data): median 0.2 % ± 0.1 %. " +
        "46 errors where 1.8 would have been usual. By chance alone, fewer than one window in 10,000 would show this.",
    );
  });

  it("says so when nothing earlier is known, and is never surer than one in a million", () => {
    const finding = someFinding({
      kind: "duration",
      baseline: { source: "rest-of-window", days: 0, periods: 30, median: null, mad: null },
      evidence: { test: "robust", events: null, usualEvents: null, periods: 9, chance: 0 },
    });
    const told = { measure: "duration", statistic: "p95", finding } as const;
    expect(findingEvidence(told, look)).toBe(
      "Measured against the rest of the window, as nothing earlier is known (30 periods of 1 min with data). " +
        "9 periods of 1 min of it are unlike that. By chance alone, fewer than one window in a million would show this.",
    );
  });
});
