import { MINUTE_MS } from "@/lib/base/time";
import type { Alarm, AlarmQuery } from "@/lib/model/alarm";
import type { Metric } from "@/lib/model/metric";

export function lambdaMetric(name: string, functionName: string): Metric {
  return { namespace: "AWS/Lambda", name, dimensions: { FunctionName: functionName } };
}

export function aQuery(query: Partial<AlarmQuery>): AlarmQuery {
  return {
    id: "m1",
    metric: null,
    statistic: query.metric ? "Sum" : null,
    expression: null,
    label: null,
    periodMs: 5 * MINUTE_MS,
    watched: false,
    ...query,
  };
}

/** `Errors Sum ≥ 3 in 2 of 2 periods of 5 min` of the function `pay`, in state OK, unless told otherwise. */
export function anAlarm(alarm: Partial<Alarm> = {}): Alarm {
  const metric = alarm.metric === undefined ? lambdaMetric("Errors", "pay") : alarm.metric;
  return {
    name: "pay-errors",
    description: null,
    kind: "metric",
    state: "OK",
    stateReason: "",
    stateChangedMs: null,
    queries: metric === null ? [] : [aQuery({ metric, watched: true })],
    threshold: 3,
    comparison: ">=",
    periodMs: 5 * MINUTE_MS,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    treatMissingData: "missing",
    actionsEnabled: true,
    actions: 1,
    rule: null,
    ...alarm,
    metric,
  };
}

/** A composite alarm. */
export function aRule(name: string, rule: string, alarm: Partial<Alarm> = {}): Alarm {
  return anAlarm({
    name,
    kind: "composite",
    metric: null,
    queries: [],
    threshold: null,
    comparison: null,
    periodMs: null,
    evaluationPeriods: null,
    datapointsToAlarm: null,
    treatMissingData: null,
    rule,
    ...alarm,
  });
}
