import type { CallContext, JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { compositeReason, compositeReasonData } from "../alarms/composite";
import type { AlarmState } from "../alarms/evaluate";
import {
  alarmsByName,
  changesOf,
  compositeChangesOf,
  compositesByName,
  MAX_RECORDS,
  pageBy,
  wantedTypes,
} from "../alarms/read";
import { stateReason, stateReasonData } from "../alarms/render";
import { invalidParameterCombination, invalidParameterValue } from "../errors";
import { optionalText, optionalTimeMs } from "../input";

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
  const wanted = wantedTypes(input);
  if (type !== undefined && type !== "StateUpdate") return { AlarmHistoryItems: [] };
  const isAskedFor = (alarm: { readonly name: string }) => name === undefined || alarm.name === name;
  const items = [
    ...(wanted.metric ? metricItems(context, isAskedFor) : []),
    ...(wanted.composite ? compositeItems(context, isAskedFor) : []),
  ]
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .sort((a, b) => (isAscending ? a.atMs - b.atMs : b.atMs - a.atMs))
    .map(({ item }) => item);
  const page = pageBy(items, input, MAX_RECORDS);
  return { AlarmHistoryItems: page.items, NextToken: page.nextToken };
};

type IsAskedFor = (alarm: { readonly name: string }) => boolean;

interface HistoryItem {
  readonly atMs: number;
  readonly item: JsonObject;
}

function metricItems(context: CallContext, isAskedFor: IsAskedFor): readonly HistoryItem[] {
  return alarmsByName(context)
    .filter(isAskedFor)
    .flatMap((alarm) =>
      historyItems(alarm.name, "MetricAlarm", changesOf(context, alarm), (change) => ({
        stateReason: stateReason(alarm, change),
        stateReasonData: stateReasonData(alarm, change),
      })),
    );
}

function compositeItems(context: CallContext, isAskedFor: IsAskedFor): readonly HistoryItem[] {
  const { account } = context.world;
  return compositesByName(context)
    .filter(isAskedFor)
    .flatMap((alarm) =>
      historyItems(alarm.name, "CompositeAlarm", compositeChangesOf(context, alarm), (change) => ({
        stateReason: compositeReason(change, account),
        stateReasonData: compositeReasonData(change, account),
      })),
    );
}

function historyItems<Change extends { readonly state: AlarmState; readonly sinceMs: number }>(
  name: string,
  type: "MetricAlarm" | "CompositeAlarm",
  changes: readonly Change[],
  reasonOf: (change: Change) => JsonObject,
): readonly HistoryItem[] {
  return changes.flatMap((change, i) => {
    const before = changes[i - 1];
    if (!before) return [];
    const side = (of: Change) => ({ stateValue: of.state, ...reasonOf(of) });
    return [
      {
        atMs: change.sinceMs,
        item: {
          AlarmName: name,
          AlarmType: type,
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
