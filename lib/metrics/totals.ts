import { highest, ratio, total } from "@/lib/metrics/grid";
import type { Datapoints } from "@/lib/model/metric";
import type { ApiTotals } from "@/lib/model/views/api";
import type { FunctionTotals, VersionRow } from "@/lib/model/views/function";

/** Gives the datapoints of a figure by its key. */
export type Points = (figure: string) => Datapoints | undefined;

/** Window totals of a function from the keys of `functionPageQueries`. Nothing ran: all null. */
export function functionTotals(points: Points): FunctionTotals {
  const invocations = total(points("invocations"));
  const absent = invocations === null ? null : 0;
  const errors = total(points("errors")) ?? absent;
  return {
    invocations,
    errors,
    errorRate: ratio(errors, invocations),
    throttles: total(points("throttles")) ?? absent,
    durationP50Ms: highest(points("p50")),
    durationP95Ms: highest(points("p95")),
    durationP99Ms: highest(points("p99")),
    durationMaxMs: highest(points("max")),
    concurrencyPeak: highest(points("peak")),
  };
}

/** Window totals of a stage from the keys of `stageTotalsQueries`. */
export function apiTotals(points: Points): ApiTotals {
  const count = total(points("count"));
  const absent = count === null ? null : 0;
  return {
    count,
    status4xx: total(points("status4xx")) ?? absent,
    status5xx: total(points("status5xx")) ?? absent,
    latencyP50Ms: highest(points("p50")),
    latencyP95Ms: highest(points("p95")),
    latencyP99Ms: highest(points("p99")),
    integrationLatencyP95Ms: highest(points("integrationP95")),
    cacheHits: total(points("cacheHits")),
    cacheMisses: total(points("cacheMisses")),
  };
}

/**
 * Counts of a stage less those of its canary. Canary requests are reported in the stage and in `stage/Canary`
 * [D canary-release, for logs and metrics]; percentiles stay the stage's.
 */
export function withoutCanary(stage: ApiTotals, canary: ApiTotals): ApiTotals {
  const less = (whole: number | null, part: number | null) =>
    whole === null ? null : Math.max(0, whole - (part ?? 0));
  return {
    ...stage,
    count: less(stage.count, canary.count),
    status4xx: less(stage.status4xx, canary.status4xx),
    status5xx: less(stage.status5xx, canary.status5xx),
    cacheHits: less(stage.cacheHits, canary.cacheHits),
    cacheMisses: less(stage.cacheMisses, canary.cacheMisses),
  };
}

/** One version behind a weighted alias, from the keys of `versionQueries`. */
export function versionRow(
  identity: Pick<VersionRow, "alias" | "version" | "weight">,
  points: Points,
): VersionRow {
  const invocations = total(points("invocations"));
  const errors = total(points("errors")) ?? (invocations === null ? null : 0);
  return {
    ...identity,
    invocations,
    errors,
    errorRate: ratio(errors, invocations),
    durationP50Ms: highest(points("p50")),
    durationP95Ms: highest(points("p95")),
  };
}
