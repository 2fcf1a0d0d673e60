import "server-only";
import type { MetricStat } from "@aws-sdk/client-cloudwatch";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";
import type { Metric } from "@/lib/model/metric";

/** A metric with its statistic, as GetMetricData asks for it: the period in seconds. */
export function metricStatOf(
  metric: Metric,
  statistic: string | undefined,
  periodMs: DurationMs,
): MetricStat {
  return {
    Metric: {
      Namespace: metric.namespace,
      MetricName: metric.name,
      Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: periodMs / SECOND_MS,
    Stat: statistic,
  };
}
