import type { RequestFacts } from "@/lib/sandbox/logs/render/context-variables";
import { isoMs } from "@/lib/sandbox/logs/render/times";
import type {
  ApiDef,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
  World,
} from "@/lib/sandbox/world/types";

/** Gathers what the two logs of API Gateway may say about a request. */
export function requestFacts(world: World, api: ApiDef, requestIndex: number): RequestFacts {
  const request = world.request(requestIndex);
  const route = api.routes[request.routeIndex];
  const fn = route === undefined ? undefined : world.functions[route.functionIndex];
  return {
    accountId: world.account.accountId,
    region: world.region,
    api,
    route,
    request,
    detail: world.requestDetail(requestIndex),
    functionArn: fn === undefined ? null : qualified(fn, route?.qualifier ?? null),
    lambda: request.invocationIndex < 0 ? null : lambdaFacts(world, request.invocationIndex),
    authorizer:
      request.authorizerInvocation < 0 ? null : authorizerFacts(world, request.authorizerInvocation),
  };
}

function qualified(fn: FunctionDef, qualifier: string | null): string {
  return qualifier === null ? fn.arn : `${fn.arn}:${qualifier}`;
}

function lambdaFacts(world: World, index: number): NonNullable<RequestFacts["lambda"]> {
  const invocation = world.invocation(index);
  const detail = world.detail(index);
  const fn = world.functions[invocation.functionIndex];
  return {
    requestId: detail.requestId,
    version: invocation.version,
    failed: invocation.outcome !== "success",
    errorMessage: fn === undefined ? "" : errorMessage(fn, invocation, detail),
  };
}

/** As Lambda's answer to the gateway words it. */
function errorMessage(fn: FunctionDef, invocation: InvocationRecord, detail: InvocationDetail): string {
  const endMs = invocation.startMs + invocation.durationMs;
  switch (invocation.outcome) {
    case "success":
      return "";
    case "error":
      return detail.failure?.message ?? "Unhandled";
    case "timeout":
      return `${isoMs(endMs)} ${detail.requestId} Task timed out after ${(fn.timeoutMs / 1000).toFixed(2)} seconds`;
    case "out-of-memory":
      return `RequestId: ${detail.requestId} Error: Runtime exited with error: signal: killed`;
    case "crash":
      return `RequestId: ${detail.requestId} Error: Runtime exited with error: exit status 1`;
  }
}

function authorizerFacts(world: World, index: number): NonNullable<RequestFacts["authorizer"]> {
  const { arrivalMs, startMs, durationMs } = world.invocation(index);
  return { requestId: world.detail(index).requestId, latencyMs: startMs - arrivalMs + durationMs };
}
