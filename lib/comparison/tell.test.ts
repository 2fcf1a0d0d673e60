import { describe, expect, it } from "vitest";
import { overallVerdict, sentenceOf, shareText } from "@/lib/comparison/tell";
import type { ComparedFigure } from "@/lib/model/views/comparison";

function figure(more: Partial<ComparedFigure>): ComparedFigure {
  return {
    key: "errors",
    label: "Errors",
    unit: "ratio",
    earlier: 0.003,
    later: 0.098,
    difference: { value: 0.095, low: 0.05, high: 0.14 },
    verdict: "worse",
    reason: null,
    probabilityWorse: 0.99999,
    clustering: 1,
    changedMs: null,
    explanation: "",
    ...more,
  };
}

const p95 = figure({ key: "p95", label: "Duration p95", unit: "ms", earlier: 300, later: 200 });
const versions = {
  kind: "versions",
  later: "version 42",
  earlier: "41",
  requests: "invocations",
  atMs: null,
} as const;
const deployment = {
  kind: "deployment",
  later: "after",
  earlier: "before",
  requests: "requests",
  atMs: 3_600_000,
} as const;

describe("sentenceOf", () => {
  it("tells the figure that decides, in numbers", () => {
    expect(sentenceOf([figure({}), { ...p95, verdict: "better" }], versions)).toBe(
      "Version 42 is worse than 41: 9.8 % of invocations fail against 0.3 % (probability over 99.9 %). Lower: p95, as requests that fail often end early.",
    );
    expect(sentenceOf([{ ...p95, verdict: "better", probabilityWorse: 0.001_5 }], deployment)).toBe(
      "Faster after it: p95 200 ms, 300 ms before (probability 99.9 %).",
    );
  });

  it("lets errors decide over what ends early", () => {
    const cost = figure({ key: "cost", label: "Cost per 1,000", unit: "usd" });
    const fewer = figure({ verdict: "better", earlier: 0.098, later: 0, probabilityWorse: 1e-5 });
    expect(sentenceOf([fewer, cost], deployment)).toBe(
      "Better after it: 0 % of requests fail, 9.8 % before (probability over 99.9 %). Higher: cost per 1,000, as requests that fail often end early.",
    );
  });

  it("says since when, where that was not the deployment", () => {
    expect(sentenceOf([figure({ changedMs: 2_880_000 })], deployment)).toBe(
      "Worse after it: 9.8 % of requests fail, 0.3 % before (probability over 99.9 %). It began 12 min before the deployment, which therefore did not set it off.",
    );
    const unclear = figure({ verdict: "cannot-tell", reason: "Chance alone.", changedMs: 4_200_000 });
    expect(sentenceOf([unclear], deployment)).toBe(
      "Cannot tell whether it made a difference: errors changed 10 min after the deployment, not with it.",
    );
  });

  it("says what there is too little of", () => {
    const refused = {
      verdict: "cannot-tell",
      difference: null,
      reason: "14 requests of version 42.",
    } as const;
    expect(sentenceOf([figure(refused), { ...p95, ...refused }], versions)).toBe(
      "Cannot tell version 42 from 41: 14 requests of version 42.",
    );
  });

  it("says how little they differ", () => {
    const alike = figure({ verdict: "alike", difference: { value: 0, low: -0.001, high: 0.0015 } });
    expect(sentenceOf([alike, { ...p95, verdict: "alike" }], versions)).toBe(
      "Version 42 is like 41: the share of invocations that fail differs by 0.15 percentage points at most, and p95 is alike.",
    );
  });
});

describe("overallVerdict", () => {
  it("is the worst that can be told, cold starts aside", () => {
    expect(overallVerdict([{ ...p95, verdict: "better" }, figure({})])).toBe("worse");
    expect(overallVerdict([figure({ key: "coldStarts" })])).toBe("cannot-tell");
    expect(overallVerdict([figure({ verdict: "alike" }), { ...p95, verdict: "cannot-tell" }])).toBe(
      "cannot-tell",
    );
    expect(overallVerdict([])).toBe("cannot-tell");
  });
});

it("never rounds a probability to certainty", () => {
  expect(shareText(0.999_999)).toBe("> 99.9 %");
  expect(shareText(1e-9)).toBe("< 0.1 %");
  expect(shareText(0.5)).toBe("50.0 %");
});
