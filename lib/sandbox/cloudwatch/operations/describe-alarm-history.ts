import type { JsonObject, Operation } from "@/lib/sandbox/http/contract";
import type { AlarmDef } from "@/lib/sandbox/world/types";
import type { AlarmChange } from "../alarms/evaluate";
import { alarmsByName, changesOf, MAX_RECORDS, pageBy } from "../alarms/read";
import { stateReason, stateReasonData } from "../alarms/render";
import { invalidParameterCombination, invalidParameterValue } from "../errors";
import { optionalText, optionalTimeMs, textList } from "../input";

const SCANS: ReadonlySet<string> = new Set(["TimestampAscending", "TimestampDescending"]);

/** Members of the enum HistoryItemType [M]; of these only changes of state happen here. */
const ITEM_TYPES: ReadonlySet<string> = new Set([
  "ConfigurationUpdate",
  "StateUpdate",
  "Action",
  "AlarmContributorStateUpdate",
  "AlarmContributorAction",
]);

/**
 * DescribeAlarmHistory: the changes of state from which DescribeAlarms' state follows, at the ends of the periods that
 * brought them; newest first unless `ScanBy` says otherwise, both dates included. [M DescribeAlarmHistory]
 */
export const describeAlarmHistory: Operation = (input, context) => {
  const name = optionalText(input, "AlarmName");
  const fromMs = optionalTimeMs(input, "StartDate") ?? Number.NEGATIVE_INFINITY;
  const toMs = optionalTimeMs(input, "EndDate") ?? Number.POSITIVE_INFINITY;
  if (fromMs > toMs) throw invalidParameterCombination("StartDate must not be after EndDate.");
  const type = oneOf(input, "HistoryItemType", ITEM_TYPES);
  const isAscending = oneOf(input, "ScanBy", SCANS) === "TimestampAscending";
  const alarmTypes = textList(input, "AlarmTypes");
  const isForMetricAlarms = alarmTypes.length === 0 || alarmTypes.includes("MetricAlarm");
  if (!isForMetricAlarms || (type !== undefined && type !== "StateUpdate")) return { AlarmHistoryItems: [] };
  const items = alarmsByName(context)
    .filter((alarm) => name === undefined || alarm.name === name)
    .flatMap((alarm) => historyItems(alarm, changesOf(context, alarm)))
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .sort((a, b) => (isAscending ? a.atMs - b.atMs : b.atMs - a.atMs))
    .map(({ item }) => item);
  const page = pageBy(items, input, MAX_RECORDS);
  return { AlarmHistoryItems: page.items, NextToken: page.nextToken };
};

function historyItems(
  alarm: AlarmDef,
  changes: readonly AlarmChange[],
): readonly { readonly atMs: number; readonly item: JsonObject }[] {
  return changes.flatMap((change, i) => {
    const before = changes[i - 1];
    if (!before) return [];
    const side = (state: AlarmChange) => ({
      stateValue: state.state,
      stateReason: stateReason(alarm, state),
      stateReasonData: stateReasonData(alarm, state),
    });
    return [
      {
        atMs: change.sinceMs,
        item: {
          AlarmName: alarm.name,
          AlarmType: "MetricAlarm",
          Timestamp: change.sinceMs / 1000,
          HistoryItemType: "StateUpdate",
          HistorySummary: `Alarm updated from ${before.state} to ${change.state}`,
          HistoryData: JSON.stringify({ version: "1.0", oldState: side(before), newState: side(change) }),
        },
      },
    ];
  });
}

function oneOf(input: JsonObject, name: string, members: ReadonlySet<string>): string | undefined {
  const value = optionalText(input, name);
  if (value === undefined || members.has(value)) return value;
  throw invalidParameterValue(`The value ${value} for parameter ${name} is not valid.`);
}
