import { backTestOf, peaksOf } from "@/lib/alarms/proposal/back-test";
import { describeAlarm } from "@/lib/alarms/proposal/describe-alarm";
import type { Draft } from "@/lib/alarms/proposal/draft";
import { draftOfDuration } from "@/lib/alarms/proposal/duration";
import { draftOfFailures } from "@/lib/alarms/proposal/failures";
import type { SubjectPeriods } from "@/lib/alarms/proposal/periods";
import { SLOW, type SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import { draftOfThrottles } from "@/lib/alarms/proposal/throttles";
import type { Concern } from "@/lib/model/alarm-concern";
import type { Metric } from "@/lib/model/metric";
import type { MetricOfAlarm, ProposedAlarm, WatchedFigure } from "@/lib/model/views/missing-alarms";

/** Of a proposed alarm, and of the data it is computed from. */
export const ALARM_PERIOD_MS = 300_000;

/**
 * The alarm for one concern of a subject, by its own figures.
 * @param periods of `ALARM_PERIOD_MS`; null: it has no data, and the threshold is a default
 * @param name one that no alarm of the region has
 * @returns null where CloudWatch has no metric of it
 */
export function proposeAlarm(
  concern: Concern,
  metrics: SubjectMetrics,
  periods: SubjectPeriods | null,
  name: string,
): ProposedAlarm | null {
  const metric = metrics[concern];
  if (metric === null) return null;
  const draft = draftOf(concern, metrics, periods);
  const figure = figureOf(concern, metric, metrics.requests, draft);
  const { threshold, evaluationPeriods, datapointsToAlarm, basis, reasons, values } = draft;
  return {
    concern,
    name,
    description: describeAlarm(metrics.subject, concern, draft),
    figure,
    periodMs: ALARM_PERIOD_MS,
    threshold,
    comparison: "GreaterThanOrEqualToThreshold",
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: "notBreaching",
    metrics: figure.kind === "percent" ? 2 : 1,
    basis,
    reasons: [...reasons],
    backTest: periods && backTestOf(periods.timesMs, values, periods.periodMs, draft),
    spark: periods
      ? peaksOf(periods.timesMs, values, periods.periodMs)
      : { fromMs: 0, stepMs: ALARM_PERIOD_MS, values: [] },
  };
}

function draftOf(concern: Concern, metrics: SubjectMetrics, periods: SubjectPeriods | null): Draft {
  switch (concern) {
    case "failures":
      return draftOfFailures(periods);
    case "throttles":
      return draftOfThrottles(periods);
    case "duration":
      return draftOfDuration(
        periods,
        metrics.limitMs,
        metrics.subject.kind === "function" ? "timeout" : "integration timeout",
      );
  }
}

function figureOf(
  concern: Concern,
  metric: Metric,
  requests: Metric,
  { compares, minRequests }: Draft,
): WatchedFigure {
  const statistic = concern === "duration" ? SLOW : "Sum";
  if (compares !== "percent") return { kind: "metric", metric: asked(metric, statistic) };
  return {
    kind: "percent",
    failures: asked(metric, "Sum"),
    requests: asked(requests, "Sum"),
    minRequests,
    expression: `IF(requests >= ${minRequests}, 100 * failures / requests, 0)`,
  };
}

function asked({ namespace, name, dimensions }: Metric, statistic: string): MetricOfAlarm {
  return { namespace, name, dimensions: { ...dimensions }, statistic };
}
