import "server-only";
import { CURVE_STATISTICS, curveOf } from "@/lib/comparison/percentile-curve";
import type { Side } from "@/lib/comparison/side";
import { type Ask, metricQueries } from "@/lib/metrics/ask";
import { highest } from "@/lib/metrics/grid";
import type { Datapoints, Metric, MetricData, MetricQuery, Window } from "@/lib/model/metric";

/** Which metrics a side has. */
export interface SideMetrics {
  readonly namespace: string;
  readonly requests: string;
  readonly failures: string;
  /** null: none of this subject. */
  readonly clientErrors: string | null;
  readonly duration: string;
  /** Its sum is asked for too, for the cost. */
  readonly withSum: boolean;
  readonly dimensions: Metric["dimensions"];
}

/** The periods of a side: whole ones, from the span's start. */
export interface SpanOfPeriods extends Window {
  readonly periodMs: number;
}

function counts(metrics: SideMetrics): Ask[] {
  return [
    { key: "requests", metric: metrics.requests, statistic: "Sum" },
    { key: "failures", metric: metrics.failures, statistic: "Sum" },
    ...(metrics.clientErrors === null
      ? []
      : [{ key: "clientErrors", metric: metrics.clientErrors, statistic: "Sum" }]),
  ];
}

/** Requests by period: one billed metric. */
export function requestQueries(metrics: SideMetrics, periodMs: number, prefix: string): MetricQuery[] {
  return metricQueries(
    metrics.namespace,
    counts(metrics).slice(0, 1),
    metrics.dimensions,
    { stepMs: periodMs, wholeMs: periodMs },
    prefix,
  );
}

/** All figures of a side: 18 billed metrics for a function, as many for a stage. */
export function sideQueries(metrics: SideMetrics, span: SpanOfPeriods, prefix: string): MetricQuery[] {
  const curve = CURVE_STATISTICS.map(
    ({ statistic }): Ask => ({ key: `whole ${statistic}`, metric: metrics.duration, statistic, whole: true }),
  );
  return metricQueries(
    metrics.namespace,
    [
      ...counts(metrics),
      { key: "p50", metric: metrics.duration, statistic: "p50" },
      { key: "p95", metric: metrics.duration, statistic: "p95" },
      ...(metrics.withSum ? [{ key: "durationSum", metric: metrics.duration, statistic: "Sum" }] : []),
      ...curve,
    ],
    metrics.dimensions,
    { stepMs: span.periodMs, wholeMs: span.toMs - span.fromMs },
    prefix,
  );
}

/** The side that `sideQueries` asked for. In a period without datapoint nothing came. */
export function sideFrom(
  data: MetricData,
  metrics: SideMetrics,
  span: SpanOfPeriods,
  prefix: string,
  of: string,
): Side {
  const points = (key: string) => data.byKey.get(prefix + key);
  const counted = (key: string) => byPeriod(points(key), span).map((value) => value ?? 0);
  return {
    of,
    requests: counted("requests"),
    failures: counted("failures"),
    clientErrors: metrics.clientErrors === null ? null : counted("clientErrors"),
    p50Ms: byPeriod(points("p50"), span),
    p95Ms: byPeriod(points("p95"), span),
    curve: curveOf(
      CURVE_STATISTICS.map(({ statistic, level }) => ({
        level,
        value: highest(points(`whole ${statistic}`)),
      })),
    ),
    durationSumMs: metrics.withSum ? counted("durationSum") : null,
  };
}

/** One entry a period; null without a datapoint. Datapoints outside of the span are left out. */
export function byPeriod(points: Datapoints | undefined, span: SpanOfPeriods): (number | null)[] {
  const values = new Array<number | null>(periodsIn(span)).fill(null);
  points?.timesMs.forEach((time, i) => {
    const at = Math.floor((time - span.fromMs) / span.periodMs);
    if (at >= 0 && at < values.length) values[at] = points.values[i] ?? null;
  });
  return values;
}

export function periodsIn({ fromMs, toMs, periodMs }: SpanOfPeriods): number {
  return Math.max(0, Math.round((toMs - fromMs) / periodMs));
}

export function functionMetrics(dimensions: Metric["dimensions"]): SideMetrics {
  return {
    namespace: "AWS/Lambda",
    requests: "Invocations",
    failures: "Errors",
    clientErrors: null,
    duration: "Duration",
    withSum: true,
    dimensions,
  };
}
