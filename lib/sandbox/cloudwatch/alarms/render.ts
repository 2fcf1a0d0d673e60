import type { JsonObject } from "@/lib/sandbox/http/contract";
import type { AccountDef, AlarmDef, MathAlarmDef, MetricAlarmDef } from "@/lib/sandbox/world/types";
import { parseStatistic } from "../statistic";
import type { AlarmChange } from "./evaluate";

/** A MetricAlarm as on the wire: times in epoch seconds, the period in seconds. [M MetricAlarm] */
export function renderAlarm(
  alarm: AlarmDef,
  change: AlarmChange,
  account: AccountDef,
  configuredMs: number,
): JsonObject {
  return {
    AlarmName: alarm.name,
    AlarmArn: `arn:aws:cloudwatch:${account.region}:${account.accountId}:alarm:${alarm.name}`,
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: configuredMs / 1000,
    ActionsEnabled: alarm.tells !== "switched-off",
    OKActions: [],
    AlarmActions: alarm.tells === "nobody" ? [] : [topicOf(account)],
    InsufficientDataActions: [],
    StateValue: change.state,
    StateReason: stateReason(alarm, change),
    StateReasonData: JSON.stringify(stateReasonData(alarm, change)),
    StateUpdatedTimestamp: change.sinceMs / 1000,
    StateTransitionedTimestamp: change.sinceMs / 1000,
    ...("expression" in alarm ? { Metrics: queriesOf(alarm) } : metricOf(alarm)),
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.evaluationPeriods,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.treatMissingData,
  };
}

/** Where alarms are told. */
export function topicOf({ region, accountId }: AccountDef): string {
  return `arn:aws:sns:${region}:${accountId}:on-call`;
}

function metricOf(alarm: MetricAlarmDef): JsonObject {
  const isTotals = parseStatistic(alarm.statistic)?.kind === "totals";
  return {
    MetricName: alarm.metricName,
    Namespace: alarm.namespace,
    ...(isTotals ? { Statistic: alarm.statistic } : { ExtendedStatistic: alarm.statistic }),
    Dimensions: dimensionsOf(alarm.dimensions),
    Period: alarm.periodMs / 1000,
  };
}

function queriesOf(alarm: MathAlarmDef): readonly JsonObject[] {
  return [
    { Id: "e1", Expression: alarm.expression, Label: alarm.label, ReturnData: true },
    ...alarm.inputs.map(({ id, namespace, metricName, dimensions, statistic }) => ({
      Id: id,
      MetricStat: {
        Metric: { Namespace: namespace, MetricName: metricName, Dimensions: dimensionsOf(dimensions) },
        Period: alarm.periodMs / 1000,
        Stat: statistic,
      },
      ReturnData: false,
    })),
  ];
}

function dimensionsOf(dimensions: Readonly<Record<string, string>>): readonly JsonObject[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

/** Close to the sentences of the console; clients should not read them. */
export function stateReason(alarm: AlarmDef, change: AlarmChange): string {
  if (change.datapoints.length === 0) return "Unchecked: Initial alarm creation";
  const present = change.datapoints.filter((value) => !Number.isNaN(value));
  if (present.length === 0) {
    const count = change.datapoints.length;
    return change.state === "INSUFFICIENT_DATA"
      ? `Insufficient Data: ${count} datapoints were unknown.`
      : `Threshold Crossed: no datapoints were received for ${count} periods and ${count} missing datapoints were treated as [${alarm.treatMissingData === "breaching" ? "Breaching" : "NonBreaching"}].`;
  }
  const relation = RELATION[alarm.comparison];
  const was = change.state === "ALARM" ? "were" : "were not all";
  return `Threshold Crossed: ${present.length} out of the last ${change.datapoints.length} datapoints [${present.join(", ")}] ${was} ${relation} the threshold (${alarm.threshold}).`;
}

const RELATION: Readonly<Record<AlarmDef["comparison"], string>> = {
  GreaterThanThreshold: "greater than",
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  LessThanThreshold: "less than",
};

export function stateReasonData(alarm: AlarmDef, change: AlarmChange): JsonObject {
  const [first] = change.periodsMs;
  return {
    version: "1.0",
    queryDate: new Date(change.sinceMs).toISOString(),
    ...(first === undefined ? {} : { startDate: new Date(first).toISOString() }),
    ...("expression" in alarm ? {} : statisticOf(alarm.statistic)),
    period: alarm.periodMs / 1000,
    recentDatapoints: change.datapoints.filter((value) => !Number.isNaN(value)),
    threshold: alarm.threshold,
  };
}

function statisticOf(statistic: string): JsonObject {
  return parseStatistic(statistic)?.kind === "totals" ? { statistic } : { extendedStatistic: statistic };
}
