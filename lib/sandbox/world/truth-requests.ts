import type { InvocationRecord, Outcome, RequestOutcome, Trigger, World } from "@/lib/sandbox/world/types";

export interface InvocationTruth {
  readonly functionName: string;
  readonly version: string;
  readonly requestId: string;
  readonly attempt: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly billedDurationMs: number;
  /** Init or restore that the invocation waited for, 0 when warm. */
  readonly initMs: number;
  readonly cold: boolean;
  readonly outcome: Outcome;
  readonly logGroup: string;
  readonly logStream: string;
  readonly traceId: string;
  readonly traced: boolean;
  readonly trigger: Trigger;
}

export interface RequestTruth {
  readonly apiGatewayRequestId: string;
  readonly extendedRequestId: string;
  /** Empty when nothing of the request has a trace id. */
  readonly traceId: string;
  /** The trace reached X-Ray. */
  readonly traced: boolean;
  readonly api: string;
  readonly stage: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly startMs: number;
  readonly latencyMs: number;
  readonly canary: boolean;
  readonly outcome: RequestOutcome;
  readonly authorizer: InvocationTruth | null;
  /** The integration's invocation first, then all that its messages and calls caused. */
  readonly invocations: readonly InvocationTruth[];
}

export interface EventTruth {
  /** Begin of the first attempt. */
  readonly startMs: number;
  readonly trigger: Trigger;
  readonly invocations: readonly InvocationTruth[];
}

export interface RequestsTruth {
  readonly from: number;
  readonly to: number;
  readonly region: string;
  /** API requests that arrived in the window, ascending. */
  readonly requests: readonly RequestTruth[];
  /** Work in the window that no API request caused: schedules, uploads, streams, direct calls. Ascending. */
  readonly events: readonly EventTruth[];
}

/** The joined ids of at most `limit` requests and `limit` events of [fromMs, toMs). */
export function truthRequests(world: World, fromMs: number, toMs: number, limit: number): RequestsTruth {
  const requests = world.apis
    .flatMap((api) => firstOf(world.requestsOf(api.index, fromMs, toMs), limit))
    .map((index) => world.request(index))
    .sort((a, b) => a.startMs - b.startMs || a.index - b.index)
    .slice(0, limit);
  const roots = world.functions
    .flatMap((def) => rootsOf(world, def.index, fromMs, toMs, limit))
    .sort((a, b) => a.startMs - b.startMs || a.index - b.index)
    .slice(0, limit);
  return {
    from: fromMs,
    to: toMs,
    region: world.region,
    requests: requests.map((request) => requestTruth(world, request.index)),
    events: roots.map((root) => ({
      startMs: root.startMs,
      trigger: root.trigger,
      invocations: treeOf(world, root.index).map((index) => invocationTruth(world, index)),
    })),
  };
}

function requestTruth(world: World, index: number): RequestTruth {
  const request = world.request(index);
  const detail = world.requestDetail(index);
  const api = world.apis[request.apiIndex];
  const invocations =
    request.invocationIndex < 0
      ? []
      : treeOf(world, request.invocationIndex).map((one) => invocationTruth(world, one));
  return {
    apiGatewayRequestId: detail.requestId,
    extendedRequestId: detail.extendedRequestId,
    traceId: detail.traceId,
    traced: request.sampled || (api?.tracing !== true && (invocations[0]?.traced ?? false)),
    api: api?.name ?? "",
    stage: api?.stage ?? "",
    method: api?.routes[request.routeIndex]?.method ?? "",
    path: detail.path,
    status: request.status,
    startMs: request.startMs,
    latencyMs: request.latencyMs,
    canary: request.canary,
    outcome: request.outcome,
    authorizer:
      request.authorizerInvocation < 0 ? null : invocationTruth(world, request.authorizerInvocation),
    invocations,
  };
}

function invocationTruth(world: World, index: number): InvocationTruth {
  const record = world.invocation(index);
  const detail = world.detail(index);
  const def = world.functions[record.functionIndex];
  return {
    functionName: def?.name ?? "",
    version: record.version,
    requestId: detail.requestId,
    attempt: record.attempt,
    startMs: record.startMs,
    durationMs: record.durationMs,
    billedDurationMs: record.billedDurationMs,
    initMs: record.cold ? world.environment(record.environmentIndex).initMs : 0,
    cold: record.cold,
    outcome: record.outcome,
    logGroup: def?.logGroup ?? "",
    logStream: world.logStreamName(record.environmentIndex),
    traceId: detail.traceId,
    traced: record.sampled,
    trigger: record.trigger,
  };
}

/** An invocation, its further attempts, and everything that they caused, each once; finished ones only. */
function treeOf(world: World, first: number): readonly number[] {
  const found = new Set<number>();
  const visit = (index: number) => {
    for (const attempt of Array.from(world.attemptsOf(index))) {
      if (found.has(attempt) || !isFinished(world, world.invocation(attempt))) continue;
      found.add(attempt);
      for (const child of Array.from(world.childrenOf(attempt))) {
        if (world.invocation(child).attempt === 1) visit(child);
      }
    }
  };
  visit(first);
  return [...found];
}

function isFinished(world: World, record: InvocationRecord): boolean {
  return record.startMs + record.durationMs <= world.nowMs();
}

function rootsOf(
  world: World,
  functionIndex: number,
  fromMs: number,
  toMs: number,
  limit: number,
): readonly InvocationRecord[] {
  const list = world.invocationsOf(functionIndex, fromMs, toMs);
  const roots: InvocationRecord[] = [];
  for (let i = 0; i < list.length && roots.length < limit; i++) {
    const record = world.invocation(list[i] ?? 0);
    const isRoot =
      record.requestIndex < 0 && record.parentInvocation < 0 && record.firstAttempt === record.index;
    if (isRoot) roots.push(record);
  }
  return roots;
}

function firstOf(list: ArrayLike<number>, limit: number): number[] {
  const first: number[] = [];
  for (let i = 0; i < list.length && i < limit; i++) first.push(list[i] ?? 0);
  return first;
}
