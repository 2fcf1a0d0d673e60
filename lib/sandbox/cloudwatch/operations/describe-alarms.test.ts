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

describe("alarms over alarms and over expressions", () => {
  const tiny: TinyWorld = {
    ...FAILING,
    alarms: [
      SLOW,
      ERRORS,
      {
        name: "orders-error-rate",
        description: "",
        expression: "m2 / m1 * 100",
        label: "Error rate",
        inputs: [statisticOf("m1", "Invocations"), statisticOf("m2", "Errors")],
        periodMs: MINUTE,
        evaluationPeriods: 1,
        threshold: 99,
        comparison: "GreaterThanThreshold",
        treatMissingData: "notBreaching",
      },
    ],
    compositeAlarms: [{ name: "shop", description: "Sales stop", anyOf: ["orders-errors", "slow"] }],
  };

  it("asks for composite alarms by their type, in one list with the others", async () => {
    const call = callerOf(tinyWorld({ ...tiny, nowMs: NOON + 2 * MINUTE }));
    const types = ["MetricAlarm", "CompositeAlarm"];
    const { MetricAlarms, CompositeAlarms } = await call("DescribeAlarms", { AlarmTypes: types });
    expect((MetricAlarms as readonly Alarm[]).map((alarm) => alarm.AlarmName)).toEqual([
      "orders-error-rate",
      "orders-errors",
      "slow",
    ]);
    expect(CompositeAlarms).toMatchObject([
      {
        AlarmName: "shop",
        AlarmRule: 'ALARM("orders-errors") OR ALARM("slow")',
        StateValue: "ALARM",
        StateTransitionedTimestamp: (NOON + 2 * MINUTE) / 1000,
      },
    ]);
    const second = await call("DescribeAlarms", { AlarmTypes: types, MaxRecords: 3, NextToken: "3" });
    expect(second).toMatchObject({ MetricAlarms: [], CompositeAlarms: [{ AlarmName: "shop" }] });
    expect(await call("DescribeAlarms", {})).toMatchObject({ CompositeAlarms: [] });
  });

  it("computes the expression period by period", async () => {
    const at = async (nowMs: number) =>
      (await alarms({ ...tiny, nowMs })).find((alarm) => alarm.AlarmName === "orders-error-rate");
    expect(await at(NOON + 2 * MINUTE)).toMatchObject({
      StateValue: "ALARM",
      Metrics: [
        { Id: "e1", Expression: "m2 / m1 * 100", ReturnData: true },
        { Id: "m1", MetricStat: { Stat: "Sum", Period: 60 }, ReturnData: false },
        { Id: "m2", ReturnData: false },
      ],
    });
    expect(await at(NOON)).toMatchObject({ StateValue: "OK" });
  });

  it("keeps a history of both", async () => {
    const call = callerOf(tinyWorld({ ...tiny, nowMs: NOON + 10 * MINUTE }));
    const { AlarmHistoryItems } = await call("DescribeAlarmHistory", {
      AlarmName: "shop",
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      ScanBy: "TimestampAscending",
    });
    expect(
      (AlarmHistoryItems as readonly JsonObject[]).map((item) => [item.AlarmType, item.HistorySummary]),
    ).toEqual([
      ["CompositeAlarm", "Alarm updated from INSUFFICIENT_DATA to OK"],
      ["CompositeAlarm", "Alarm updated from OK to ALARM"],
      ["CompositeAlarm", "Alarm updated from ALARM to OK"],
    ]);
  });
});

function statisticOf(id: string, metricName: string) {
  const dimensions = { FunctionName: "orders" };
  return { id, namespace: "AWS/Lambda", metricName, dimensions, statistic: "Sum" };
}
