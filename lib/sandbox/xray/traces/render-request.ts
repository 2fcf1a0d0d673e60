import type { FunctionDef, RequestRecord, RouteDef, World } from "@/lib/sandbox/world/types";
import { derivedRequestId, derivedSegmentId } from "@/lib/sandbox/xray/documents/derived-hash";
import { functionSegmentEndMs } from "@/lib/sandbox/xray/documents/function-segment";
import { throttledLambdaSegment } from "@/lib/sandbox/xray/documents/lambda-segment";
import { type StageCall, stageCallId, stageSegment } from "@/lib/sandbox/xray/documents/stage-segment";
import { type Arrival, usualArrivalMs } from "@/lib/sandbox/xray/traces/arrival";
import { detailOf } from "@/lib/sandbox/xray/traces/detail-of";
import { renderEvent } from "@/lib/sandbox/xray/traces/render-event";

/** The gateway's own work around a call to Lambda. */
const GATEWAY_MARGIN_MS = 0.5;
/** The gateway's work before a call that left no record. */
const FRONT_MS = 2;

/** Documents of a request to a traced REST stage: the stage's segment and all below it. */
export function renderRequest(world: World, requestIndex: number): readonly Arrival[] {
  const request = world.request(requestIndex);
  const api = world.apis[request.apiIndex];
  const route = api?.routes[request.routeIndex];
  const fn = world.functions[route?.functionIndex ?? -1];
  if (!api || !route || !fn) return [];
  const detail = world.requestDetail(requestIndex);
  const authorizer = authorizerCall(world, request);
  const integration = integrationCall(world, request, route, fn);
  const stage = stageSegment({
    api,
    method: route.method,
    region: world.region,
    accountId: world.account.accountId,
    request,
    detail,
    calls: [...(authorizer ? [authorizer] : []), ...(integration ? [integration] : [])],
  });
  const endMs = request.startMs + request.latencyMs;
  const arrivals: Arrival[] = [{ document: stage, visibleMs: usualArrivalMs(endMs, stage.id) }];
  if (authorizer) {
    arrivals.push(...renderEvent(world, request.authorizerInvocation, stageCallId(stage.id, "authorizer")));
  }
  if (request.invocationIndex >= 0) {
    arrivals.push(...renderEvent(world, request.invocationIndex, stageCallId(stage.id, "integration")));
  } else if (request.outcome === "function-throttled" && integration && fn.traced) {
    const throttled = throttledLambdaSegment(
      {
        fn,
        traceId: detail.traceId,
        segmentId: derivedSegmentId(stage.id, "throttled"),
        requestId: derivedRequestId(stage.id),
        parentId: stageCallId(stage.id, "integration"),
        links: [],
        acceptedMs: integration.fromMs,
      },
      integration.toMs,
    );
    arrivals.push({ document: throttled, visibleMs: usualArrivalMs(endMs, throttled.id) });
  }
  return arrivals;
}

function authorizerCall(world: World, request: RequestRecord): StageCall | undefined {
  if (request.authorizerInvocation < 0) return undefined;
  const run = world.invocation(request.authorizerInvocation);
  const fn = world.functions[run.functionIndex];
  if (!fn) return undefined;
  const endMs = functionSegmentEndMs(fn, run, detailOf(world, run.index).functionSegmentId);
  return {
    kind: "authorizer",
    fn,
    qualifier: fn.invokedQualifier,
    ...insideStage(request, run.arrivalMs, endMs + GATEWAY_MARGIN_MS),
    status: run.outcome === "success" ? 200 : 500,
    responseBytes: 0,
  };
}

/** The stage's wait for its integration: as long as IntegrationLatency says, around the invocation. */
function integrationCall(
  world: World,
  request: RequestRecord,
  route: RouteDef,
  fn: FunctionDef,
): StageCall | undefined {
  if (request.integrationLatencyMs === null) return undefined;
  const run = request.invocationIndex < 0 ? undefined : world.invocation(request.invocationIndex);
  const fromMs = run?.arrivalMs ?? request.startMs + FRONT_MS;
  return {
    kind: "integration",
    fn: (run && world.functions[run.functionIndex]) ?? fn,
    qualifier: route.qualifier,
    ...insideStage(request, fromMs, fromMs + request.integrationLatencyMs),
    // The stage hears of a throttle as 429 and turns it into its own answer.
    status: request.outcome === "function-throttled" ? 429 : request.status,
    responseBytes: request.responseBytes,
  };
}

function insideStage(request: RequestRecord, fromMs: number, toMs: number) {
  const endMs = request.startMs + request.latencyMs;
  const start = Math.min(Math.max(fromMs, request.startMs), endMs);
  return { fromMs: start, toMs: Math.max(start, Math.min(toMs, endMs)) };
}
