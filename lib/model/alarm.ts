import type { DurationMs, EpochMs } from "@/lib/base/time";
import type { Metric } from "@/lib/model/metric";

/** `StateValue` of a CloudWatch alarm. */
export const alarmStates = ["ALARM", "OK", "INSUFFICIENT_DATA"] as const;
export type AlarmState = (typeof alarmStates)[number];

/**
 * What an alarm compares with its threshold:
 *
 *   metric     one metric
 *   math       an expression over metrics, or a Metrics Insights query
 *   anomaly    a metric or expression with a band that CloudWatch learns; the threshold is the band
 *   composite  the states of other alarms, by a rule
 *   other      something that DescribeAlarms does not tell in these terms, such as a PromQL query
 */
export const alarmKinds = ["metric", "math", "anomaly", "composite", "other"] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** The last three are of anomaly alarms: above its upper edge, below its lower one, or either. */
export const alarmComparisons = [">", ">=", "<", "<=", "above-band", "below-band", "outside-band"] as const;
export type AlarmComparison = (typeof alarmComparisons)[number];

/** What a period without datapoints counts as. [M MetricAlarm.TreatMissingData; `missing` when AWS leaves it out] */
export const missingDataRules = ["missing", "notBreaching", "breaching", "ignore"] as const;
export type MissingDataRule = (typeof missingDataRules)[number];

/** One query of an alarm: a metric's statistic, or an expression over other queries by their ids. */
export interface AlarmQuery {
  /** Name in expressions; `m1` for an alarm on one metric. */
  readonly id: string;
  /** null for an expression, and for a metric of another account. */
  readonly metric: Metric | null;
  /** `Sum`, `p95`, …; null for an expression. */
  readonly statistic: string | null;
  readonly expression: string | null;
  readonly label: string | null;
  readonly periodMs: DurationMs | null;
  /** True for the one that is compared with the threshold. */
  readonly watched: boolean;
}

export interface Alarm {
  readonly name: string;
  readonly description: string | null;
  readonly kind: AlarmKind;
  readonly state: AlarmState;
  readonly stateReason: string;
  readonly stateChangedMs: EpochMs | null;
  /** The metric that is compared with the threshold itself; null for math, composite and other alarms. */
  readonly metric: Metric | null;
  /** All that it reads, in AWS's order; empty for composite and other alarms. */
  readonly queries: readonly AlarmQuery[];
  /** null for composite and anomaly alarms. */
  readonly threshold: number | null;
  readonly comparison: AlarmComparison | null;
  /** Of one evaluated datapoint. */
  readonly periodMs: DurationMs | null;
  readonly evaluationPeriods: number | null;
  /** How many of them must breach; AWS leaves it out where all must, and it is all of them here. */
  readonly datapointsToAlarm: number | null;
  readonly treatMissingData: MissingDataRule | null;
  /** False: it changes state and tells nobody. */
  readonly actionsEnabled: boolean;
  /** Targets of the change to ALARM; 0: nobody is told. */
  readonly actions: number;
  /** Of a composite alarm, as written: `ALARM("a") OR ALARM("b")`. */
  readonly rule: string | null;
}

/** Every metric that an alarm reads, inputs of expressions too. */
export function metricsOfAlarm(alarm: Alarm): readonly Metric[] {
  return alarm.queries.flatMap(({ metric }) => metric ?? []);
}
