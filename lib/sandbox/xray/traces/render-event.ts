import type { FunctionDef, InvocationRecord, World } from "@/lib/sandbox/world/types";
import { callSubsegmentId } from "@/lib/sandbox/xray/documents/downstream";
import { functionSegmentEndMs } from "@/lib/sandbox/xray/documents/function-segment";
import {
  type Attempt,
  asyncLambdaSegment,
  attemptSubsegmentId,
  type LambdaSegmentInput,
  syncLambdaSegment,
} from "@/lib/sandbox/xray/documents/lambda-segment";
import type { XRaySegment } from "@/lib/sandbox/xray/documents/segment";
import { type Arrival, usualArrivalMs } from "@/lib/sandbox/xray/traces/arrival";
import { callOfChild } from "@/lib/sandbox/xray/traces/call-of-child";
import { detailOf } from "@/lib/sandbox/xray/traces/detail-of";
import { renderAttempt } from "@/lib/sandbox/xray/traces/render-attempt";
import {
  acceptedMs,
  isAsync,
  isTracedInvocation,
  sharesParentTrace,
} from "@/lib/sandbox/xray/traces/trace-root";

/**
 * Documents of one request or event to a function, with all attempts so far and all that they caused in the same
 * trace. `parentId` is absent at the root. Nothing for an untraced function, though what it caused may be there.
 */
export function renderEvent(world: World, firstIndex: number, parentId?: string): readonly Arrival[] {
  const attempts = attemptsOf(world, firstIndex);
  const first = world.invocation(firstIndex);
  const fn = world.functions[first.functionIndex];
  const arrivals: Arrival[] = [];
  if (fn && isTracedInvocation(world, first)) {
    const input = lambdaInput(world, fn, first, parentId);
    const spans = attempts.map((attempt, i) => attemptSpan(world, fn, attempt, attempts[i - 1]));
    const endMs = Math.max(...spans.map(({ toMs }) => toMs));
    const lambda = isAsync(first) ? asyncLambdaSegment(input, spans) : syncLambdaSegment(input, endMs);
    arrivals.push({ document: lambda, visibleMs: usualArrivalMs(endMs, lambda.id) });
    for (const attempt of attempts) {
      const parent = isAsync(first) ? attemptSubsegmentId(lambda.id, attempt.attempt) : lambda.id;
      arrivals.push(...renderAttempt(world, fn, attempt, parent));
    }
  }
  for (const attempt of attempts) arrivals.push(...renderChildren(world, attempt));
  return arrivals;
}

function attemptsOf(world: World, firstIndex: number): readonly InvocationRecord[] {
  const indexes = Array.from(world.attemptsOf(firstIndex));
  return (indexes.length > 0 ? indexes : [firstIndex]).map((index) => world.invocation(index));
}

function lambdaInput(
  world: World,
  fn: FunctionDef,
  first: InvocationRecord,
  parentId: string | undefined,
): LambdaSegmentInput {
  const detail = detailOf(world, first.index);
  return {
    fn,
    traceId: detail.traceId,
    segmentId: detail.serviceSegmentId,
    requestId: detail.requestId,
    parentId,
    links: linksOf(world, fn, first),
    acceptedMs: acceptedMs(first),
  };
}

/** A queue's consumer names the traces of its batch's producers instead of joining one. */
function linksOf(world: World, fn: FunctionDef, first: InvocationRecord): NonNullable<XRaySegment["links"]> {
  if (first.trigger !== "sqs") return [];
  return (first.parentInvocations ?? [first.parentInvocation]).flatMap((index) => {
    if (index < 0) return [];
    const producer = world.invocation(index);
    if (!isTracedInvocation(world, producer)) return [];
    const { traceId } = detailOf(world, index);
    return [{ trace_id: traceId, id: callerIdOf(world, fn, first, producer) }];
  });
}

/** Id of the parent's subsegment that caused a child, or of the parent's segment when no call matches. */
function callerIdOf(
  world: World,
  fn: FunctionDef,
  child: InvocationRecord,
  parent: InvocationRecord,
): string {
  const { calls, functionSegmentId } = detailOf(world, parent.index);
  const call = callOfChild(
    { startMs: parent.startMs, calls },
    { trigger: child.trigger, functionName: fn.name, acceptedMs: acceptedMs(child) },
  );
  return call < 0 ? functionSegmentId : callSubsegmentId(functionSegmentId, call);
}

/**
 * When an attempt occupied Lambda. A later attempt starts after the one before; all of them include the init that
 * they waited for.
 */
function attemptSpan(
  world: World,
  fn: FunctionDef,
  attempt: InvocationRecord,
  previous: InvocationRecord | undefined,
): Attempt {
  const earliest = previous
    ? previous.startMs + previous.durationMs
    : acceptedMs(attempt) + (isAsync(attempt) ? attempt.queuedMs : 0);
  const init = attempt.cold ? world.environment(attempt.environmentIndex).initStartMs : attempt.startMs;
  return {
    number: attempt.attempt,
    fromMs: Math.min(Math.max(earliest, attempt.arrivalMs), init, attempt.startMs),
    toMs: functionSegmentEndMs(fn, attempt, detailOf(world, attempt.index).functionSegmentId),
    failed: attempt.outcome !== "success",
  };
}

function renderChildren(world: World, parent: InvocationRecord): readonly Arrival[] {
  const children = world.childrenOf(parent.index);
  const arrivals: Arrival[] = [];
  for (let i = 0; i < children.length; i++) {
    const child = world.invocation(children[i] ?? -1);
    const fn = world.functions[child.functionIndex];
    if (!fn || child.attempt > 1) continue;
    if (!child.sampled || !sharesParentTrace(world, child)) continue;
    arrivals.push(...renderEvent(world, child.index, callerIdOf(world, fn, child, parent)));
  }
  return arrivals;
}
