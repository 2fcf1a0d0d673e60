import { formatSpan } from "@/lib/base/format-duration";
import { formatExact, trimZeros } from "@/lib/base/format-number";
import type { DisplayUnit } from "@/lib/base/format-value";
import { SECOND_MS } from "@/lib/base/time";
import type { Alarm } from "@/lib/model/alarm";
import type { Metric } from "@/lib/model/metric";

/** Lambda and API Gateway measure these in milliseconds. [D monitoring-metrics-types, api-gateway-metrics-and-dimensions] */
const MILLISECONDS: ReadonlySet<string> = new Set([
  "AWS/Lambda Duration",
  "AWS/Lambda PostRuntimeExtensionsDuration",
  "AWS/Lambda IteratorAge",
  "AWS/Lambda AsyncEventAge",
  "AWS/ApiGateway Latency",
  "AWS/ApiGateway IntegrationLatency",
]);

/** 1 for each request that it holds for, 0 for the others: the average is a share. */
const ONE_OR_NONE: ReadonlySet<string> = new Set([
  "AWS/Lambda Errors",
  "AWS/ApiGateway 4XXError",
  "AWS/ApiGateway 5XXError",
  "AWS/ApiGateway 4xx",
  "AWS/ApiGateway 5xx",
  "AWS/ApiGateway CacheHitCount",
  "AWS/ApiGateway CacheMissCount",
]);

/** Unit of what the alarm compares; plain numbers for expressions and for metrics of others. */
export function unitOfAlarm(alarm: Alarm): DisplayUnit {
  const watched = alarm.queries.find((query) => query.watched);
  return alarm.metric === null ? "count" : unitOf(alarm.metric, watched?.statistic ?? null);
}

function unitOf({ namespace, name }: Metric, statistic: string | null): DisplayUnit {
  const key = `${namespace} ${name}`;
  if (statistic === "SampleCount") return "count";
  if (MILLISECONDS.has(key)) return "ms";
  if (key === "AWS/Lambda ProvisionedConcurrencyUtilization") return "ratio";
  if (key === "AWS/ApiGateway DataProcessed") return "bytes";
  return ONE_OR_NONE.has(key) && statistic === "Average" ? "ratio" : "count";
}

/** A threshold as it was set, every digit of it: `5000 ms` → `5 s`, `0.0125` of requests → `1.25 %`. */
export function thresholdText(threshold: number, unit: DisplayUnit): string {
  if (unit === "ms") {
    return threshold >= SECOND_MS && Number.isInteger(threshold)
      ? formatSpan(threshold)
      : `${formatExact(threshold)} ms`;
  }
  if (unit === "ratio") return `${trimZeros((threshold * 100).toFixed(6))} %`;
  if (unit === "bytes") return `${formatExact(threshold)} bytes`;
  return formatExact(threshold);
}
