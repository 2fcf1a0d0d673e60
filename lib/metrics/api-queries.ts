import { type Ask, metricQueries, type Periods } from "@/lib/metrics/ask";
import type { ApiKind } from "@/lib/model/api-gateway";
import type { MetricQuery } from "@/lib/model/metric";

/** Names and dimensions differ by kind of API. [D api-gateway-metrics-and-dimensions, http-api-metrics] */

const NAMESPACE = "AWS/ApiGateway";

/** What identifies a stage in CloudWatch. */
export interface StageSubject {
  readonly id: string;
  readonly name: string;
  readonly kind: ApiKind;
  readonly stage: string;
}

interface Names {
  readonly count: string;
  readonly status4xx: string;
  readonly status5xx: string;
}

const NAMES: Readonly<Record<ApiKind, Names>> = {
  REST: { count: "Count", status4xx: "4XXError", status5xx: "5XXError" },
  HTTP: { count: "Count", status4xx: "4xx", status5xx: "5xx" },
  WEBSOCKET: { count: "MessageCount", status4xx: "ClientError", status5xx: "ExecutionError" },
};

/** The counts of a stage, by kind of API. */
export function stageMetricNames(kind: ApiKind): Names {
  return NAMES[kind];
}

/**
 * REST metrics carry the API's name, not its id: non-ASCII characters are removed, and the id stands in when nothing
 * is left. Two REST APIs of one name share their metrics. [D api-gateway-metrics-and-dimensions]
 */
export function restMetricName(name: string, id: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, "");
  return ascii === "" ? id : ascii;
}

export function stageDimensions(subject: StageSubject): Readonly<Record<string, string>> {
  return subject.kind === "REST"
    ? { ApiName: restMetricName(subject.name, subject.id), Stage: subject.stage }
    : { ApiId: subject.id, Stage: subject.stage };
}

function countAsks(kind: ApiKind, whole: boolean): Ask[] {
  const names = NAMES[kind];
  return [
    { key: "count", metric: names.count, statistic: "Sum", whole },
    { key: "status4xx", metric: names.status4xx, statistic: "Sum", whole },
    { key: "status5xx", metric: names.status5xx, statistic: "Sum", whole },
  ];
}

/** Requests of the window in one figure: one billed metric. */
export function stageCountQueries(subject: StageSubject, periods: Periods): MetricQuery[] {
  const ask = { key: "count", metric: NAMES[subject.kind].count, statistic: "Sum", whole: true };
  return metricQueries(NAMESPACE, [ask], stageDimensions(subject), periods, stageKey(subject, ""));
}

/** Requests per period: one billed metric. */
export function stageCountSeriesQueries(subject: StageSubject, periods: Periods): MetricQuery[] {
  const ask = { key: "requests", metric: NAMES[subject.kind].count, statistic: "Sum" };
  return metricQueries(NAMESPACE, [ask], stageDimensions(subject), periods, stageKey(subject, ""));
}

/** What is looked at for something unusual: four billed metrics. */
export function watchedStageQueries(subject: StageSubject, periods: Periods): MetricQuery[] {
  const latency: Ask = { key: "latencyP95", metric: "Latency", statistic: "p95" };
  return metricQueries(
    NAMESPACE,
    [...countAsks(subject.kind, false), latency],
    stageDimensions(subject),
    periods,
    stageKey(subject, ""),
  );
}

const WHOLE_LATENCIES: readonly Ask[] = [
  { key: "p95", metric: "Latency", statistic: "p95", whole: true },
  { key: "integrationP95", metric: "IntegrationLatency", statistic: "p95", whole: true },
];

/** Key of a stage's figures: NUL stands in no id or stage name. */
export function stageKey(subject: Pick<StageSubject, "id" | "stage">, figure: string): string {
  return `${subject.id}\0${subject.stage}\0${figure}`;
}

/** One row of the APIs table. */
export function stageRowQueries(subject: StageSubject, periods: Periods): MetricQuery[] {
  const cache: Ask[] =
    subject.kind === "REST"
      ? [{ key: "cacheHits", metric: "CacheHitCount", statistic: "Sum", whole: true }]
      : [];
  return metricQueries(
    NAMESPACE,
    [
      ...countAsks(subject.kind, false),
      { key: "latencyP95", metric: "Latency", statistic: "p95" },
      ...WHOLE_LATENCIES,
      ...cache,
    ],
    stageDimensions(subject),
    periods,
    stageKey(subject, ""),
  );
}

/** A stage's figures in an earlier window. */
export function previousStageQueries(subject: StageSubject, periods: Periods): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [...countAsks(subject.kind, true), { key: "p95", metric: "Latency", statistic: "p95", whole: true }],
    stageDimensions(subject),
    periods,
    stageKey(subject, ""),
  );
}

/** Totals of one stage (or of its canary: Stage is then `stage/Canary`). */
export function stageTotalsQueries(subject: StageSubject, periods: Periods, prefix = ""): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [
      ...countAsks(subject.kind, true),
      { key: "p50", metric: "Latency", statistic: "p50", whole: true },
      { key: "p99", metric: "Latency", statistic: "p99", whole: true },
      ...WHOLE_LATENCIES,
      ...(subject.kind === "REST"
        ? [
            { key: "cacheHits", metric: "CacheHitCount", statistic: "Sum", whole: true },
            { key: "cacheMisses", metric: "CacheMissCount", statistic: "Sum", whole: true },
          ]
        : []),
    ],
    stageDimensions(subject),
    periods,
    prefix,
  );
}

/** Every series of the API page. */
export function stagePageQueries(subject: StageSubject, periods: Periods): MetricQuery[] {
  const percentiles = (key: string, metric: string): Ask[] =>
    ["p50", "p95", "p99"].map((statistic) => ({ key: `${key} ${statistic}`, metric, statistic }));
  return metricQueries(
    NAMESPACE,
    [
      ...countAsks(subject.kind, false),
      ...percentiles("latency", "Latency"),
      ...percentiles("integration", "IntegrationLatency"),
      { key: "latency average", metric: "Latency", statistic: "Average" },
      { key: "integration average", metric: "IntegrationLatency", statistic: "Average" },
      { key: "integration calls", metric: "IntegrationLatency", statistic: "SampleCount" },
      ...(subject.kind === "REST"
        ? [
            { key: "cacheHits", metric: "CacheHitCount", statistic: "Sum" },
            { key: "cacheMisses", metric: "CacheMissCount", statistic: "Sum" },
          ]
        : [{ key: "dataProcessed", metric: "DataProcessed", statistic: "Sum" }]),
    ],
    stageDimensions(subject),
    periods,
    "series ",
  );
}

/** One method of a stage with detailed metrics. */
export function routeQueries(
  subject: StageSubject,
  route: { readonly method: string; readonly path: string },
  periods: Periods,
): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [...countAsks(subject.kind, true), ...WHOLE_LATENCIES],
    { ...stageDimensions(subject), Resource: route.path, Method: route.method },
    periods,
    routeKey(route, ""),
  );
}

export function routeKey(route: { readonly method: string; readonly path: string }, figure: string): string {
  return `route ${route.method} ${route.path}\0${figure}`;
}
