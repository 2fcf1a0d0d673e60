import { type Ask, metricQueries, type Periods } from "@/lib/metrics/ask";
import type { MetricQuery } from "@/lib/model/metric";

/** Which CloudWatch figures to ask for, per subject. Names and statistics: [D monitoring-metrics-types]. */

const NAMESPACE = "AWS/Lambda";

const COUNTS: readonly Ask[] = [
  { key: "invocations", metric: "Invocations", statistic: "Sum" },
  { key: "errors", metric: "Errors", statistic: "Sum" },
  { key: "throttles", metric: "Throttles", statistic: "Sum" },
];

const WHOLE_DURATIONS: readonly Ask[] = [
  { key: "p50", metric: "Duration", statistic: "p50", whole: true },
  { key: "p95", metric: "Duration", statistic: "p95", whole: true },
  { key: "p99", metric: "Duration", statistic: "p99", whole: true },
];

const PEAK: Ask = { key: "peak", metric: "ConcurrentExecutions", statistic: "Maximum", whole: true };

const PROVISIONED: readonly Ask[] = [
  {
    key: "provisionedInvocations",
    metric: "ProvisionedConcurrencyInvocations",
    statistic: "Sum",
    whole: true,
  },
  { key: "longest", metric: "Duration", statistic: "Maximum", whole: true },
];

/** The region's totals (no dimension), with sparklines. */
export function regionQueries(periods: Periods): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [
      ...COUNTS,
      { key: "durationP95", metric: "Duration", statistic: "p95" },
      { key: "p95", metric: "Duration", statistic: "p95", whole: true },
      { key: "concurrency", metric: "ConcurrentExecutions", statistic: "Maximum" },
    ],
    {},
    periods,
  );
}

/** Invocations of all functions of the region in one figure: one billed metric. */
export function regionCountQueries(periods: Periods): MetricQuery[] {
  const ask = { key: "invocations", metric: "Invocations", statistic: "Sum", whole: true };
  return metricQueries(NAMESPACE, [ask], {}, periods);
}

/** The same figures of an earlier window, without sparklines. */
export function previousRegionQueries(periods: Periods): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [
      ...COUNTS.map((ask) => ({ ...ask, whole: true })),
      { key: "p95", metric: "Duration", statistic: "p95", whole: true },
      { key: "concurrency", metric: "ConcurrentExecutions", statistic: "Maximum", whole: true },
    ],
    {},
    periods,
  );
}

/** How much is asked for a row. */
export interface RowDetail {
  /** The peak of each period instead of one of the whole window: as many billed metrics, more datapoints. */
  readonly peakByPeriod: boolean;
  /** Tells executions in provisioned environments apart: two more billed metrics. */
  readonly provisioned: boolean;
}

/**
 * One row of the functions table: 8 billed metrics a function, the sum of Duration for its cost. Keys are `name` + NUL +
 * figure.
 */
export function functionRowQueries(
  name: string,
  periods: Periods,
  { peakByPeriod, provisioned }: RowDetail = { peakByPeriod: false, provisioned: false },
): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [
      ...COUNTS,
      ...WHOLE_DURATIONS,
      { ...PEAK, whole: !peakByPeriod },
      { key: "durationSum", metric: "Duration", statistic: "Sum", whole: true },
      ...(provisioned ? PROVISIONED : []),
    ],
    { FunctionName: name },
    periods,
    rowKey(name, ""),
  );
}

/** NUL cannot stand in a function name, so the key is unambiguous. */
export function rowKey(name: string, figure: string): string {
  return `${name}\0${figure}`;
}

/** Everything on the function page. Asking for a metric that does not exist costs as much as one that does. */
export function functionPageQueries(name: string, periods: Periods): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [
      ...COUNTS,
      ...WHOLE_DURATIONS,
      { key: "max", metric: "Duration", statistic: "Maximum", whole: true },
      PEAK,
      { key: "durationP50", metric: "Duration", statistic: "p50" },
      { key: "durationP95", metric: "Duration", statistic: "p95" },
      { key: "durationP99", metric: "Duration", statistic: "p99" },
      { key: "durationMax", metric: "Duration", statistic: "Maximum" },
      { key: "concurrency", metric: "ConcurrentExecutions", statistic: "Maximum" },
      { key: "iteratorAge", metric: "IteratorAge", statistic: "Maximum" },
      { key: "asyncReceived", metric: "AsyncEventsReceived", statistic: "Sum" },
      { key: "asyncDropped", metric: "AsyncEventsDropped", statistic: "Sum" },
      { key: "asyncAgeAverage", metric: "AsyncEventAge", statistic: "Average" },
      { key: "asyncAgeMax", metric: "AsyncEventAge", statistic: "Maximum" },
      { key: "deadLetterErrors", metric: "DeadLetterErrors", statistic: "Sum" },
      { key: "provisioned", metric: "ProvisionedConcurrentExecutions", statistic: "Maximum" },
      {
        key: "provisionedInvocations",
        metric: "ProvisionedConcurrencyInvocations",
        statistic: "Sum",
      },
      {
        key: "spillover",
        metric: "ProvisionedConcurrencySpilloverInvocations",
        statistic: "Sum",
      },
    ],
    { FunctionName: name },
    periods,
  );
}

/** Utilisation exists per alias or version only: Resource is `function:qualifier`. */
export function provisionedQueries(name: string, qualifier: string, periods: Periods): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [
      {
        key: `utilization ${qualifier}`,
        metric: "ProvisionedConcurrencyUtilization",
        statistic: "Maximum",
      },
    ],
    { FunctionName: name, Resource: `${name}:${qualifier}` },
    periods,
  );
}

/** One version behind a weighted alias: dimensions FunctionName, Resource, ExecutedVersion. [D monitoring-metrics-view] */
export function versionQueries(
  name: string,
  alias: string,
  version: string,
  periods: Periods,
): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [
      ...COUNTS.slice(0, 2),
      { key: "p50", metric: "Duration", statistic: "p50", whole: true },
      { key: "p95", metric: "Duration", statistic: "p95", whole: true },
    ],
    { FunctionName: name, Resource: `${name}:${alias}`, ExecutedVersion: version },
    periods,
    versionKey(alias, version, ""),
  );
}

export function versionKey(alias: string, version: string, figure: string): string {
  return `${alias}\0${version}\0${figure}`;
}
