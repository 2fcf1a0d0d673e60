import type { AppLog, FunctionDef } from "@/lib/sandbox/world/types";

/**
 * One line in the CloudWatch Embedded Metric Format. The log's numbers become metrics, its texts dimensions, unless it
 * brings a directive (`_aws`) of its own. [D23 EMF Specification]
 */
export function embeddedMetricText(log: AppLog, atMs: number, fn: FunctionDef): string {
  if ("_aws" in log.fields) {
    const own = log.fields._aws;
    const directive = typeof own === "object" && own !== null ? { Timestamp: Math.floor(atMs), ...own } : own;
    return `${JSON.stringify({ ...log.fields, _aws: directive })}\n`;
  }
  const entries = Object.entries(log.fields);
  const dimensions = entries.filter(([, value]) => typeof value === "string").map(([key]) => key);
  const metrics = entries.filter(([, value]) => typeof value === "number").map(([key]) => key);
  const line = {
    _aws: {
      Timestamp: Math.floor(atMs),
      CloudWatchMetrics: [
        {
          Namespace: fn.environmentVariables.POWERTOOLS_METRICS_NAMESPACE ?? "Shop",
          Dimensions: [dimensions],
          Metrics: metrics.map((Name) => ({ Name, Unit: unitOf(Name) })),
        },
      ],
    },
    ...log.fields,
  };
  return `${JSON.stringify(line)}\n`;
}

function unitOf(metric: string): string {
  return /(Ms|Milliseconds|Latency|Duration)$/.test(metric) ? "Milliseconds" : "Count";
}
