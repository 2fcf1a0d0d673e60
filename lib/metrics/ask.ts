import type { DurationMs } from "@/lib/base/time";
import type { MetricQuery } from "@/lib/model/metric";

export interface Periods {
  /** Of charts and sparklines. */
  readonly stepMs: DurationMs;
  /** One period over the whole window, for percentiles and maxima in a single datapoint. */
  readonly wholeMs: DurationMs;
}

/** One figure to ask CloudWatch for, before it is known of what. */
export interface Ask {
  readonly key: string;
  readonly metric: string;
  readonly statistic: string;
  /** In one datapoint over the whole window instead of a series. */
  readonly whole?: boolean;
}

/** The same figures of one subject. Keys get `prefix`, so that many subjects fit into one request. */
export function metricQueries(
  namespace: string,
  asks: readonly Ask[],
  dimensions: Readonly<Record<string, string>>,
  periods: Periods,
  prefix = "",
): MetricQuery[] {
  return asks.map((ask) => ({
    key: prefix + ask.key,
    metric: { namespace, name: ask.metric, dimensions },
    statistic: ask.statistic,
    periodMs: ask.whole ? periods.wholeMs : periods.stepMs,
  }));
}
