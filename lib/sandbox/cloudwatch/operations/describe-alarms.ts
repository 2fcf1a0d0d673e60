import type { CallContext, JsonObject, Operation } from "@/lib/sandbox/http/contract";
import type { AlarmDef } from "@/lib/sandbox/world/types";
import { type AlarmChange, alarmChanges } from "../alarms/evaluate";
import { renderAlarm, stateReason, stateReasonData } from "../alarms/render";
import { invalidNextToken, invalidParameterCombination, invalidParameterValue } from "../errors";
import { optionalNumber, optionalText, optionalTimeMs, requiredText, textList } from "../input";
import { storeOf } from "../state";
import { readDimensions } from "./data-queries";

const MAX_RECORDS = 100;
const DEFAULT_ALARMS = 50;
const STATES: ReadonlySet<string> = new Set(["OK", "ALARM", "INSUFFICIENT_DATA"]);

/** DescribeAlarms; there are only metric alarms. [M DescribeAlarms] */
export const describeAlarms: Operation = (input, context) => {
  const names = textList(input, "AlarmNames");
  const prefix = optionalText(input, "AlarmNamePrefix");
  if (names.length > 0 && prefix !== undefined) {
    throw invalidParameterCombination("AlarmNames and AlarmNamePrefix cannot be used together.");
  }
  const state = optionalText(input, "StateValue");
  if (state !== undefined && !STATES.has(state)) {
    throw invalidParameterValue(`The value ${state} for parameter StateValue is not valid.`);
  }
  const types = textList(input, "AlarmTypes");
  if (types.length > 0 && !types.includes("MetricAlarm")) return { MetricAlarms: [], CompositeAlarms: [] };
  const wanted = alarmsByName(context).filter(
    (alarm) =>
      (names.length === 0 || names.includes(alarm.name)) &&
      (prefix === undefined || alarm.name.startsWith(prefix)),
  );
  const rendered = wanted
    .map((alarm) => ({ alarm, change: changesOf(context, alarm).at(-1) }))
    .flatMap(({ alarm, change }) => (change && (!state || change.state === state) ? [{ alarm, change }] : []))
    .map(({ alarm, change }) => renderAlarm(alarm, change, context.world.account, context.world.startMs));
  const page = pageBy(rendered, input, DEFAULT_ALARMS);
  return { MetricAlarms: page.items, CompositeAlarms: [], NextToken: page.nextToken };
};

/** DescribeAlarmsForMetric: alarms on exactly this metric. [M DescribeAlarmsForMetric] */
export const describeAlarmsForMetric: Operation = (input, context) => {
  const namespace = requiredText(input, "Namespace");
  const metricName = requiredText(input, "MetricName");
  const dimensions = readDimensions(input, "DescribeAlarmsForMetric");
  const statistic = optionalText(input, "Statistic") ?? optionalText(input, "ExtendedStatistic");
  const periodSeconds = optionalNumber(input, "Period");
  const wanted = alarmsByName(context).filter(
    (alarm) =>
      alarm.namespace === namespace &&
      alarm.metricName === metricName &&
      Object.keys(alarm.dimensions).length === dimensions.length &&
      dimensions.every(({ Name, Value }) => alarm.dimensions[Name] === Value) &&
      (statistic === undefined || alarm.statistic === statistic) &&
      (periodSeconds === undefined || alarm.periodMs === periodSeconds * 1000),
  );
  return {
    MetricAlarms: wanted.flatMap((alarm) => {
      const change = changesOf(context, alarm).at(-1);
      return change ? [renderAlarm(alarm, change, context.world.account, context.world.startMs)] : [];
    }),
  };
};

/** DescribeAlarmHistory: changes of state only. [M DescribeAlarmHistory] */
export const describeAlarmHistory: Operation = (input, context) => {
  const name = optionalText(input, "AlarmName");
  const type = optionalText(input, "HistoryItemType");
  const fromMs = optionalTimeMs(input, "StartDate") ?? Number.NEGATIVE_INFINITY;
  const toMs = optionalTimeMs(input, "EndDate") ?? Number.POSITIVE_INFINITY;
  const isAscending = optionalText(input, "ScanBy") === "TimestampAscending";
  if (type !== undefined && type !== "StateUpdate") return { AlarmHistoryItems: [] };
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

function alarmsByName(context: CallContext): readonly AlarmDef[] {
  return [...context.world.alarms].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function changesOf(context: CallContext, alarm: AlarmDef): readonly AlarmChange[] {
  return alarmChanges(storeOf(context), alarm, context.world.startMs, context.nowMs);
}

function pageBy(
  items: readonly JsonObject[],
  input: JsonObject,
  defaultSize: number,
): { readonly items: readonly JsonObject[]; readonly nextToken: string | undefined } {
  const size = optionalNumber(input, "MaxRecords") ?? defaultSize;
  if (!Number.isInteger(size) || size < 1 || size > MAX_RECORDS) {
    throw invalidParameterValue(`The parameter MaxRecords must be between 1 and ${MAX_RECORDS}.`);
  }
  const token = optionalText(input, "NextToken");
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(start) || start < 0) throw invalidNextToken();
  const end = start + size;
  return { items: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
}
