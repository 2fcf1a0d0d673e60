import "server-only";
import { SLOW, type SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import { SECOND_MS } from "@/lib/base/time";
import { type StageSubject, stageKey, stageRowQueries } from "@/lib/metrics/api-queries";
import type { ApiKind } from "@/lib/model/api-gateway";
import type { Metric } from "@/lib/model/metric";

/** REST answers within 29 s unless a quota was raised, HTTP within 30 s. [D API Gateway limits] */
const LIMIT_MS: Readonly<Record<ApiKind, number>> = {
  REST: 29 * SECOND_MS,
  HTTP: 30 * SECOND_MS,
  WEBSOCKET: 29 * SECOND_MS,
};

/** @param timeoutMs null: the configuration could not be read */
export function metricsOfFunction(name: string, timeoutMs: number | null): SubjectMetrics {
  const metric = (figure: string): Metric => ({
    namespace: "AWS/Lambda",
    name: figure,
    dimensions: { FunctionName: name },
  });
  return {
    subject: { kind: "function", name },
    requests: metric("Invocations"),
    failures: metric("Errors"),
    throttles: metric("Throttles"),
    duration: metric("Duration"),
    limitMs: timeoutMs,
  };
}

/** With the names and dimensions that the stage's own page asks for. */
export function metricsOfStage(stage: StageSubject): SubjectMetrics {
  const queries = stageRowQueries(stage, { stepMs: SECOND_MS, wholeMs: SECOND_MS });
  const metric = (figure: string): Metric => {
    const found = queries.find(({ key }) => key === stageKey(stage, figure));
    if (!found) throw new TypeError(`no metric ${figure}`);
    return found.metric;
  };
  return {
    subject: {
      kind: "stage",
      apiId: stage.id,
      apiName: stage.name,
      apiKind: stage.kind,
      stage: stage.stage,
    },
    requests: metric("count"),
    failures: metric("status5xx"),
    throttles: null,
    // A WebSocket API has no latency but that of its integration. [D apigateway-websocket-api-logging]
    duration: metric(stage.kind === "WEBSOCKET" ? "integrationP95" : "latencyP95"),
    limitMs: LIMIT_MS[stage.kind],
  };
}

/** What proposals are computed from, by figure. */
export const figures = ["requests", "failures", "throttles", "duration"] as const;
export type Figure = (typeof figures)[number];

export function statisticOf(figure: Figure): string {
  return figure === "duration" ? SLOW : "Sum";
}
