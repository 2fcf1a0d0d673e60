import type { FunctionDef, InvocationDetail, InvocationRecord, World } from "@/lib/sandbox/world/types";
import { callSubsegment, inferredSegment } from "@/lib/sandbox/xray/documents/downstream";
import {
  codeParentId,
  functionSegment,
  functionSegmentEndMs,
} from "@/lib/sandbox/xray/documents/function-segment";
import {
  annotationsFromLogs,
  type Instrumentation,
  instrumentationOf,
} from "@/lib/sandbox/xray/documents/instrumentation";
import { requestAnnotations } from "@/lib/sandbox/xray/documents/request-annotations";
import type { XRaySegment } from "@/lib/sandbox/xray/documents/segment";
import { type Arrival, usualArrivalMs } from "@/lib/sandbox/xray/traces/arrival";
import { callOfChild } from "@/lib/sandbox/xray/traces/call-of-child";
import { detailOf } from "@/lib/sandbox/xray/traces/detail-of";
import { acceptedMs } from "@/lib/sandbox/xray/traces/trace-root";

const instrumentations = new WeakMap<FunctionDef, Instrumentation>();

function instrumentationFor(fn: FunctionDef): Instrumentation {
  const known = instrumentations.get(fn);
  if (known) return known;
  const made = instrumentationOf(fn);
  instrumentations.set(fn, made);
  return made;
}

/** Documents of one run of a function's code: its segment, what X-Ray infers from its calls, streamed subsegments. */
export function renderAttempt(
  world: World,
  fn: FunctionDef,
  invocation: InvocationRecord,
  parentId: string,
): readonly Arrival[] {
  const detail = detailOf(world, invocation.index);
  const instrumentation = instrumentationFor(fn);
  const site = {
    traceId: detail.traceId,
    region: world.region,
    functionSegmentId: detail.functionSegmentId,
    startMs: invocation.startMs,
    endMs: invocation.startMs + invocation.durationMs,
  };
  const requestIds = calleeRequestIds(world, invocation, detail);
  const calls = detail.calls.map((call, i) => callSubsegment(site, call, i, requestIds.get(i)));
  // A streamed subsegment leaves before its parent; remote calls are the slow ones that get streamed.
  const streamed = new Set(
    instrumentation.streamsSubsegments
      ? calls.filter(({ namespace }) => namespace === "remote").map(({ id }) => id)
      : [],
  );
  const caller = callerFacts(world, invocation);
  const environment = world.environment(invocation.environmentIndex);
  const segment = functionSegment({
    fn,
    accountId: world.account.accountId,
    invocation,
    initialised: environment.firstInvocation === invocation.index ? environment : null,
    traceId: detail.traceId,
    segmentId: detail.functionSegmentId,
    parentId,
    failure: failureOf(fn, invocation, detail),
    calls,
    streamed,
    instrumentation,
    annotations: { ...caller.annotations, ...annotationsFromLogs(detail.logs) },
    user: caller.user,
  });
  const documents: XRaySegment[] = [segment];
  calls.forEach((call, i) => {
    if (streamed.has(call.id)) {
      const parent = codeParentId(detail.functionSegmentId, instrumentation);
      documents.push({ ...call, type: "subsegment", trace_id: detail.traceId, parent_id: parent });
    }
    const inferred = inferredSegment(detail.traceId, detail.calls[i]?.service ?? "Lambda", call);
    if (inferred) documents.push(inferred);
  });
  const visibleMs = usualArrivalMs(
    functionSegmentEndMs(fn, invocation, detail.functionSegmentId),
    detail.functionSegmentId,
  );
  return documents.map((document) => ({ document, visibleMs }));
}

/** What the handler knows about the API request that it serves; nothing for other triggers. */
function callerFacts(world: World, { trigger, requestIndex }: InvocationRecord) {
  if (trigger !== "api" || requestIndex < 0) return { user: "", annotations: {} };
  const request = world.request(requestIndex);
  const { user, path } = world.requestDetail(requestIndex);
  const route = world.apis[request.apiIndex]?.routes[request.routeIndex]?.path ?? "";
  return { user, annotations: requestAnnotations(route, path, user) };
}

/** What X-Ray says of a failure that the code could not report itself. */
function failureOf(fn: FunctionDef, invocation: InvocationRecord, detail: InvocationDetail) {
  if (detail.failure) return detail.failure;
  switch (invocation.outcome) {
    case "success":
      return null;
    case "timeout": {
      const seconds = (fn.timeoutMs / 1000).toFixed(2);
      return { type: "Sandbox.Timedout", message: `Task timed out after ${seconds} seconds`, stack: [] };
    }
    case "out-of-memory":
      return { type: "Runtime.OutOfMemory", message: "Runtime exited with error: signal: killed", stack: [] };
    case "crash":
    case "error":
      return { type: "Runtime.ExitError", message: "Runtime exited with error: exit status 1", stack: [] };
  }
}

/** Request ids of functions that this run called asynchronously, by call index: the caller sees them. */
function calleeRequestIds(
  world: World,
  invocation: InvocationRecord,
  detail: InvocationDetail,
): ReadonlyMap<number, string> {
  const ids = new Map<number, string>();
  if (!detail.calls.some(({ service }) => service === "Lambda")) return ids;
  const children = world.childrenOf(invocation.index);
  for (let i = 0; i < children.length; i++) {
    const child = world.invocation(children[i] ?? -1);
    if (child.trigger !== "async") continue;
    const call = callOfChild(
      { startMs: invocation.startMs, calls: detail.calls },
      {
        trigger: child.trigger,
        functionName: world.functions[child.functionIndex]?.name ?? "",
        acceptedMs: acceptedMs(child),
      },
    );
    if (call >= 0) ids.set(call, detailOf(world, child.index).requestId);
  }
  return ids;
}
