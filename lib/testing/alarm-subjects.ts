import type { SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import type { Alarm, AlarmQuery } from "@/lib/model/alarm";
import type { Metric } from "@/lib/model/metric";

/** Fixtures of alarms: only what a test is about is written out. */

export function functionMetrics(name: string, timeoutMs: number | null = 3_000): SubjectMetrics {
  const metric = (figure: string) => lambdaMetric(figure, { FunctionName: name });
  return {
    subject: { kind: "function", name },
    requests: metric("Invocations"),
    failures: metric("Errors"),
    throttles: metric("Throttles"),
    duration: metric("Duration"),
    limitMs: timeoutMs,
  };
}

export function stageMetrics(apiName: string, stage = "prod"): SubjectMetrics {
  const metric = (name: string): Metric => ({
    namespace: "AWS/ApiGateway",
    name,
    dimensions: { ApiName: apiName, Stage: stage },
  });
  return {
    subject: { kind: "stage", apiId: "a1b2", apiName, apiKind: "REST", stage },
    requests: metric("Count"),
    failures: metric("5XXError"),
    throttles: null,
    duration: metric("Latency"),
    limitMs: 29_000,
  };
}

export function lambdaMetric(name: string, dimensions: Metric["dimensions"]): Metric {
  return { namespace: "AWS/Lambda", name, dimensions };
}

export function queryOf(metric: Metric | null, statistic: string | null = "Sum", id = "m1"): AlarmQuery {
  return { id, metric, statistic, expression: null, label: null, periodMs: 300_000, watched: true };
}

/** One that tells somebody and looks for too much. */
export function alarmOn(name: string, queries: readonly AlarmQuery[], more: Partial<Alarm> = {}): Alarm {
  return {
    name,
    description: null,
    kind: "metric",
    state: "OK",
    stateReason: "",
    stateChangedMs: null,
    metric: queries[0]?.metric ?? null,
    queries,
    threshold: 1,
    comparison: ">=",
    periodMs: 300_000,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: "notBreaching",
    actionsEnabled: true,
    actions: 1,
    rule: null,
    ...more,
  };
}
