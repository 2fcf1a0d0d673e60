import type { ApiDef, FunctionDef, RequestDetail, RequestRecord } from "@/lib/sandbox/world/types";
import { derivedSegmentId } from "@/lib/sandbox/xray/documents/derived-hash";
import { epochSeconds } from "@/lib/sandbox/xray/documents/seconds";
import type { XRaySegment, XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";

/** One call of the stage to Lambda: the integration's or the authorizer's. */
export interface StageCall {
  readonly kind: "authorizer" | "integration";
  readonly fn: FunctionDef;
  readonly qualifier: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  /** What the stage got back: the integration's status, or 200 from an authorizer. */
  readonly status: number;
  readonly responseBytes: number;
}

interface StageSegmentInput {
  readonly api: ApiDef;
  readonly method: string;
  readonly region: string;
  readonly accountId: string;
  readonly request: RequestRecord;
  readonly detail: RequestDetail;
  readonly calls: readonly StageCall[];
}

/** Id of the subsegment of a stage's call: the parent of the function's `AWS::Lambda` segment. */
export function stageCallId(stageSegmentId: string, kind: StageCall["kind"]): string {
  return derivedSegmentId(stageSegmentId, kind);
}

/** Flags of an HTTP status as X-Ray sets them: 429 is a throttle and an error, other 4xx errors, 5xx faults. */
function statusFlags(status: number): Pick<XRaySubsegment, "error" | "throttle" | "fault"> {
  if (status === 429) return { error: true, throttle: true };
  if (status >= 500) return { fault: true };
  return status >= 400 ? { error: true } : {};
}

/** The `AWS::ApiGateway::Stage` segment of one request: from its start for its latency. */
export function stageSegment(input: StageSegmentInput): XRaySegment {
  const { api, region, request, detail } = input;
  return {
    id: detail.segmentId,
    name: `${api.name}/${api.stage}`,
    start_time: epochSeconds(request.startMs),
    end_time: epochSeconds(request.startMs + request.latencyMs),
    trace_id: detail.traceId,
    ...statusFlags(request.status),
    http: {
      request: {
        url: `https://${api.id}.execute-api.${region}.amazonaws.com/${api.stage}${detail.path}`,
        method: input.method,
        user_agent: detail.userAgent,
        client_ip: detail.sourceIp,
        x_forwarded_for: true,
      },
      response: { status: request.status, content_length: 0 },
    },
    aws: {
      api_gateway: {
        account_id: input.accountId,
        rest_api_id: api.id,
        stage: api.stage,
        request_id: detail.requestId,
      },
    },
    annotations: { "aws:api_id": api.id, "aws:api_stage": api.stage },
    metadata: {
      default: { extended_request_id: detail.extendedRequestId, request_id: detail.requestId },
    },
    origin: "AWS::ApiGateway::Stage",
    resource_arn: `arn:aws:apigateway:${region}::/restapis/${api.id}/stages/${api.stage}`,
    ...(input.calls.length > 0
      ? { subsegments: input.calls.map((call) => callSubsegment(input, call)) }
      : {}),
  };
}

function callSubsegment({ region, detail }: StageSegmentInput, call: StageCall): XRaySubsegment {
  const arn = call.qualifier === null ? call.fn.arn : `${call.fn.arn}:${call.qualifier}`;
  return {
    id: stageCallId(detail.segmentId, call.kind),
    name: "Lambda",
    start_time: epochSeconds(call.fromMs),
    end_time: epochSeconds(call.toMs),
    ...statusFlags(call.status),
    http: {
      request: {
        url: `https://lambda.${region}.amazonaws.com/2015-03-31/functions/${arn}/invocations`,
        method: "POST",
      },
      response: { status: call.status, content_length: call.responseBytes },
    },
    aws: {
      function_name: call.fn.name,
      region,
      operation: "Invoke",
      resource_names: [call.fn.name],
    },
    namespace: "aws",
  };
}
