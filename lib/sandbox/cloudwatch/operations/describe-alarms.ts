import type { CallContext, JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { renderComposite } from "../alarms/composite";
import {
  alarmsByName,
  changesOf,
  compositeChangesOf,
  compositesByName,
  pageBy,
  wantedTypes,
} from "../alarms/read";
import { renderAlarm } from "../alarms/render";
import { invalidParameterCombination, invalidParameterValue } from "../errors";
import { optionalNumber, optionalText, requiredText, textList } from "../input";
import { readDimensions } from "./data-queries";

const DEFAULT_ALARMS = 50;
const STATES: ReadonlySet<string> = new Set(["OK", "ALARM", "INSUFFICIENT_DATA"]);

/** DescribeAlarms: metric alarms unless the call asks for composite ones. [M DescribeAlarms] */
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
  const wanted = wantedTypes(input);
  const isAskedFor = ({ name }: { readonly name: string }) =>
    (names.length === 0 || names.includes(name)) && (prefix === undefined || name.startsWith(prefix));
  const rendered = [
    ...(wanted.metric ? renderMetricAlarms(context, isAskedFor) : []),
    ...(wanted.composite ? renderComposites(context, isAskedFor) : []),
  ].filter(({ alarm }) => !state || alarm.StateValue === state);
  const page = pageBy(rendered, input, DEFAULT_ALARMS);
  const of = (list: Rendered["list"]) =>
    page.items.filter((item) => item.list === list).map(({ alarm }) => alarm);
  return { MetricAlarms: of("metric"), CompositeAlarms: of("composite"), NextToken: page.nextToken };
};

interface Rendered {
  readonly list: "metric" | "composite";
  readonly alarm: JsonObject;
}

type IsAskedFor = (alarm: { readonly name: string }) => boolean;

function renderMetricAlarms(context: CallContext, isAskedFor: IsAskedFor): readonly Rendered[] {
  const { account, startMs } = context.world;
  return alarmsByName(context)
    .filter(isAskedFor)
    .flatMap((alarm) => {
      const change = changesOf(context, alarm).at(-1);
      return change ? [{ list: "metric", alarm: renderAlarm(alarm, change, account, startMs) } as const] : [];
    });
}

function renderComposites(context: CallContext, isAskedFor: IsAskedFor): readonly Rendered[] {
  const { account, startMs } = context.world;
  return compositesByName(context)
    .filter(isAskedFor)
    .flatMap((alarm) => {
      const change = compositeChangesOf(context, alarm).at(-1);
      return change
        ? [{ list: "composite", alarm: renderComposite(alarm, change, account, startMs) } as const]
        : [];
    });
}

/** DescribeAlarmsForMetric: alarms on exactly this metric. [M DescribeAlarmsForMetric] */
export const describeAlarmsForMetric: Operation = (input, context) => {
  const namespace = requiredText(input, "Namespace");
  const metricName = requiredText(input, "MetricName");
  const dimensions = readDimensions(input, "DescribeAlarmsForMetric");
  const statistic = optionalText(input, "Statistic") ?? optionalText(input, "ExtendedStatistic");
  const periodSeconds = optionalNumber(input, "Period");
  const wanted = alarmsByName(context).filter(
    (alarm) =>
      "metricName" in alarm &&
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
