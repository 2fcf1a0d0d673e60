import { describe, expect, it } from "vitest";
import { alarmOfComposite, alarmOfMetric, metricOf } from "@/lib/aws/cloudwatch-shapes";

describe("metricOf", () => {
  it("makes a record of the dimensions", () => {
    const wire = {
      Namespace: "AWS/Lambda",
      MetricName: "Errors",
      Dimensions: [{ Name: "FunctionName", Value: "a" }],
    };
    expect(metricOf(wire)).toEqual({
      namespace: "AWS/Lambda",
      name: "Errors",
      dimensions: { FunctionName: "a" },
    });
  });

  it("is nothing without namespace or name; dimensions may be missing", () => {
    expect(metricOf({ MetricName: "Errors" })).toBeNull();
    expect(metricOf({ Namespace: "n", MetricName: "Errors" })?.dimensions).toEqual({});
  });
});

describe("alarms", () => {
  it("reads a metric alarm", () => {
    const alarm = alarmOfMetric({
      AlarmName: "too many errors",
      StateValue: "ALARM",
      StateReason: "Threshold crossed",
      StateUpdatedTimestamp: new Date("2026-01-15T12:05:00Z"),
      StateTransitionedTimestamp: new Date("2026-01-15T12:00:00Z"),
      Namespace: "AWS/Lambda",
      MetricName: "Errors",
      Threshold: 5,
    });
    expect(alarm).toMatchObject({
      name: "too many errors",
      state: "ALARM",
      stateChangedMs: Date.UTC(2026, 0, 15, 12),
      metric: { name: "Errors" },
      threshold: 5,
    });
  });

  it("has no metric for an alarm over an expression or over alarms", () => {
    expect(alarmOfMetric({ AlarmName: "math" })?.metric).toBeNull();
    expect(alarmOfComposite({ AlarmName: "any", StateValue: "OK" })).toMatchObject({
      state: "OK",
      metric: null,
    });
    expect(alarmOfMetric({})).toBeNull();
    expect(alarmOfComposite({})).toBeNull();
  });

  it("never takes a missing state for a healthy one", () => {
    expect(alarmOfMetric({ AlarmName: "a" })?.state).toBe("INSUFFICIENT_DATA");
  });
});
