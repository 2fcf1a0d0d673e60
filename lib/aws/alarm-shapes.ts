import "server-only";
import type {
  AlarmHistoryItem,
  ComparisonOperator,
  CompositeAlarm,
  MetricAlarm,
  MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { metricOf } from "@/lib/aws/cloudwatch-shapes";
import { durationOfSeconds, instantOf, numberOf, textOf } from "@/lib/aws/wire";
import type { Alarm, AlarmComparison, AlarmKind, AlarmQuery, AlarmState } from "@/lib/model/alarm";
import { missingDataRules } from "@/lib/model/alarm";
import type { AlarmChange } from "@/lib/model/alarm-change";

export function alarmOfMetric(wire: MetricAlarm): Alarm | null {
  if (wire.AlarmName === undefined) return null;
  const queries = queriesOf(wire);
  const watched = queries.find((query) => query.watched) ?? null;
  const evaluationPeriods = numberOf(wire.EvaluationPeriods);
  return {
    name: wire.AlarmName,
    ...stateOf(wire),
    ...actionsOf(wire),
    kind: kindOf(wire, queries),
    metric: watched?.metric ?? null,
    queries,
    threshold: numberOf(wire.Threshold),
    comparison: wire.ComparisonOperator === undefined ? null : (comparisons[wire.ComparisonOperator] ?? null),
    periodMs: wire.Period === undefined ? periodOf(queries, watched) : durationOfSeconds(wire.Period),
    evaluationPeriods,
    datapointsToAlarm: numberOf(wire.DatapointsToAlarm) ?? evaluationPeriods,
    treatMissingData: missingDataRules.find((rule) => rule === (wire.TreatMissingData ?? "missing")) ?? null,
    rule: null,
  };
}

export function alarmOfComposite(wire: CompositeAlarm): Alarm | null {
  if (wire.AlarmName === undefined) return null;
  return {
    name: wire.AlarmName,
    ...stateOf(wire),
    ...actionsOf(wire),
    kind: "composite",
    metric: null,
    queries: [],
    threshold: null,
    comparison: null,
    periodMs: null,
    evaluationPeriods: null,
    datapointsToAlarm: null,
    treatMissingData: null,
    rule: wire.AlarmRule ?? "",
  };
}

type AnyAlarm = MetricAlarm | CompositeAlarm;

function stateOf(wire: AnyAlarm): Pick<Alarm, "state" | "stateReason" | "stateChangedMs" | "description"> {
  return {
    // A state that is missing or unknown must not look healthy.
    state: alarmStateOf(wire.StateValue) ?? "INSUFFICIENT_DATA",
    stateReason: wire.StateReason ?? "",
    stateChangedMs: instantOf(wire.StateTransitionedTimestamp ?? wire.StateUpdatedTimestamp),
    description: textOf(wire.AlarmDescription),
  };
}

function actionsOf(wire: AnyAlarm): Pick<Alarm, "actionsEnabled" | "actions"> {
  return { actionsEnabled: wire.ActionsEnabled ?? true, actions: wire.AlarmActions?.length ?? 0 };
}

function alarmStateOf(text: unknown): AlarmState | null {
  return text === "OK" || text === "ALARM" || text === "INSUFFICIENT_DATA" ? text : null;
}

function kindOf(wire: MetricAlarm, queries: readonly AlarmQuery[]): AlarmKind {
  if (queries.length === 0) return "other";
  if (wire.ThresholdMetricId !== undefined) return "anomaly";
  return wire.Metrics?.some(({ Expression }) => Expression !== undefined) ? "math" : "metric";
}

/** An alarm has either a metric of its own or a list of queries, of which one returns data. [M PutMetricAlarm] */
function queriesOf(wire: MetricAlarm): readonly AlarmQuery[] {
  const own = metricOf(wire);
  if (own !== null) {
    return [
      {
        id: "m1",
        metric: own,
        statistic: wire.Statistic ?? wire.ExtendedStatistic ?? null,
        expression: null,
        label: null,
        periodMs: wire.Period === undefined ? null : durationOfSeconds(wire.Period),
        watched: true,
      },
    ];
  }
  const wireQueries = wire.Metrics ?? [];
  const watchedId = wireQueries.find(
    ({ Id, ReturnData }) => ReturnData !== false && Id !== wire.ThresholdMetricId,
  )?.Id;
  return wireQueries.flatMap((query) => queryOf(query, watchedId) ?? []);
}

function queryOf(
  { Id, MetricStat, Expression, Label, Period }: MetricDataQuery,
  watchedId: string | undefined,
): AlarmQuery | null {
  if (Id === undefined) return null;
  const seconds = MetricStat?.Period ?? Period;
  return {
    id: Id,
    metric: MetricStat?.Metric === undefined ? null : metricOf(MetricStat.Metric),
    statistic: MetricStat?.Stat ?? null,
    expression: Expression ?? null,
    label: textOf(Label),
    periodMs: seconds === undefined ? null : durationOfSeconds(seconds),
    watched: Id === watchedId,
  };
}

/** An expression has the longest period of what it reads, as all of them must have the same one. [M MetricDataQuery] */
function periodOf(queries: readonly AlarmQuery[], watched: AlarmQuery | null): number | null {
  if (watched?.periodMs) return watched.periodMs;
  const periods = queries.flatMap(({ periodMs }) => periodMs ?? []);
  return periods.length === 0 ? null : Math.max(...periods);
}

const comparisons: Readonly<Partial<Record<ComparisonOperator, AlarmComparison>>> = {
  GreaterThanThreshold: ">",
  GreaterThanOrEqualToThreshold: ">=",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "<=",
  GreaterThanUpperThreshold: "above-band",
  LessThanLowerThreshold: "below-band",
  LessThanLowerOrGreaterThanUpperThreshold: "outside-band",
};

/**
 * A change of state from an item of the history; null where neither `HistoryData` nor the summary tells the new state.
 * `HistoryData` is a JSON text `{ oldState: { stateValue }, newState: { stateValue, stateReason } }`
 * [M AlarmHistoryItem]; the summary reads `Alarm updated from OK to ALARM`.
 */
export function alarmChangeOf(wire: AlarmHistoryItem): AlarmChange | null {
  const atMs = instantOf(wire.Timestamp);
  if (wire.AlarmName === undefined || atMs === null) return null;
  const data = objectOf(parsed(wire.HistoryData));
  const [oldState, newState] = [objectOf(data.oldState), objectOf(data.newState)];
  const told = summary.exec(wire.HistorySummary ?? "");
  const to = alarmStateOf(newState.stateValue) ?? alarmStateOf(told?.[2]);
  if (to === null) return null;
  return {
    alarm: wire.AlarmName,
    atMs,
    from: alarmStateOf(oldState.stateValue) ?? alarmStateOf(told?.[1]),
    to,
    reason: typeof newState.stateReason === "string" ? textOf(newState.stateReason) : null,
  };
}

const summary = /from (\w+) to (\w+)/;

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
