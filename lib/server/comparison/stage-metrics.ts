import "server-only";
import { type StageSubject, stageDimensions, stageMetricNames } from "@/lib/metrics/api-queries";
import type { SideMetrics } from "@/lib/server/comparison/read-side";

/** Of a stage, or of its canary, whose stage is called `stage/Canary`. */
export function stageMetrics(subject: StageSubject): SideMetrics {
  const { count, status4xx, status5xx } = stageMetricNames(subject.kind);
  return {
    namespace: "AWS/ApiGateway",
    requests: count,
    failures: status5xx,
    clientErrors: status4xx,
    duration: "Latency",
    withSum: false,
    dimensions: stageDimensions(subject),
  };
}
