import { describe, expect, it } from "vitest";
import { alarmChangeOf, alarmOfComposite, alarmOfMetric } from "@/lib/aws/alarm-shapes";
import { metricsOfAlarm } from "@/lib/model/alarm";

const errorsOf = (name: string) => ({
  Namespace: "AWS/Lambda",
  MetricName: "Errors",
  Dimensions: [{ Name: "FunctionName", Value: name }],
});

describe("alarms", () => {
  it("reads a metric alarm", () => {
    const alarm = alarmOfMetric({
      AlarmName: "too many errors",
      AlarmDescription: "Charges fail",
      StateValue: "ALARM",
      StateReason: "Threshold crossed",
      StateUpdatedTimestamp: new Date("2026-01-15T12:05:00Z"),
      StateTransitionedTimestamp: new Date("2026-01-15T12:00:00Z"),
      ...errorsOf("a"),
      Statistic: "Sum",
      Period: 300,
      EvaluationPeriods: 3,
      Threshold: 5,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      AlarmActions: ["arn:aws:sns:us-east-1:1:page"],
    });
    expect(alarm).toMatchObject({
      name: "too many errors",
      description: "Charges fail",
      kind: "metric",
      state: "ALARM",
      stateChangedMs: Date.UTC(2026, 0, 15, 12),
      metric: { name: "Errors" },
      queries: [{ id: "m1", statistic: "Sum", watched: true }],
      threshold: 5,
      comparison: ">=",
      periodMs: 300_000,
      evaluationPeriods: 3,
      // Left out by AWS: all of them; and so are `missing` and actions that are enabled.
      datapointsToAlarm: 3,
      treatMissingData: "missing",
      actionsEnabled: true,
      actions: 1,
    });
  });

  it("reads an expression with its inputs, and which of them is compared", () => {
    const alarm = alarmOfMetric({
      AlarmName: "error rate",
      ComparisonOperator: "GreaterThanThreshold",
      Threshold: 5,
      Metrics: [
        { Id: "e1", Expression: "m2 / m1 * 100", Label: "Error rate", ReturnData: true },
        { Id: "m1", MetricStat: { Metric: errorsOf("a"), Period: 60, Stat: "Sum" }, ReturnData: false },
        { Id: "m2", MetricStat: { Metric: errorsOf("b"), Period: 60, Stat: "Sum" }, ReturnData: false },
      ],
    });
    expect(alarm).toMatchObject({ kind: "math", metric: null, periodMs: 60_000, comparison: ">" });
    expect(alarm?.queries.map(({ id, watched }) => [id, watched])).toEqual([
      ["e1", true],
      ["m1", false],
      ["m2", false],
    ]);
    expect(alarm && metricsOfAlarm(alarm).map(({ dimensions }) => dimensions.FunctionName)).toEqual([
      "a",
      "b",
    ]);
  });

  it("tells a learned band from a threshold", () => {
    const alarm = alarmOfMetric({
      AlarmName: "odd",
      ComparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
      ThresholdMetricId: "ad1",
      Metrics: [
        { Id: "m1", MetricStat: { Metric: errorsOf("a"), Period: 60, Stat: "Average" }, ReturnData: true },
        { Id: "ad1", Expression: "ANOMALY_DETECTION_BAND(m1, 2)", ReturnData: true },
      ],
    });
    expect(alarm).toMatchObject({
      kind: "anomaly",
      metric: { name: "Errors" },
      threshold: null,
      comparison: "outside-band",
    });
  });

  it("has no metric for alarms over alarms, nor for what it does not know", () => {
    expect(alarmOfMetric({ AlarmName: "promql" })).toMatchObject({
      kind: "other",
      metric: null,
      queries: [],
    });
    expect(
      alarmOfComposite({
        AlarmName: "any",
        StateValue: "OK",
        AlarmRule: 'ALARM("a")',
        ActionsEnabled: false,
      }),
    ).toMatchObject({
      kind: "composite",
      state: "OK",
      metric: null,
      rule: 'ALARM("a")',
      actionsEnabled: false,
    });
    expect(alarmOfMetric({})).toBeNull();
    expect(alarmOfComposite({})).toBeNull();
  });

  it("never takes a missing state for a healthy one", () => {
    expect(alarmOfMetric({ AlarmName: "a" })?.state).toBe("INSUFFICIENT_DATA");
  });
});

describe("the history of an alarm", () => {
  const Timestamp = new Date("2026-01-15T12:00:00Z");
  const HistorySummary = "Alarm updated from OK to ALARM";

  it("is read from HistoryData", () => {
    const HistoryData = JSON.stringify({
      version: "1.0",
      oldState: { stateValue: "INSUFFICIENT_DATA" },
      newState: { stateValue: "ALARM", stateReason: "Threshold Crossed" },
    });
    expect(alarmChangeOf({ AlarmName: "a", Timestamp, HistoryData, HistorySummary })).toEqual({
      alarm: "a",
      atMs: Timestamp.getTime(),
      from: "INSUFFICIENT_DATA",
      to: "ALARM",
      reason: "Threshold Crossed",
    });
  });

  it.each([undefined, "", "{", "null", "[]", '{"newState":null}', '{"newState":{"stateValue":"BAD"}}'])(
    "is read from the summary when HistoryData is %s",
    (HistoryData) => {
      const item = {
        AlarmName: "a",
        Timestamp,
        HistorySummary,
        ...(HistoryData !== undefined && { HistoryData }),
      };
      expect(alarmChangeOf(item)).toMatchObject({ from: "OK", to: "ALARM", reason: null });
    },
  );

  it("is nothing without a new state, a name or a time", () => {
    expect(alarmChangeOf({ AlarmName: "a", Timestamp, HistorySummary: "Alarm was created" })).toBeNull();
    expect(alarmChangeOf({ Timestamp, HistorySummary })).toBeNull();
    expect(alarmChangeOf({ AlarmName: "a", HistorySummary })).toBeNull();
  });
});
