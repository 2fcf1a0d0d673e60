import type { FunctionDef } from "@/lib/sandbox/world/types";
import { derivedSegmentId } from "@/lib/sandbox/xray/documents/derived-hash";
import { epochSeconds } from "@/lib/sandbox/xray/documents/seconds";
import type { XRaySegment, XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";

export interface LambdaSegmentInput {
  readonly fn: FunctionDef;
  readonly traceId: string;
  readonly segmentId: string;
  readonly requestId: string;
  readonly parentId: string | undefined;
  readonly links: NonNullable<XRaySegment["links"]>;
  /** When Lambda accepted the request or event. */
  readonly acceptedMs: number;
}

export interface Attempt {
  /** 1–3. */
  readonly number: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly failed: boolean;
}

function base(input: LambdaSegmentInput, endMs: number, status: number): XRaySegment {
  return {
    id: input.segmentId,
    name: input.fn.name,
    start_time: epochSeconds(input.acceptedMs),
    end_time: epochSeconds(endMs),
    trace_id: input.traceId,
    ...(input.parentId === undefined ? {} : { parent_id: input.parentId }),
    http: { response: { status } },
    aws: { request_id: input.requestId },
    origin: "AWS::Lambda",
    resource_arn: input.fn.arn,
    ...(input.links.length > 0 ? { links: input.links } : {}),
  };
}

/**
 * The service's segment of a synchronous invocation. It stays clean when the code fails: an error here means that
 * Lambda itself failed. [D services-xray]
 */
export function syncLambdaSegment(input: LambdaSegmentInput, endMs: number): XRaySegment {
  return base(input, endMs, 200);
}

/** A request that Lambda refused for lack of concurrency: no function segment follows. */
export function throttledLambdaSegment(input: LambdaSegmentInput, endMs: number): XRaySegment {
  return { ...base(input, endMs, 429), error: true, throttle: true };
}

/** Id of the subsegment of one attempt: the parent of that attempt's function segment. */
export function attemptSubsegmentId(lambdaSegmentId: string, attempt: number): string {
  return derivedSegmentId(lambdaSegmentId, "attempt", attempt);
}

/**
 * The service's segment of an asynchronous event: one for all attempts, since they share the request id.
 *
 *     AWS::Lambda  |-Dwell Time-|-Attempt #1-|      about a minute      |-Attempt #2-|
 *     function                    |-segment-|                             |-segment-|
 */
export function asyncLambdaSegment(input: LambdaSegmentInput, attempts: readonly Attempt[]): XRaySegment {
  const first = attempts[0]?.fromMs ?? input.acceptedMs;
  const dwell: XRaySubsegment = {
    id: derivedSegmentId(input.segmentId, "dwell"),
    name: "Dwell Time",
    start_time: epochSeconds(input.acceptedMs),
    end_time: epochSeconds(first),
  };
  const endMs = attempts.reduce((latest, attempt) => Math.max(latest, attempt.toMs), first);
  return {
    ...base(input, endMs, 202),
    subsegments: [
      dwell,
      ...attempts.map(
        (attempt): XRaySubsegment => ({
          id: attemptSubsegmentId(input.segmentId, attempt.number),
          name: `Attempt #${attempt.number}`,
          start_time: epochSeconds(attempt.fromMs),
          end_time: epochSeconds(attempt.toMs),
          ...(attempt.failed ? { error: true } : {}),
          http: { response: { status: 200 } },
        }),
      ),
    ],
  };
}
