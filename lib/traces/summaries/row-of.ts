import type { TraceRootCause, TraceSummary } from "@/lib/model/trace";
import type { TraceRow } from "@/lib/model/views/traces";
import { COLD_ANNOTATION } from "@/lib/traces/filter/filter-form";
import { routeOf } from "@/lib/traces/summaries/route-of";

const FUNCTION_TYPE = "AWS::Lambda::Function";
const LAMBDA_TYPES: ReadonlySet<string> = new Set(["AWS::Lambda", FUNCTION_TYPE]);
/** Lambda's own measurements, different in every trace, in both spellings. [D services-xray] */
const LAMBDA_TIMING = /^aws[.:](responseLatency|responseDuration|runtimeOverhead|extensionOverhead)$/;

export function rowOf(summary: TraceSummary): TraceRow {
  const { http, entry } = summary;
  return {
    traceId: summary.traceId,
    startMs: summary.startMs,
    durationMs: summary.durationMs,
    responseTimeMs: summary.responseTimeMs,
    fault: summary.fault,
    error: summary.error,
    throttle: summary.throttle,
    partial: summary.partial,
    method: http.method,
    url: http.url,
    status: http.status,
    route: routeOf(http.method, http.url, entry?.name ?? null),
    entry: entry?.name ?? null,
    services: [
      ...new Set(summary.services.filter(({ type }) => type !== "client").map(({ name }) => name)),
    ].filter((name) => name !== ""),
    annotations: summary.annotations
      .filter(({ key }) => !LAMBDA_TIMING.test(key))
      .map(({ key, value }) => [key, value]),
    rootCause: rootCauseText(summary.rootCauses),
    cold: coldByAnnotation(summary),
  };
}

/**
 * Powertools annotates each invocation of a function with `ColdStart`: true on the first of its environment, also where
 * the environment was started ahead and nobody waited, so that only the documents tell. False says "none" only when
 * there is no other function that may not annotate. Where no function took part, none had to start.
 */
function coldByAnnotation({ annotations, services }: TraceSummary): boolean | null {
  const lambda = services.filter(({ type }) => LAMBDA_TYPES.has(type ?? ""));
  if (services.length > 0 && services.every(({ type }) => type !== null) && lambda.length === 0) return false;
  const values = annotations.filter(({ key }) => key === COLD_ANNOTATION).map(({ value }) => value);
  if (values.includes(true)) return null;
  const functions = new Set(services.filter(({ type }) => type === FUNCTION_TYPE).map(({ name }) => name));
  return values.includes(false) && functions.size === 1 ? false : null;
}

/** The first fault, else the first error. Slow answers have causes too, but those are no failures. */
function rootCauseText(causes: readonly TraceRootCause[]): string | null {
  const cause = causes.find(({ kind }) => kind === "fault") ?? causes.find(({ kind }) => kind === "error");
  if (cause === undefined) return null;
  const path = cause.path.filter((name, index, all) => name !== "" && name !== all[index - 1]).join(" › ");
  const exception = cause.exceptions.at(-1);
  const said = [exception?.name, exception?.message].filter((text) => text).join(": ");
  return said === "" ? path || null : `${path}: ${said}`;
}
