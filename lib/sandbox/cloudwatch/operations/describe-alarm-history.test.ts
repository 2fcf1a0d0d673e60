import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
} from "@aws-sdk/client-cloudwatch";
import { SmithyRpcV2CborProtocol } from "@smithy/core/cbor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callerOf, NOON, tinyWorld } from "@/lib/sandbox/cloudwatch/testing/tiny-world";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { rawCall } from "@/lib/sandbox/http/testing/raw-call";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";
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

/** Errors in minutes 0, 1 and 2. */
const world = tinyWorld({
  startMs: NOON - 2 * MINUTE,
  nowMs: NOON + 10 * MINUTE,
  invocations: [0, 1, 2].map((minute) => ({ startMs: NOON + minute * MINUTE, outcome: "error" as const })),
  alarms: [
    ERRORS,
    { ...ERRORS, name: "never-seen", dimensions: { FunctionName: "gone" }, treatMissingData: "missing" },
  ],
});

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await tinySandbox({ createWorld: () => world, now: () => world.nowMs() });
});

afterAll(() => sandbox.close());

const minuteOf = (at: Date | undefined) => ((at?.getTime() ?? 0) - NOON) / MINUTE;
const cbor = new SmithyRpcV2CborProtocol({ defaultNamespace: "com.amazonaws.cloudwatch" });

describe("DescribeAlarmHistory", () => {
  it.each(["JSON", "CBOR"])("tells each change of state, newest first, in %s", async (protocol) => {
    const settings = clientSettings(sandbox);
    const client = new CloudWatchClient(protocol === "CBOR" ? { ...settings, protocol: cbor } : settings);
    const { AlarmHistoryItems: items = [] } = await client.send(
      new DescribeAlarmHistoryCommand({ HistoryItemType: "StateUpdate" }),
    );
    expect(items.map(({ Timestamp, HistorySummary }) => [minuteOf(Timestamp), HistorySummary])).toEqual([
      [4, "Alarm updated from ALARM to OK"],
      [2, "Alarm updated from OK to ALARM"],
      [0, "Alarm updated from INSUFFICIENT_DATA to OK"],
    ]);
    expect(JSON.parse(items[1]?.HistoryData ?? "")).toMatchObject({
      oldState: { stateValue: "OK" },
      newState: { stateValue: "ALARM", stateReasonData: { recentDatapoints: [1, 1], threshold: 1 } },
    });
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["orders-errors"] }));
    expect(MetricAlarms?.[0]?.StateUpdatedTimestamp).toEqual(items[0]?.Timestamp);
    client.destroy();
  });

  it("speaks the Query protocol", async () => {
    const { text } = await rawCall(sandbox.url, {
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: "Action=DescribeAlarmHistory&Version=2010-08-01&MaxRecords=1&StartDate=2026-01-15T12%3A01%3A00Z&AlarmTypes.member.1=MetricAlarm",
    });
    expect(text).toContain("<Timestamp>2026-01-15T12:04:00.000Z</Timestamp>");
    expect(text).toContain("<NextToken>1</NextToken>");
    expect(text.match(/<member>/g)).toHaveLength(1);
  });

  const call = callerOf(world);
  const minutes = async (input: object) => {
    const { AlarmHistoryItems } = await call("DescribeAlarmHistory", {
      AlarmName: "orders-errors",
      ...input,
    });
    return (AlarmHistoryItems as readonly { Timestamp: number }[]).map(
      ({ Timestamp }) => (Timestamp * 1000 - NOON) / MINUTE,
    );
  };

  it("keeps what is asked for", async () => {
    expect(await minutes({ ScanBy: "TimestampAscending" })).toEqual([0, 2, 4]);
    const from = (NOON + 2 * MINUTE) / 1000;
    expect(await minutes({ StartDate: from, EndDate: from })).toEqual([2]);
    expect(await minutes({ AlarmName: "never-seen" })).toEqual([]);
    expect(await minutes({ AlarmTypes: ["CompositeAlarm"] })).toEqual([]);
    expect(await minutes({ HistoryItemType: "ConfigurationUpdate" })).toEqual([]);
  });

  it.each([
    ["InvalidParameterValueException", { ScanBy: "Name" }],
    ["InvalidParameterValueException", { HistoryItemType: "Rumour" }],
    ["InvalidParameterCombinationException", { StartDate: 2, EndDate: 1 }],
    ["InvalidNextToken", { NextToken: "x" }],
  ])("answers %s to %o", async (code, input) => {
    await expect(minutes(input)).rejects.toMatchObject({ code });
  });
});
