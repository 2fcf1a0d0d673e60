import type { JsonObject, Service } from "@/lib/sandbox/http/contract";
import { isJsonObject } from "@/lib/sandbox/http/wire";

/** Operations that can tell of half an answer that the other half is missing. All others would give short pages. */
const HALVES: Readonly<Record<string, (result: JsonObject) => JsonObject>> = {
  "cloudwatch.GetMetricData": (result) => ({
    ...result,
    MetricDataResults: listOf(result.MetricDataResults).map((one, index) =>
      isJsonObject(one) && index % 2 === 1
        ? { ...one, Timestamps: [], Values: [], StatusCode: "InternalError" }
        : one,
    ),
  }),
  "xray.BatchGetTraces": (result) => {
    const traces = listOf(result.Traces);
    const left = traces.filter((_, index) => index % 2 === 1);
    return {
      ...result,
      Traces: traces.filter((_, index) => index % 2 === 0),
      UnprocessedTraceIds: left.map((trace) => (isJsonObject(trace) ? trace.Id : "")),
    };
  },
  "logs.GetQueryResults": (result) =>
    result.status === "Complete"
      ? {
          ...result,
          status: "Timeout",
          results: listOf(result.results).filter((_, index) => index % 2 === 0),
        }
      : result,
};

export function answersInHalf(service: Service["name"], operation: string): boolean {
  return Object.hasOwn(HALVES, `${service}.${operation}`);
}

export function halfOfResults(service: Service["name"], operation: string, result: JsonObject): JsonObject {
  return HALVES[`${service}.${operation}`]?.(result) ?? result;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
