import type { ApiRoute } from "@/lib/model/api-gateway";
import type { GatewayRequest, Invocation } from "@/lib/model/log";
import { type IdLink, idKey } from "@/lib/model/request";
import type { OpenInvocation, OpenRequest } from "@/lib/requests/infer-joins";
import { routeOf } from "@/lib/requests/route-of";

/** What the configuration says of a stage, as far as inference needs it. */
export interface StageFacts {
  /** `a1b2c3/prod` */
  readonly key: string;
  readonly name: string;
  /** Variables of its access log's format; empty without access log. */
  readonly variables: readonly string[];
  /** Answers may come from its cache, without any invocation. */
  readonly cached: boolean;
  /** null where they could not be read. */
  readonly routes: readonly ApiRoute[] | null;
}

/** Whether a line of the stage's access log would name the integration's request id. */
export function namesIntegration({ variables }: Pick<StageFacts, "variables">): boolean {
  return variables.includes("integration.requestId") || variables.includes("awsEndpointRequestId");
}

/**
 * Requests whose integration is not told by the logs although they may have had one. What the format would have told
 * and did not, did not happen; except that a gateway that gave up waiting knows no id.
 */
export function openRequests(
  requests: readonly GatewayRequest[],
  stages: ReadonlyMap<string, StageFacts>,
  timeFieldsOf: (request: GatewayRequest) => { readonly requestTime: string | null },
): readonly OpenRequest[] {
  return requests.flatMap((request): OpenRequest[] => {
    if (request.lambdaRequestId !== null || request.throttled) return [];
    const stage = stages.get(request.stage);
    if (stage === undefined) return [];
    const timeout = request.timeout || request.status === 504;
    if (!timeout && (namesIntegration(stage) || stage.cached)) return [];
    const functionName = functionNameOf(request, stage);
    const start = startOf(request, timeFieldsOf(request).requestTime);
    if (functionName === null || start === null) return [];
    return [
      {
        key: request.key,
        requestId: request.requestId,
        functionName,
        startMs: start.ms,
        startUncertainMs: start.uncertainMs,
        endMs: Math.max(request.lastMs, start.ms + (request.latencyMs ?? 0)),
        status: request.status,
        timeout,
      },
    ];
  });
}

/** The function behind a request: named by its execution log, else by the route that it took. */
export function functionNameOf(
  request: Pick<GatewayRequest, "functionArn" | "method" | "path" | "resourcePath">,
  stage: Pick<StageFacts, "routes" | "name">,
): string | null {
  const [, named] = /:function:([^:/]+)/.exec(request.functionArn ?? "") ?? [];
  if (named !== undefined) return named;
  return routeOf(stage.routes ?? [], stage.name, request)?.functionName ?? null;
}

/** Invocations that no exact link gives to an API request. */
export function openInvocations(
  invocations: readonly Invocation[],
  links: readonly IdLink[],
): readonly OpenInvocation[] {
  const claimed = new Set<string>();
  const tracesOfRequests = new Set<string>();
  for (const { a, b } of links) {
    const kinds = [a.kind, b.kind];
    if (!kinds.includes("gateway")) continue;
    for (const ref of [a, b]) {
      if (ref.kind === "lambda") claimed.add(ref.id);
      if (ref.kind === "trace") tracesOfRequests.add(idKey(ref));
    }
  }
  for (const { a, b } of links) {
    const [lambda, trace] = a.kind === "lambda" ? [a, b] : [b, a];
    if (lambda.kind === "lambda" && tracesOfRequests.has(idKey(trace))) claimed.add(lambda.id);
  }
  return invocations.flatMap((invocation): OpenInvocation[] => {
    const { requestId, functionName, startMs, durationMs, key, group } = invocation;
    if (claimed.has(requestId) || functionName === null || startMs === null || invocation.attempt > 1)
      return [];
    const endMs = durationMs === null ? null : startMs + durationMs;
    return [{ key: `${group} ${key}`, requestId, functionName, startMs, endMs, status: invocation.status }];
  });
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `15/Jan/2026:11:59:01 +0000`, which is cut to seconds. */
export function clfTimeMs(text: string): number | null {
  const match = /^(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/.exec(
    text,
  );
  if (match === null) return null;
  const [, day, month = "", year, hour, minute, second, sign, zoneHours, zoneMinutes] = match;
  const at = MONTHS.indexOf(month);
  if (at < 0) return null;
  const local = Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second));
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return sign === "+" ? local - offset : local + offset;
}

function startOf(
  request: GatewayRequest,
  requestTime: string | null,
): { readonly ms: number; readonly uncertainMs: number } | null {
  if (request.latencyMs !== null) return { ms: request.lastMs - request.latencyMs, uncertainMs: 0 };
  const second = requestTime === null ? null : clfTimeMs(requestTime);
  if (second !== null) return { ms: second, uncertainMs: 999 };
  return request.startMs < request.lastMs ? { ms: request.startMs, uncertainMs: 0 } : null;
}
