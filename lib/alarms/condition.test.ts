import { describe, expect, it } from "vitest";
import { conditionOf, missingDataText } from "@/lib/alarms/condition";
import { MINUTE_MS } from "@/lib/base/time";
import type { Alarm } from "@/lib/model/alarm";
import { anAlarm, aQuery, aRule, lambdaMetric } from "@/lib/testing/an-alarm";

const duration = lambdaMetric("Duration", "pay");
const apiErrors = { namespace: "AWS/ApiGateway", name: "5XXError", dimensions: { ApiName: "shop" } };
const watching = (metric: typeof duration, statistic: string, rest: Partial<Alarm>) =>
  anAlarm({ metric, queries: [aQuery({ metric, statistic, watched: true })], ...rest });

const quotient = anAlarm({
  kind: "math",
  metric: null,
  queries: [aQuery({ id: "e1", expression: "m2 / m1", label: "Error rate (%)", watched: true })],
  comparison: ">",
  threshold: 2.5,
});

describe("the condition of an alarm in words", () => {
  it.each<[string, Alarm]>([
    ["Errors Sum ≥ 3 in 2 of 2 periods of 5 min", anAlarm()],
    ["Errors Sum ≥ 3 in one period of 5 min", anAlarm({ evaluationPeriods: 1, datapointsToAlarm: 1 })],
    [
      "Errors Sum ≥ 3 in 3 of 15 periods of 1 min",
      anAlarm({ evaluationPeriods: 15, datapointsToAlarm: 3, periodMs: MINUTE_MS }),
    ],
    ["Errors Sum < 1,234,567 in 2 of 2 periods of 5 min", anAlarm({ comparison: "<", threshold: 1_234_567 })],
    [
      "Duration p95 > 1.5 s in 2 of 2 periods of 5 min",
      watching(duration, "p95", { comparison: ">", threshold: 1500 }),
    ],
    [
      "Duration p95 ≤ 250.5 ms in 2 of 2 periods of 5 min",
      watching(duration, "p95", { comparison: "<=", threshold: 250.5 }),
    ],
    [
      "Duration SampleCount ≥ 5,000 in 2 of 2 periods of 5 min",
      watching(duration, "SampleCount", { threshold: 5000 }),
    ],
    [
      "5XXError Average > 1.25 % in 2 of 2 periods of 5 min",
      watching(apiErrors, "Average", { comparison: ">", threshold: 0.0125 }),
    ],
    [
      "5XXError Sum > 2 in 2 of 2 periods of 5 min",
      watching(apiErrors, "Sum", { comparison: ">", threshold: 2 }),
    ],
    ["Error rate (%) > 2.5 in 2 of 2 periods of 5 min", quotient],
    [
      "Errors Sum outside its learned band in 2 of 2 periods of 5 min",
      anAlarm({ kind: "anomaly", comparison: "outside-band", threshold: null }),
    ],
    ['ALARM("a") OR ALARM("b")', aRule("both", ' ALARM("a")\n   OR ALARM("b") ')],
    ["a rule that is empty", aRule("none", "  ")],
    [
      "a condition that DescribeAlarms does not tell in these terms",
      anAlarm({ kind: "other", metric: null }),
    ],
    ["Errors Sum ≥ a threshold that is not told", anAlarm({ threshold: null, periodMs: null })],
  ])("%s", (text, alarm) => {
    expect(conditionOf(alarm)).toBe(text);
  });

  it("says what missing data counts as", () => {
    expect(missingDataText(anAlarm({ treatMissingData: "breaching" }))).toContain("breach");
    expect(missingDataText(aRule("any", ""))).toBeNull();
  });
});
