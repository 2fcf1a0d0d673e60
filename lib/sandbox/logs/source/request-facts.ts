import { keyOf } from "@/lib/sandbox/api-gateway/plans";
import type { RequestFacts } from "@/lib/sandbox/logs/render/context-variables";
import { isoMs } from "@/lib/sandbox/logs/render/times";
import type {
  ApiDef,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
  RequestRecord,
  World,
} from "@/lib/sandbox/world/types";

/**
 * Gathers what the two logs of API Gateway may say about a request. Details are derived at their first use: most
 * formats and levels need few of them.
 */
export function requestFacts(world: World, api: ApiDef, request: RequestRecord): RequestFacts {
  const route = api.routes[request.routeIndex];
  const fn = route === undefined ? undefined : world.functions[route.functionIndex];
  const { invocationIndex, authorizerInvocation } = request;
  const detail = once(() => world.requestDetail(request.index));
  const lambda = once(() => (invocationIndex < 0 ? null : lambdaFacts(world, invocationIndex)));
  const authorizer = once(() =>
    authorizerInvocation < 0 ? null : authorizerFacts(world, authorizerInvocation),
  );
  return {
    accountId: world.account.accountId,
    region: world.region,
    api,
    route,
    request,
    get apiKeyId() {
      return keyOf(world, api, request.index)?.id ?? null;
    },
    functionArn: fn === undefined ? null : qualified(fn, route?.qualifier ?? null),
    get detail() {
      return detail();
    },
    get lambda() {
      return lambda();
    },
    get authorizer() {
      return authorizer();
    },
  };
}

function once<T>(compute: () => T): () => T {
  let held: { readonly value: T } | null = null;
  return () => {
    held ??= { value: compute() };
    return held.value;
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
