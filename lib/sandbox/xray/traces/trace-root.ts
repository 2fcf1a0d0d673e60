import type { InvocationRecord, World } from "@/lib/sandbox/world/types";
import { detailOf } from "@/lib/sandbox/xray/traces/detail-of";

/** What began a trace: a request to a traced REST stage, or an invocation that no traced caller made. */
export interface TraceRoot {
  readonly kind: "request" | "invocation";
  readonly index: number;
  readonly startMs: number;
}

/** Triggers whose events Lambda queues and retries by itself. */
const ASYNC_TRIGGERS: ReadonlySet<InvocationRecord["trigger"]> = new Set([
  "sns",
  "s3",
  "schedule",
  "warm-up",
  "async",
]);

export function isAsync(invocation: InvocationRecord): boolean {
  return ASYNC_TRIGGERS.has(invocation.trigger);
}

/**
 * When Lambda took the request or event in, epoch ms: before queueing and before any init. An event without a caller
 * cannot be older than the second that its trace id names.
 */
export function acceptedMs(invocation: InvocationRecord): number {
  const { arrivalMs } = invocation;
  if (!isAsync(invocation)) return arrivalMs;
  const publishedMs = Math.min(arrivalMs, invocation.startMs - invocation.queuedMs);
  return invocation.parentInvocation < 0
    ? Math.max(publishedMs, Math.floor(arrivalMs / 1000) * 1000)
    : publishedMs;
}

/** Does this request have a stage segment? HTTP APIs have no X-Ray. [D http-api-vs-rest] */
function isTracedRequest(world: World, requestIndex: number): boolean {
  if (requestIndex < 0) return false;
  const request = world.request(requestIndex);
  const api = world.apis[request.apiIndex];
  return request.sampled && api !== undefined && api.kind === "REST" && api.tracing;
}

/** Does X-Ray have segments of this invocation? */
export function isTracedInvocation(world: World, invocation: InvocationRecord): boolean {
  return invocation.sampled && world.functions[invocation.functionIndex]?.traced === true;
}

/**
 * Does this traced invocation begin a trace? Queue and stream consumers always do; what an API calls directly does so
 * only where the API itself is not traced; children carry on their parent's trace.
 */
export function beginsTrace(world: World, invocation: InvocationRecord): boolean {
  if (invocation.attempt > 1) return false;
  switch (invocation.trigger) {
    case "sqs":
    case "kinesis":
    case "schedule":
    case "warm-up":
    case "direct":
      return true;
    case "api":
    case "authorizer":
      return !isTracedRequest(world, invocation.requestIndex);
    case "sns":
    case "s3":
    case "async":
      return !sharesParentTrace(world, invocation);
  }
}

/** True when the trace of this asynchronous child is its parent's. */
export function sharesParentTrace(world: World, invocation: InvocationRecord): boolean {
  if (invocation.parentInvocation < 0) return false;
  const parent = detailOf(world, invocation.parentInvocation).traceId;
  return parent === detailOf(world, invocation.firstAttempt).traceId;
}

/** An event can wait in its queue and a request for its environment; no root starts its handler later than this. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** Roots that began in [fromMs, toMs), ascending. */
export function traceRoots(world: World, fromMs: number, toMs: number): readonly TraceRoot[] {
  const roots: TraceRoot[] = [];
  for (const api of world.apis) {
    if (api.kind !== "REST" || !api.tracing) continue;
    const requests = world.requestsOf(api.index, fromMs, toMs);
    for (let i = 0; i < requests.length; i++) {
      const request = world.request(requests[i] ?? -1);
      if (request.sampled) roots.push({ kind: "request", index: request.index, startMs: request.startMs });
    }
  }
  for (const fn of world.functions) {
    if (!fn.traced) continue;
    const invocations = world.invocationsOf(fn.index, fromMs, toMs + LONGEST_WAIT_MS);
    for (let i = 0; i < invocations.length; i++) {
      const invocation = world.invocation(invocations[i] ?? -1);
      if (!invocation.sampled) continue;
      const startMs = acceptedMs(invocation);
      if (startMs < fromMs || startMs >= toMs || !beginsTrace(world, invocation)) continue;
      roots.push({ kind: "invocation", index: invocation.index, startMs });
    }
  }
  return roots.sort((a, b) => a.startMs - b.startMs || a.index - b.index);
}

/** The root of a trace id, or undefined when X-Ray has no such trace. */
export function traceRootOf(world: World, traceId: string): TraceRoot | undefined {
  const found = world.findTrace(traceId);
  if (!found) return undefined;
  if (isTracedRequest(world, found.requestIndex)) {
    const request = world.request(found.requestIndex);
    return { kind: "request", index: request.index, startMs: request.startMs };
  }
  for (const index of found.invocationIndexes) {
    const invocation = world.invocation(index);
    if (isTracedInvocation(world, invocation) && beginsTrace(world, invocation)) {
      return { kind: "invocation", index, startMs: acceptedMs(invocation) };
    }
  }
  return undefined;
}
