import type { EnvironmentRecord, FunctionDef, InvocationRecord } from "@/lib/sandbox/world/types";
import { causeOf, type Failure } from "@/lib/sandbox/xray/documents/cause";
import { derivedSegmentId, idFraction, type SegmentPart } from "@/lib/sandbox/xray/documents/derived-hash";
import type { Instrumentation } from "@/lib/sandbox/xray/documents/instrumentation";
import { epochSeconds } from "@/lib/sandbox/xray/documents/seconds";
import type { AnnotationValue, XRaySegment, XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";

interface FunctionSegmentInput {
  readonly fn: FunctionDef;
  readonly accountId: string;
  readonly invocation: InvocationRecord;
  /** The environment, if this is its first invocation: its init belongs to this trace however long ago it was. */
  readonly initialised: EnvironmentRecord | null;
  readonly traceId: string;
  readonly segmentId: string;
  readonly parentId: string;
  readonly failure: Failure | null;
  /** Subsegments of the function's calls, in order of start. */
  readonly calls: readonly XRaySubsegment[];
  /** Ids of calls that travel as documents of their own instead of inside this one. */
  readonly streamed: ReadonlySet<string>;
  readonly instrumentation: Instrumentation;
  readonly annotations: Readonly<Record<string, AnnotationValue>>;
  readonly user: string;
}

/** When the function segment ends: the invocation's end plus, in the old style, the runtime's overhead. */
export function functionSegmentEndMs(
  fn: FunctionDef,
  invocation: InvocationRecord,
  segmentId: string,
): number {
  return invocation.startMs + invocation.durationMs + overheadMs(fn, invocation, segmentId);
}

function overheadMs(fn: FunctionDef, invocation: InvocationRecord, segmentId: string): number {
  // A killed runtime reports no overhead; new-style segments carry it as an annotation instead.
  if (fn.segmentStyle === "new" || !["success", "error"].includes(invocation.outcome)) return 0;
  return 0.1 + 0.4 * idFraction(segmentId);
}

/**
 * The `AWS::Lambda::Function` segment, in the function's style. [D services-xray]
 *
 *     old   [Initialization]  |--Invocation--------------|Overhead|
 *     new   [Init]            |--user subsegments, no Invocation--|   + annotations aws.responseLatency …
 *
 * The init (`Restore` with SnapStart) lies before the segment's own start, long before where it was provisioned.
 * Subsegments are unordered on the wire; readers must not rely on their order.
 */
export function functionSegment(input: FunctionSegmentInput): XRaySegment {
  const { fn, invocation, segmentId, failure } = input;
  const endMs = invocation.startMs + invocation.durationMs;
  const segmentEndMs = functionSegmentEndMs(fn, invocation, segmentId);
  const failed = failure ? { fault: true, cause: causeOf(failure, segmentId) } : {};
  const inside = userSubsegments(input, endMs);
  const subsegments: XRaySubsegment[] = [];
  const init = input.initialised;
  if (init) {
    const name = init.restore ? "Restore" : fn.segmentStyle === "new" ? "Init" : "Initialization";
    const initSubsegment = part(input, name, init.initStartMs, init.initStartMs + init.initMs);
    subsegments.push(init.initStatus === "ok" ? initSubsegment : { ...initSubsegment, fault: true });
  }
  if (fn.segmentStyle === "old") {
    if (segmentEndMs > endMs) subsegments.push(part(input, "Overhead", endMs, segmentEndMs));
    subsegments.push({
      ...part(input, "Invocation", invocation.startMs, endMs),
      ...failed,
      ...(inside.length > 0 ? { subsegments: inside } : {}),
    });
  } else {
    subsegments.push(...inside);
  }
  return {
    id: segmentId,
    name: fn.name,
    start_time: epochSeconds(invocation.startMs),
    end_time: epochSeconds(segmentEndMs),
    trace_id: input.traceId,
    parent_id: input.parentId,
    ...failed,
    aws: {
      account_id: input.accountId,
      function_arn: fn.arn,
      resource_names: [fn.name],
      cloudwatch_logs: [{ log_group: fn.logGroup }],
    },
    ...(fn.segmentStyle === "new" ? { annotations: responseAnnotations(invocation, segmentId) } : {}),
    ...(input.user === "" ? {} : { user: input.user }),
    origin: "AWS::Lambda::Function",
    ...(subsegments.length > 0 ? { subsegments } : {}),
  };
}

/** One of the platform's own subsegments. */
function part({ fn, segmentId }: FunctionSegmentInput, name: SegmentPart, fromMs: number, toMs: number) {
  return {
    id: derivedSegmentId(segmentId, name),
    name,
    start_time: epochSeconds(fromMs),
    end_time: epochSeconds(toMs),
    aws: { function_arn: fn.arn },
  } satisfies XRaySubsegment;
}

/** Milliseconds; latency, response and runtime overhead add up to the invocation's duration. */
function responseAnnotations(invocation: InvocationRecord, segmentId: string): Record<string, number> {
  const overhead = Math.min(0.2 + 0.4 * idFraction(segmentId), invocation.durationMs / 4);
  const response = Math.min(0.05 + 0.1 * idFraction(segmentId, 1), invocation.durationMs / 4);
  return {
    "aws.responseLatency": roundedMicroseconds(invocation.durationMs - overhead - response),
    "aws.responseDuration": roundedMicroseconds(response),
    "aws.runtimeOverhead": roundedMicroseconds(overhead),
    "aws.extensionOverhead": 0,
  };
}

function roundedMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

const handlerId = (segmentId: string) => derivedSegmentId(segmentId, "handler");

/** Id under which the code's own subsegments hang: Powertools' handler, else the segment that the SDK knows. */
export function codeParentId(segmentId: string, instrumentation: Instrumentation): string {
  return instrumentation.handlerSubsegment === null ? segmentId : handlerId(segmentId);
}

/** The calls, inside the `## handler` subsegment where Powertools makes one. */
function userSubsegments(input: FunctionSegmentInput, endMs: number): readonly XRaySubsegment[] {
  const { instrumentation, invocation, segmentId, failure, calls, annotations } = input;
  const own = Object.keys(annotations).length > 0 ? { annotations } : {};
  const kept = calls.filter(({ id }) => !input.streamed.has(id));
  if (instrumentation.handlerSubsegment === null) {
    const [first, ...rest] = kept;
    // Without Powertools the code annotates the subsegment at hand, its first call.
    return first ? [{ ...first, ...own }, ...rest] : [];
  }
  const margin = Math.min(0.2, invocation.durationMs / 10);
  const firstCall = calls[0]?.start_time ?? Number.POSITIVE_INFINITY;
  const lastCall = Math.max(0, ...calls.map((call) => call.end_time));
  const id = handlerId(segmentId);
  return [
    {
      id,
      name: instrumentation.handlerSubsegment,
      start_time: Math.min(epochSeconds(invocation.startMs + margin), firstCall),
      end_time: Math.max(epochSeconds(endMs - margin), lastCall),
      ...(failure ? { fault: true, cause: causeOf(failure, id) } : {}),
      annotations: {
        ColdStart: input.initialised !== null,
        Service: instrumentation.powertoolsService,
        ...annotations,
      },
      metadata: {
        [instrumentation.powertoolsService]: {
          [`${instrumentation.handlerSubsegment.slice(3)} response`]: {
            statusCode: failure ? 500 : 200,
            memoryUsedMb: invocation.maxMemoryUsedMb,
          },
        },
      },
      ...(kept.length > 0 ? { subsegments: kept } : {}),
    },
  ];
}
