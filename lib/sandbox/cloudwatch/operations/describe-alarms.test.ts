import { describe, expect, it } from "vitest";
import { alarmState } from "@/lib/sandbox/cloudwatch/alarms/evaluate";
import { callerOf, NOON, type TinyWorld, tinyWorld } from "@/lib/sandbox/cloudwatch/testing/tiny-world";
import type { JsonObject } from "@/lib/sandbox/http/contract";
import type { AlarmDef } from "@/lib/sandbox/world/types";

const MINUTE = 60_000;

const ERRORS: AlarmDef = {
  name: "orders-errors",
  description: "Too many errors",
  namespace: "AWS/Lambda",
  metricName: "Errors",
  dimensions: { FunctionName: "orders" },
  statistic: "Sum",
  periodMs: MINUTE,
  evaluationPeriods: 2,
  threshold: 1,
  comparison: "GreaterThanOrEqualToThreshold",
  treatMissingData: "notBreaching",
};
const SLOW: AlarmDef = {
  ...ERRORS,
  name: "slow",
  metricName: "Duration",
  statistic: "p90",
  comparison: "GreaterThanThreshold",
  threshold: 50,
  evaluationPeriods: 1,
  treatMissingData: "missing",
};

/** Errors in minutes 0, 1 and 2; a success in minute 3. */
const FAILING: TinyWorld = {
  startMs: NOON - 2 * MINUTE,
  nowMs: NOON + 3 * MINUTE,
  invocations: [0, 1, 2].map((minute) => ({ startMs: NOON + minute * MINUTE, outcome: "error" as const })),
  alarms: [SLOW, ERRORS],
};

interface Alarm extends JsonObject {
  readonly AlarmName: string;
  readonly StateValue: string;
}

async function alarms(tiny: TinyWorld, input: JsonObject = {}): Promise<readonly Alarm[]> {
  return (await callerOf(tinyWorld(tiny))("DescribeAlarms", input)).MetricAlarms as readonly Alarm[];
}

describe("the state of an alarm", () => {
  const NONE = Number.NaN;
  it.each([
    ["missing", [1, 2], "ALARM"],
    ["missing", [1, 0], "OK"],
    ["missing", [NONE, 2], "ALARM"],
    ["missing", [NONE, NONE], "INSUFFICIENT_DATA"],
    ["notBreaching", [NONE, 2], "OK"],
    ["notBreaching", [NONE, NONE], "OK"],
    ["breaching", [NONE, 2], "ALARM"],
    ["breaching", [NONE, NONE], "ALARM"],
  ] as const)("with %s data treated so, of %o is %s", (treatMissingData, values, state) => {
    expect(alarmState({ ...ERRORS, treatMissingData }, values)).toBe(state);
  });
});

describe("DescribeAlarms", () => {
  it("computes the state from the data, at the ends of periods", async () => {
    const [first, second] = await alarms(FAILING);
    expect(first).toMatchObject({
      AlarmName: "orders-errors",
      AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:orders-errors",
      StateValue: "ALARM",
      StateUpdatedTimestamp: (NOON + 2 * MINUTE) / 1000,
      Statistic: "Sum",
      Period: 60,
      Dimensions: [{ Name: "FunctionName", Value: "orders" }],
    });
    expect(second).toMatchObject({ AlarmName: "slow", StateValue: "OK", ExtendedStatistic: "p90" });
    expect(second).not.toHaveProperty("Statistic");
  });

  it("does not judge the running period", async () => {
    const at = async (nowMs: number) => (await alarms({ ...FAILING, nowMs }))[0]?.StateValue;
    expect(await at(NOON + 2 * MINUTE - 1)).toBe("OK");
    expect(await at(NOON + 2 * MINUTE)).toBe("ALARM");
    expect(await at(NOON + 4 * MINUTE)).toBe("OK");
  });

  it("filters and pages", async () => {
    const names = async (input: JsonObject) => (await alarms(FAILING, input)).map((alarm) => alarm.AlarmName);
    expect(await names({ AlarmNames: ["slow", "unknown"] })).toEqual(["slow"]);
    expect(await names({ AlarmNamePrefix: "orders" })).toEqual(["orders-errors"]);
    expect(await names({ StateValue: "OK" })).toEqual(["slow"]);
    expect(await names({ AlarmTypes: ["CompositeAlarm"] })).toEqual([]);
    const call = callerOf(tinyWorld(FAILING));
    const first = await call("DescribeAlarms", { MaxRecords: 1 });
    const second = await call("DescribeAlarms", { MaxRecords: 1, NextToken: first.NextToken });
    expect([first.MetricAlarms, second.MetricAlarms]).toMatchObject([
      [{ AlarmName: "orders-errors" }],
      [{ AlarmName: "slow" }],
    ]);
    expect(second.NextToken).toBeUndefined();
  });

  it.each([
    ["InvalidParameterCombinationException", { AlarmNames: ["a"], AlarmNamePrefix: "b" }],
    ["InvalidParameterValueException", { StateValue: "FINE" }],
    ["InvalidParameterValueException", { MaxRecords: 101 }],
    ["InvalidNextToken", { NextToken: "x" }],
  ])("answers %s to %o", async (code, input) => {
    await expect(alarms(FAILING, input)).rejects.toMatchObject({ code });
  });
});

describe("DescribeAlarmsForMetric", () => {
  it("finds alarms on exactly that metric", async () => {
    const call = callerOf(tinyWorld(FAILING));
    const of = async (Dimensions: readonly JsonObject[]) =>
      (await call("DescribeAlarmsForMetric", { Namespace: "AWS/Lambda", MetricName: "Errors", Dimensions }))
        .MetricAlarms;
    expect(await of([{ Name: "FunctionName", Value: "orders" }])).toHaveLength(1);
    expect(await of([])).toHaveLength(0);
  });
});
