import type { DownstreamCall } from "@/lib/sandbox/world/types";
import { causeOf } from "@/lib/sandbox/xray/documents/cause";
import {
  derivedRequestId,
  derivedSegmentId,
  derivedUpperRequestId,
} from "@/lib/sandbox/xray/documents/derived-hash";
import { epochSeconds } from "@/lib/sandbox/xray/documents/seconds";
import type { XRayHttp, XRaySegment, XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";

interface CallSite {
  readonly traceId: string;
  readonly region: string;
  /** Segment that makes the calls; ids of its subsegments derive from it. */
  readonly functionSegmentId: string;
  readonly startMs: number;
  /** A call still open then (a timeout) is cut there. */
  readonly endMs: number;
}

/** Id of the subsegment of a function's n-th call; asynchronous children name it as their parent. */
export function callSubsegmentId(functionSegmentId: string, callIndex: number): string {
  return derivedSegmentId(functionSegmentId, "call", callIndex);
}

/** The subsegment in which a function waits for a call. `requestId` is the callee's when it is known. */
export function callSubsegment(
  site: CallSite,
  call: DownstreamCall,
  callIndex: number,
  requestId?: string,
): XRaySubsegment {
  const id = callSubsegmentId(site.functionSegmentId, callIndex);
  const fromMs = Math.min(site.startMs + call.offsetMs, site.endMs);
  const toMs = Math.min(fromMs + call.durationMs, site.endMs);
  const isHttp = call.service === "http";
  return {
    id,
    name: isHttp ? call.resource : call.service,
    start_time: epochSeconds(fromMs),
    end_time: epochSeconds(toMs),
    namespace: isHttp ? "remote" : "aws",
    ...flagsOf(call),
    ...(call.errorType === ""
      ? {}
      : { cause: causeOf({ type: call.errorType, message: call.errorMessage, stack: [] }, id, true) }),
    http: httpOf(call),
    ...(isHttp ? {} : { aws: awsOf(site, call, id, requestId) }),
  };
}

function flagsOf(call: DownstreamCall): Pick<XRaySubsegment, "error" | "throttle" | "fault"> {
  switch (call.result) {
    case "ok":
      return {};
    case "error":
      return { error: true };
    case "throttle":
      return { error: true, throttle: true };
    case "fault":
      return { fault: true };
  }
}

function httpOf(call: DownstreamCall): XRayHttp {
  // No status: the callee never answered.
  const response = call.status > 0 ? { response: { status: call.status } } : {};
  if (call.service !== "http") return response;
  return {
    request: { method: call.operation, url: `https://${call.resource}${call.path}`, traced: false },
    ...response,
  };
}

/** Field that names the resource of a service's calls, by service. */
const RESOURCE_FIELD = {
  DynamoDB: "table_name",
  SQS: "queue_url",
  SNS: "topic_arn",
  S3: "bucket_name",
  Lambda: "function_name",
  SecretsManager: "secret_id",
} as const satisfies Record<Exclude<DownstreamCall["service"], "http">, string>;

function awsOf(site: CallSite, call: DownstreamCall, subsegmentId: string, requestId: string | undefined) {
  if (call.service === "http") return {};
  const makeId = call.service === "DynamoDB" ? derivedUpperRequestId : derivedRequestId;
  return {
    retries: call.retries,
    region: site.region,
    operation: call.operation,
    request_id: requestId ?? makeId(subsegmentId),
    [RESOURCE_FIELD[call.service]]: call.resource,
    resource_names: [call.resource],
  };
}

/**
 * Origin of the segment that X-Ray infers from a call. Null: none is inferred, because a traced callee sends its own
 * and an untraced function must leave no segment. Undefined for http: a remote host has no origin.
 */
const INFERRED_ORIGIN = {
  DynamoDB: "AWS::DynamoDB::Table",
  SQS: "AWS::SQS::Queue",
  SNS: "AWS::SNS",
  S3: "AWS::S3::Bucket",
  Lambda: null,
  SecretsManager: "AWS::SecretsManager",
  http: undefined,
} as const satisfies Record<DownstreamCall["service"], string | null | undefined>;

/** The callee's segment as X-Ray infers it from a call's subsegment: same times, same flags, its own id. */
export function inferredSegment(
  traceId: string,
  service: DownstreamCall["service"],
  call: XRaySubsegment,
): XRaySegment | undefined {
  const origin = INFERRED_ORIGIN[service];
  if (origin === null) return undefined;
  // Spelled out: object rest is several times slower here, and most of a trace's documents are inferred ones.
  return {
    id: derivedSegmentId(call.id, "inferred"),
    name: call.name,
    start_time: call.start_time,
    trace_id: traceId,
    end_time: call.end_time,
    parent_id: call.id,
    inferred: true,
    ...(call.error ? { error: true } : undefined),
    ...(call.throttle ? { throttle: true } : undefined),
    ...(call.fault ? { fault: true } : undefined),
    ...(call.http ? { http: call.http } : undefined),
    ...(call.aws ? { aws: call.aws } : undefined),
    ...(origin === undefined ? undefined : { origin }),
  };
}
