import { percentile } from "@/lib/base/statistics";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";

/** A request to an API, from its own logs. */
export interface RoutedRequest {
  /** `GET /orders/{id}` with its API and stage. */
  readonly route: string;
  /** What its client waited; null: not logged. */
  readonly latencyMs: number | null;
  /** Of the function that it called; null: its logs do not say. */
  readonly lambdaRequestId: string | null;
}

export interface FeltRoute {
  readonly route: string;
  /** Names of those that ran for the joined requests, in order. */
  readonly functions: readonly string[];
  readonly requests: number;
  /** Of these with a latency and a function's request whose lines were read: all other figures are of them. */
  readonly joined: number;
  readonly felt: number;
  /** Waited for inits and restores. */
  readonly waitedMs: number;
  /** waitedMs ÷ all latency, 0–1; null: nothing joined. */
  readonly latencyShare: number | null;
  readonly latencyP95Ms: number | null;
  /** Had nobody waited for an init. */
  readonly latencyP95WithoutMs: number | null;
}

/** Which requests of one stream waited for its init or restore, and for how long. A wait of unknown length is left out. */
export function feltWaits(
  lines: readonly PlatformLine[],
): readonly (readonly [requestId: string, ms: number])[] {
  const waits = lines.flatMap(({ requestId, initMs, restoreMs }): [string, number][] => {
    const ms = initMs ?? restoreMs;
    return requestId === null || ms === null ? [] : [[requestId, ms]];
  });
  if (waits.length > 0) return waits;
  const failed = lines.find(
    ({ what, status }) => what === "init-report" && status !== null && status !== "success",
  );
  const [first] = lines.filter(({ what }) => what === "start").sort((a, b) => a.atMs - b.atMs);
  if (failed?.durationMs == null || first?.requestId == null || first.atMs < failed.atMs) return [];
  return [[first.requestId, failed.durationMs]];
}

/** A request to a function that was read of. */
export interface KnownRequest {
  readonly functionName: string;
  /** 0: it found an environment. */
  readonly waitMs: number;
}

/**
 * How much of what the users of each route waited was cold starts, most first. A request to a function that was not read
 * of is in `requests` alone: whether it waited is not known.
 */
export function feltByRoute(
  requests: readonly RoutedRequest[],
  known: ReadonlyMap<string, KnownRequest>,
): readonly FeltRoute[] {
  const routes = new Map<string, RoutedRequest[]>();
  for (const request of requests) {
    const known = routes.get(request.route);
    if (known === undefined) routes.set(request.route, [request]);
    else known.push(request);
  }
  return [...routes].map(([route, own]) => tellRoute(route, own, known)).sort(longestFirst);
}

/** Largest share first, then by name. */
export function longestFirst(a: FeltRoute, b: FeltRoute): number {
  return (b.latencyShare ?? -1) - (a.latencyShare ?? -1) || a.route.localeCompare(b.route);
}

/** In an order of their own, so that fractions add up alike however they were found. */
export function waitedTotal(waitsMs: readonly number[]): number {
  return waitsMs.toSorted((a, b) => a - b).reduce((sum, ms) => sum + ms, 0);
}

function tellRoute(
  route: string,
  requests: readonly RoutedRequest[],
  known: ReadonlyMap<string, KnownRequest>,
): FeltRoute {
  const joined = requests.flatMap(({ latencyMs, lambdaRequestId }) => {
    const called = lambdaRequestId === null ? undefined : known.get(lambdaRequestId);
    if (latencyMs === null || called === undefined) return [];
    // Nobody waits for longer than the gateway does.
    return [{ latencyMs, waitMs: Math.min(latencyMs, called.waitMs), functionName: called.functionName }];
  });
  const waitedMs = waitedTotal(joined.map(({ waitMs }) => waitMs));
  const latencyMs = joined.reduce((sum, one) => sum + one.latencyMs, 0);
  const p95 = (values: readonly number[]) => percentile(values, 95) ?? null;
  return {
    route,
    functions: [...new Set(joined.map(({ functionName }) => functionName))].sort(),
    requests: requests.length,
    joined: joined.length,
    felt: joined.filter(({ waitMs }) => waitMs > 0).length,
    waitedMs,
    latencyShare: latencyMs === 0 ? null : waitedMs / latencyMs,
    latencyP95Ms: p95(joined.map((one) => one.latencyMs)),
    latencyP95WithoutMs: p95(joined.map((one) => one.latencyMs - one.waitMs)),
  };
}
