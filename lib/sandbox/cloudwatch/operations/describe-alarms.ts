import type { Operation } from "@/lib/sandbox/http/contract";
import { alarmsByName, changesOf, pageBy } from "../alarms/read";
import { renderAlarm } from "../alarms/render";
import { invalidParameterCombination, invalidParameterValue } from "../errors";
import { optionalNumber, optionalText, requiredText, textList } from "../input";
import { readDimensions } from "./data-queries";

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
