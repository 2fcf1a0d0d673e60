import { describe, expect, it } from "vitest";
import { choiceOf, choiceText, chosenSubjects, withSubject } from "@/lib/alarms/proposal/show/choice";
import { missingAnswer } from "@/lib/alarms/proposal/show/missing-answer";
import { ruleText, thresholdText } from "@/lib/alarms/proposal/show/threshold-text";
import type {
  CoverageState,
  CoveredSubject,
  MissingAlarms,
  ProposedAlarm,
} from "@/lib/model/views/missing-alarms";

function subject(key: string, failures: CoverageState, others: CoverageState = "covered"): CoveredSubject {
  const of = (state: CoverageState) => ({ state, alarms: [], note: null });
  return {
    ...{ key, kind: "function", name: key, path: "", active: true, proposals: null },
    coverage: { failures: of(failures), throttles: of(others), duration: of(others) },
  };
}

function missing(subjects: CoveredSubject[], gaps: Partial<MissingAlarms["gaps"]> = {}): MissingAlarms {
  return {
    baseline: { fromMs: 0, toMs: 1, periodMs: 300_000 },
    subjects,
    gaps: { failures: 0, throttles: 0, duration: 0, subjects: 0, ...gaps },
    price: null,
    region: "eu-west-1",
    notes: [],
  };
}

describe("the answer", () => {
  it("counts what lacks an alarm, and those that tell nobody", () => {
    const found = missing([subject("a", "none"), subject("b", "silent"), subject("c", "covered")], {
      failures: 1,
      subjects: 1,
    });
    expect(missingAnswer(found)).toBe(
      "1 of 3 functions and stages lack an alarm of their own: 1 for failures. One has an alarm that tells nobody.",
    );
  });

  it("says when nothing lacks, and when nothing is known", () => {
    expect(missingAnswer(missing([subject("a", "covered")]))).toMatch(/^All 1 functions and stages have/);
    expect(missingAnswer(missing([subject("a", "unknown", "unknown")]))).toContain("could not be read");
  });
});

describe("the choice", () => {
  const all = [
    subject("a", "none"),
    subject("api/prod", "partly"),
    subject("c", "covered"),
    subject("d", "unknown"),
  ];

  it("of all gaps takes what is known to lack, and loses one that is taken off", () => {
    expect(chosenSubjects("gaps", all).map(({ key }) => key)).toEqual(["a", "api/prod"]);
    expect(withSubject("gaps", "a", false, all)).toEqual(["api/prod"]);
  });

  it("stands in the address and comes back; names that mean nothing choose nothing", () => {
    const choice = withSubject(["a"], "api/prod", true, all);
    expect(choiceOf(choiceText(choice) ?? "")).toEqual(["a", "api/prod"]);
    expect(choiceOf(choiceText("gaps") ?? "")).toBe("gaps");
    expect(choiceText([])).toBeNull();
    expect(chosenSubjects(choiceOf("c~gone~~d~"), all).map(({ key }) => key)).toEqual(["d"]);
    expect(choiceText(Array.from({ length: 400 }, (_, i) => `function-${i}`))).toBeNull();
  });
});

describe("a threshold in words", () => {
  const metric = { namespace: "AWS/Lambda", name: "Errors", dimensions: {}, statistic: "Sum" };
  const alarm = (more: Partial<ProposedAlarm>): ProposedAlarm => ({
    concern: "failures",
    name: "a",
    description: "",
    figure: { kind: "metric", metric },
    periodMs: 300_000,
    threshold: 1,
    comparison: "GreaterThanOrEqualToThreshold",
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: "notBreaching",
    metrics: 1,
    basis: "measured",
    reasons: [],
    backTest: null,
    spark: { fromMs: 0, stepMs: 1, values: [] },
    ...more,
  });

  it("has its unit", () => {
    expect(ruleText(alarm({}))).toBe("≥ 1 failure in 5 min");
    expect(ruleText(alarm({ concern: "throttles", threshold: 1200 }))).toBe("≥ 1,200 throttles in 5 min");
    const slow = alarm({ concern: "duration", threshold: 390, evaluationPeriods: 3, datapointsToAlarm: 2 });
    expect(ruleText(slow)).toBe("p95 ≥ 390 ms over 5 min, in 2 of 3 datapoints");
    const share = alarm({
      threshold: 2.5,
      figure: { kind: "percent", failures: metric, requests: metric, minRequests: 40, expression: "" },
    });
    expect(thresholdText(share)).toBe("≥ 2.5 %");
    expect(ruleText(share)).toBe("≥ 2.5 % of the requests fail in 5 min, of 40 or more");
  });
});
