import { percentileOfSorted } from "@/lib/base/statistics";
import { type Deployment, deploymentsOf } from "@/lib/sandbox/world/deployments";
import { type Bill, bill, type LogBytes } from "@/lib/sandbox/world/truth-bill";
import { mostAtOnce } from "@/lib/sandbox/world/truth-concurrency";
import type { ApiDef, FunctionDef, Incident, World } from "@/lib/sandbox/world/types";

export interface FunctionTruth {
  readonly invocations: number;
  /** Outcomes other than success. */
  readonly errors: number;
  readonly throttles: number;
  readonly timeouts: number;
  readonly outOfMemory: number;
  readonly coldStarts: {
    /** Invocations that waited for an init that went well. */
    readonly onDemand: number;
    /** Invocations that waited for a restore. */
    readonly snapStartRestore: number;
    /** Environments started by provisioned concurrency, used or not. */
    readonly provisionedInit: number;
    /** Environments started by the service without a request, used or not. */
    readonly proactiveInit: number;
    /** Invocations that waited for an init that failed. */
    readonly failedInit: number;
    /** Invocations that repeated an init inside their Duration. */
    readonly suppressedInit: number;
    /** Environments that went away unused. */
    readonly unusedInit: number;
  };
  readonly durationSumMs: number;
  readonly billedDurationSumMs: number;
  /** Init Duration of REPORT; neither restores nor failed or suppressed inits have one. */
  readonly initDurationSumMs: number;
  readonly restoreDurationSumMs: number;
  readonly gbSeconds: number;
  /** null without invocations. Linear interpolation over all durations. */
  readonly durationP50Ms: number | null;
  readonly durationP95Ms: number | null;
  readonly durationP99Ms: number | null;
  /** Executions at one moment, init included. */
  readonly concurrentExecutionsMax: number;
}

export interface ApiTruth {
  readonly id: string;
  readonly kind: ApiDef["kind"];
  readonly count: number;
  readonly status4xx: number;
  readonly status5xx: number;
  readonly latencySumMs: number;
  readonly latencyP95Ms: number | null;
  readonly integrationLatencySumMs: number;
  readonly integrationLatencyP95Ms: number | null;
  readonly cacheHits: number;
  /** Requests of cached routes that went on to the integration. */
  readonly cacheMisses: number;
}

export interface Truth {
  readonly from: number;
  readonly to: number;
  readonly region: string;
  readonly functions: Readonly<Record<string, FunctionTruth>>;
  /** By `name/stage`. */
  readonly apis: Readonly<Record<string, ApiTruth>>;
  readonly account: {
    readonly invocations: number;
    readonly errors: number;
    readonly throttles: number;
    readonly durationSumMs: number;
    readonly billedDurationSumMs: number;
    readonly gbSeconds: number;
    readonly concurrentExecutionsMax: number;
    readonly requests: number;
    readonly status4xx: number;
    readonly status5xx: number;
  };
  readonly incidents: readonly (Incident & {
    readonly functions: readonly string[];
    readonly apis: readonly string[];
  })[];
  /** Changes that somebody made in the window, oldest first; one of `function` and `api` (`name/stage`) is null. */
  readonly deployments: readonly (Omit<Deployment, "functionIndex" | "apiIndex"> & {
    readonly function: string | null;
    readonly api: string | null;
  })[];
  readonly bill: Bill;
}

/**
 * What happened in [fromMs, toMs), from the records themselves: invocations by START, requests by arrival,
 * environments by begin of init; only what has finished. Sums are exact to the hundredth of a millisecond.
 */
export function truth(world: World, fromMs: number, toMs: number, logBytes?: LogBytes): Truth {
  const functions: Record<string, FunctionTruth> = {};
  for (const def of world.functions) functions[def.name] = functionTruth(world, def, fromMs, toMs);
  const apis: Record<string, ApiTruth> = {};
  for (const api of world.apis) {
    apis[`${api.name}/${api.stage}`] = apiTruth(world, api, fromMs, toMs);
  }
  const all = Object.values(functions);
  const stages = Object.values(apis);
  const sum = <T>(items: readonly T[], figure: (item: T) => number) =>
    items.reduce((total, item) => total + figure(item), 0);
  return {
    from: fromMs,
    to: toMs,
    region: world.region,
    functions,
    apis,
    account: {
      invocations: sum(all, (one) => one.invocations),
      errors: sum(all, (one) => one.errors),
      throttles: sum(all, (one) => one.throttles),
      durationSumMs: Math.round(sum(all, (one) => one.durationSumMs) * 100) / 100,
      billedDurationSumMs: sum(all, (one) => one.billedDurationSumMs),
      gbSeconds: sum(all, (one) => one.gbSeconds),
      concurrentExecutionsMax: mostAtOnce(world, world.functions, fromMs, toMs),
      requests: sum(stages, (one) => one.count),
      status4xx: sum(stages, (one) => one.status4xx),
      status5xx: sum(stages, (one) => one.status5xx),
    },
    incidents: world.incidents
      .filter((incident) => incident.fromMs < toMs && incident.toMs > fromMs)
      .map((incident) => ({
        ...incident,
        functions: incident.functionIndexes.map((index) => world.functions[index]?.name ?? ""),
        apis: incident.apiIndexes.map((index) => stageName(world, index) ?? "/"),
      })),
    deployments: deploymentsOf(world, fromMs, toMs).map(({ functionIndex, apiIndex, ...deployment }) => ({
      function: world.functions[functionIndex]?.name ?? null,
      api: stageName(world, apiIndex),
      ...deployment,
    })),
    bill: bill(world, fromMs, toMs, logBytes),
  };
}

function functionTruth(world: World, def: FunctionDef, fromMs: number, toMs: number): FunctionTruth {
  const list = world.invocationsOf(def.index, fromMs, toMs);
  const durations = new Float64Array(list.length);
  const count = { errors: 0, timeouts: 0, outOfMemory: 0 };
  const cold = { onDemand: 0, snapStartRestore: 0, failedInit: 0, suppressedInit: 0 };
  // Hundredths of a millisecond are whole numbers and add up exactly.
  let durationCs = 0;
  let initCs = 0;
  let restoreCs = 0;
  let billedMs = 0;
  for (let i = 0; i < list.length; i++) {
    const record = world.invocation(list[i] ?? 0);
    durations[i] = record.durationMs;
    durationCs += Math.round(record.durationMs * 100);
    billedMs += record.billedDurationMs;
    if (record.outcome !== "success") count.errors++;
    if (record.outcome === "timeout") count.timeouts++;
    if (record.outcome === "out-of-memory") count.outOfMemory++;
    if (record.suppressedInitMs > 0) cold.suppressedInit++;
    if (!record.cold) continue;
    const environment = world.environment(record.environmentIndex);
    const phaseCs = Math.round(environment.initMs * 100);
    if (environment.restore) {
      cold.snapStartRestore++;
      restoreCs += phaseCs;
    } else if (environment.initStatus === "ok") {
      cold.onDemand++;
      initCs += phaseCs;
    } else cold.failedInit++;
  }
  durations.sort();
  const percentile = (p: number) => percentileOfSorted(durations, p) ?? null;
  return {
    invocations: list.length,
    ...count,
    throttles: world.throttlesOf(def.index, fromMs, toMs).length,
    coldStarts: { ...cold, ...startedEnvironments(world, def, fromMs, toMs) },
    durationSumMs: durationCs / 100,
    billedDurationSumMs: billedMs,
    initDurationSumMs: initCs / 100,
    restoreDurationSumMs: restoreCs / 100,
    gbSeconds: ((def.memoryMb / 1024) * billedMs) / 1000,
    durationP50Ms: percentile(50),
    durationP95Ms: percentile(95),
    durationP99Ms: percentile(99),
    concurrentExecutionsMax: mostAtOnce(world, [def], fromMs, toMs),
  };
}

/** `name/stage` of an API, null where there is none. */
function stageName(world: World, apiIndex: number): string | null {
  const api = world.apis[apiIndex];
  return api === undefined ? null : `${api.name}/${api.stage}`;
}

function startedEnvironments(world: World, def: FunctionDef, fromMs: number, toMs: number) {
  const started = { provisionedInit: 0, proactiveInit: 0, unusedInit: 0 };
  const list = world.environmentsOf(def.index, fromMs, toMs);
  for (let i = 0; i < list.length; i++) {
    const environment = world.environment(list[i] ?? 0);
    if (environment.initStartMs < fromMs) continue;
    if (environment.start === "provisioned") started.provisionedInit++;
    if (environment.start === "proactive") started.proactiveInit++;
    if (environment.firstInvocation < 0 && environment.endMs <= world.nowMs()) started.unusedInit++;
  }
  return started;
}

function apiTruth(world: World, api: ApiDef, fromMs: number, toMs: number): ApiTruth {
  const list = world.requestsOf(api.index, fromMs, toMs);
  const latencies = new Float64Array(list.length);
  const integrations: number[] = [];
  const count = { status4xx: 0, status5xx: 0, cacheHits: 0, cacheMisses: 0 };
  let latencySumMs = 0;
  let integrationLatencySumMs = 0;
  for (let i = 0; i < list.length; i++) {
    const request = world.request(list[i] ?? 0);
    latencies[i] = request.latencyMs;
    latencySumMs += request.latencyMs;
    if (request.status >= 500) count.status5xx++;
    else if (request.status >= 400) count.status4xx++;
    if (request.outcome === "cache-hit") count.cacheHits++;
    if (request.integrationLatencyMs === null) continue;
    integrations.push(request.integrationLatencyMs);
    integrationLatencySumMs += request.integrationLatencyMs;
    if (api.routes[request.routeIndex]?.cached === true) count.cacheMisses++;
  }
  latencies.sort();
  return {
    id: api.id,
    kind: api.kind,
    count: list.length,
    ...count,
    latencySumMs,
    latencyP95Ms: percentileOfSorted(latencies, 95) ?? null,
    integrationLatencySumMs,
    integrationLatencyP95Ms: percentileOfSorted(Float64Array.from(integrations).sort(), 95) ?? null,
  };
}
