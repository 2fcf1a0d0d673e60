import { clf } from "@/lib/sandbox/logs/render/times";
import type {
  ApiDef,
  RequestDetail,
  RequestOutcome,
  RequestRecord,
  RouteDef,
} from "@/lib/sandbox/world/types";

/** Everything that the access log and the execution log of one API request may mention. */
export interface RequestFacts {
  readonly accountId: string;
  readonly region: string;
  readonly api: ApiDef;
  readonly route: RouteDef | undefined;
  readonly request: RequestRecord;
  readonly detail: RequestDetail;
  readonly functionArn: string | null;
  /** Of the function behind the route; null when it was not invoked. */
  readonly lambda: {
    readonly requestId: string;
    readonly failed: boolean;
    readonly errorMessage: string;
    readonly version: string;
  } | null;
  readonly authorizer: { readonly requestId: string; readonly latencyMs: number } | null;
  /** Id of the API key that the request carried. */
  readonly apiKeyId: string | null;
}

const ERRORS: Readonly<Record<RequestOutcome, { readonly type: string; readonly message: string } | null>> = {
  ok: null,
  "client-error": null,
  "cache-hit": null,
  "authorizer-denied": { type: "ACCESS_DENIED", message: "User is not authorized to access this resource" },
  "gateway-throttled": { type: "THROTTLED", message: "Too Many Requests" },
  "function-throttled": { type: "INTEGRATION_FAILURE", message: "Internal server error" },
  "integration-error": { type: "BAD_CONFIGURATION_ERROR", message: "Internal server error" },
  "integration-timeout": { type: "INTEGRATION_TIMEOUT", message: "Endpoint request timed out" },
};

/** The gateway's own answer, when it gave one instead of the integration's. */
export function gatewayError(
  facts: RequestFacts,
): { readonly type: string; readonly message: string } | null {
  return ERRORS[facts.request.outcome];
}

/**
 * Value of a `$context` variable by its name without `$context.`, or undefined when the stage has no such value for
 * this request. [D api-gateway-variables-for-access-logging, http-api-logging-variables]
 */
export function contextVariable(name: string, facts: RequestFacts): string | undefined {
  const { api, request } = facts;
  if (Object.hasOwn(COMMON, name)) return COMMON[name]?.(facts);
  if (api.kind === "HTTP") return httpVariable(name, facts);
  switch (name) {
    case "resourcePath":
      return facts.route?.path;
    case "resourceId":
      return facts.route?.resourceId;
    case "extendedRequestId":
      return facts.detail.extendedRequestId;
    case "xrayTraceId":
      return api.tracing ? facts.detail.traceId : undefined;
    case "requestTimeEpoch":
      return String(Math.floor(request.startMs));
    case "identity.apiKeyId":
      return facts.apiKeyId ?? undefined;
    case "awsEndpointRequestId":
      return integrationRequestId(facts);
    case "integrationStatus":
    case "integration.integrationStatus":
      return integrationStatus(facts);
    case "authorizer.requestId":
      return facts.authorizer?.requestId;
    case "authorizer.latency":
    case "authorizer.integrationLatency":
      return facts.authorizer === null ? undefined : String(Math.round(facts.authorizer.latencyMs));
    case "authorizer.status":
    case "authorizer.integrationStatus":
      return facts.authorizer === null ? undefined : "200";
    case "authorizer.principalId":
      return usesAuthorizer(facts) && request.outcome !== "authorizer-denied" ? facts.detail.user : undefined;
    case "authorizer.error":
      return request.outcome === "authorizer-denied" ? gatewayError(facts)?.message : undefined;
    default:
      return undefined;
  }
}

function httpVariable(name: string, facts: RequestFacts): string | undefined {
  switch (name) {
    case "routeKey":
      return facts.route === undefined ? undefined : `${facts.route.method} ${facts.route.path}`;
    case "extendedRequestId":
      return facts.detail.requestId;
    // A compatible server's author reports seconds for HTTP APIs; unverified.
    case "requestTimeEpoch":
      return String(Math.floor(facts.request.startMs / 1000));
    case "dataProcessed":
      return String(facts.request.responseBytes);
    case "integrationStatus":
    case "integration.integrationStatus":
      return facts.lambda === null ? undefined : "200";
    default:
      return undefined;
  }
}

const COMMON: Readonly<Record<string, (facts: RequestFacts) => string | undefined>> = {
  accountId: (facts) => facts.accountId,
  apiId: (facts) => facts.api.id,
  stage: (facts) => facts.api.stage,
  httpMethod: (facts) => facts.route?.method,
  path: (facts) =>
    facts.api.stage === "$default" ? facts.detail.path : `/${facts.api.stage}${facts.detail.path}`,
  protocol: () => "HTTP/1.1",
  status: (facts) => String(facts.request.status),
  requestTime: (facts) => clf(facts.request.startMs),
  responseLatency: (facts) => String(Math.round(facts.request.latencyMs)),
  responseLength: (facts) => String(facts.request.responseBytes),
  domainPrefix: (facts) => facts.api.id,
  domainName: (facts) => `${facts.api.id}.execute-api.${facts.region}.amazonaws.com`,
  requestId: (facts) => facts.detail.requestId,
  "identity.sourceIp": (facts) => facts.detail.sourceIp,
  "identity.userAgent": (facts) => facts.detail.userAgent,
  "error.message": (facts) => gatewayError(facts)?.message,
  "error.messageString": (facts) => quoted(gatewayError(facts)?.message),
  "error.responseType": (facts) => gatewayError(facts)?.type,
  integrationErrorMessage: integrationError,
  "integration.error": integrationError,
  integrationLatency,
  "integration.latency": integrationLatency,
  "integration.requestId": integrationRequestId,
  "integration.status": integrationStatus,
};

/**
 * The gateway reads Lambda's request id from the answer: a call that it gave up on has none. Unverified.
 */
export function integrationRequestId(facts: RequestFacts): string | undefined {
  return facts.request.outcome === "integration-timeout" ? undefined : facts.lambda?.requestId;
}

function integrationLatency(facts: RequestFacts): string | undefined {
  const latency = facts.request.integrationLatencyMs;
  return latency === null ? undefined : String(Math.round(latency));
}

/** The status that the function returned; Lambda itself answers 200 even when the function throws. */
function integrationStatus(facts: RequestFacts): string | undefined {
  if (facts.request.outcome === "function-throttled") return "429";
  if (facts.lambda === null || facts.request.outcome === "integration-timeout") return undefined;
  return facts.lambda.failed ? "200" : String(facts.request.status);
}

function integrationError(facts: RequestFacts): string | undefined {
  switch (facts.request.outcome) {
    case "function-throttled":
      return "Rate Exceeded.";
    case "integration-timeout":
      return "Execution failed due to a timeout error";
    case "integration-error":
      return facts.lambda?.errorMessage;
    default:
      return undefined;
  }
}

function usesAuthorizer(facts: RequestFacts): boolean {
  return facts.route?.authorizerFunctionIndex !== null && facts.route !== undefined;
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text);
}
