import { percentileOfCounts } from "@/lib/base/statistics";
import { type FeltRoute, longestFirst, waitedTotal } from "@/lib/cold-starts/felt-by-route";

/** So many requests to a route that are alike. */
export interface CountedRequests {
  readonly route: string;
  /** null: not logged. */
  readonly latencyMs: number | null;
  /** The log names a function's request. */
  readonly called: boolean;
  readonly count: number;
}

/** One request that waited for an init or a restore; it is among the counted ones. */
export interface FeltRequest {
  readonly route: string;
  readonly latencyMs: number;
  readonly waitMs: number;
}

/**
 * The same as `feltByRoute`, from counts by latency and the few requests that waited. `functionsOf` names the functions
 * behind a route, all of which were read of; null: one was not, or they are not known, so that nothing of it is told.
 */
export function feltByCounts(
  counted: readonly CountedRequests[],
  felt: readonly FeltRequest[],
  functionsOf: (route: string) => readonly string[] | null,
): readonly FeltRoute[] {
  const routes = byRoute(counted);
  const waits = byRoute(felt);
  return [...routes]
    .map(([route, own]) => tellRoute(route, own, waits.get(route) ?? [], functionsOf(route)))
    .sort(longestFirst);
}

function byRoute<T extends { readonly route: string }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(item.route);
    if (known === undefined) groups.set(item.route, [item]);
    else known.push(item);
  }
  return groups;
}

function tellRoute(
  route: string,
  counted: readonly CountedRequests[],
  felt: readonly FeltRequest[],
  functions: readonly string[] | null,
): FeltRoute {
  const withLatency = new Map<number, number>();
  for (const { latencyMs, called, count } of functions === null ? [] : counted) {
    if (latencyMs !== null && called) withLatency.set(latencyMs, (withLatency.get(latencyMs) ?? 0) + count);
  }
  const joined = [...withLatency.values()].reduce((sum, count) => sum + count, 0);
  // Nobody waits for longer than the gateway does.
  const waits =
    joined === 0 ? [] : felt.map((one) => ({ ...one, waitMs: Math.min(one.latencyMs, one.waitMs) }));
  const waitedMs = waitedTotal(waits.map(({ waitMs }) => waitMs));
  const latencyMs = [...withLatency].reduce((sum, [ms, count]) => sum + ms * count, 0);
  const without = new Map(withLatency);
  for (const one of waits) {
    without.set(one.latencyMs, (without.get(one.latencyMs) ?? 0) - 1);
    const restMs = one.latencyMs - one.waitMs;
    without.set(restMs, (without.get(restMs) ?? 0) + 1);
  }
  return {
    route,
    functions: joined === 0 ? [] : (functions ?? []),
    requests: counted.reduce((sum, { count }) => sum + count, 0),
    joined,
    felt: waits.filter(({ waitMs }) => waitMs > 0).length,
    waitedMs,
    latencyShare: latencyMs === 0 ? null : waitedMs / latencyMs,
    latencyP95Ms: p95Of(withLatency),
    latencyP95WithoutMs: p95Of(without),
  };
}

function p95Of(counts: ReadonlyMap<number, number>): number | null {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return (
    percentileOfCounts(
      sorted.map(([value]) => value),
      sorted.map(([, count]) => count),
      95,
    ) ?? null
  );
}
