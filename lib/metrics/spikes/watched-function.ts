import { type Ask, metricQueries } from "@/lib/metrics/ask";
import { rowKey } from "@/lib/metrics/lambda-queries";
import { type FigureAt, sinceFirst, type WatchedSeries } from "@/lib/metrics/spikes/watched";
import type { MetricQuery } from "@/lib/model/metric";

/** Names and statistics: [D monitoring-metrics-types]. */
const NAMESPACE = "AWS/Lambda";

const FAILURES: readonly Ask[] = [
  { key: "invocations", metric: "Invocations", statistic: "Sum" },
  { key: "errors", metric: "Errors", statistic: "Sum" },
  { key: "throttles", metric: "Throttles", statistic: "Sum" },
];

const LOADS: readonly Ask[] = [
  { key: "duration", metric: "Duration", statistic: "p95" },
  { key: "concurrency", metric: "ConcurrentExecutions", statistic: "Maximum" },
];

const LAG: Ask = { key: "iteratorAge", metric: "IteratorAge", statistic: "Maximum" };

/** How much of a function is looked at. */
export interface FunctionDetail {
  /** Duration and concurrency too: five billed metrics instead of three. */
  readonly loads: boolean;
  /** It reads a stream: one more. */
  readonly lag: boolean;
}

export function watchedFunctionQueries(
  name: string,
  { loads, lag }: FunctionDetail,
  periodMs: number,
): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [...FAILURES, ...(loads ? LOADS : []), ...(lag ? [LAG] : [])],
    { FunctionName: name },
    { stepMs: periodMs, wholeMs: periodMs },
    rowKey(name, ""),
  );
}

/** What has a daily rhythm, of one function: two billed metrics. */
export function functionTrafficQueries(name: string, periodMs: number): MetricQuery[] {
  return metricQueries(
    NAMESPACE,
    [...FAILURES, ...LOADS].filter(({ key }) => key === "invocations" || key === "concurrency"),
    { FunctionName: name },
    { stepMs: periodMs, wholeMs: periodMs },
    rowKey(name, ""),
  );
}

/**
 * The series of a function. Where Invocations has a datapoint, an absent one of Errors or Throttles is 0; an idle
 * minute is 0 invocations but a gap in everything else [D monitoring-metrics-types]. Throttled calls are not
 * invocations, so throttles are a share of both together.
 */
export function watchedFunctionSeries(figure: FigureAt): WatchedSeries[] {
  const invocations = figure("invocations", "sum", 0);
  if (invocations === null) return [];
  const ran = sinceFirst(invocations);
  const errors = figure("errors", "sum", 0);
  const throttles = figure("throttles", "sum", 0);
  const tried = throttles === null ? ran : ran.map((count, i) => sum(count, throttles[i] ?? null));
  const duration = figure("duration", "max", null);
  const concurrency = figure("concurrency", "max", null);
  const lag = figure("iteratorAge", "max", null);
  const series: (WatchedSeries | null)[] = [
    {
      measure: "invocations",
      statistic: null,
      kind: "count",
      counts: "requests",
      values: ran,
      requests: ran,
    },
    errors && { measure: "errors", statistic: null, kind: "rate", values: errors, requests: ran },
    throttles && { measure: "throttles", statistic: null, kind: "rate", values: throttles, requests: tried },
    duration && { measure: "duration", statistic: "p95", kind: "duration", values: duration, requests: ran },
    concurrency && {
      measure: "concurrency",
      statistic: "Maximum",
      kind: "concurrency",
      values: concurrency,
      requests: ran,
    },
    lag && { measure: "iteratorAge", statistic: "Maximum", kind: "age", values: lag, requests: ran },
  ];
  return series.filter((one) => one !== null);
}

function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
