import type { Api } from "@/lib/model/api-gateway";
import type { GatewayRequest, Invocation } from "@/lib/model/log";
import type { RequestFindings } from "@/lib/model/views/request";
import type { Analysis } from "@/lib/requests/analyse";
import { coldShare } from "@/lib/requests/cold-share";
import { functionNameOf, type StageFacts } from "@/lib/requests/open-ends";
import type { TracedInvocation } from "@/lib/requests/trace-facts";

type GatewayPart = RequestFindings["gateways"][number];
type InvocationPart = RequestFindings["invocations"][number];
type IdPart = RequestFindings["ids"][number];

/** Timestamps of two services, each cut to milliseconds. */
const SLACK_MS = 25;

export function gatewayParts(
  { gateways, ids }: Analysis,
  apis: readonly Api[],
  stages: ReadonlyMap<string, StageFacts>,
): GatewayPart[] {
  const inferred = ids.find(({ kind, role, certainty }) => {
    return kind === "lambda" && role === "integration" && certainty === "inferred";
  });
  return gateways.map((request: GatewayRequest) => {
    const [apiId = ""] = request.stage.split("/");
    const api = apis.find(({ id }) => id === apiId);
    const stage = stages.get(request.stage);
    const startMs = startOf(request);
    return {
      stage: request.stage,
      apiName: api?.name ?? apiId,
      apiKind: api?.kind ?? "REST",
      requestId: request.requestId,
      method: request.method,
      path: request.path,
      resourcePath: request.resourcePath,
      status: request.status,
      startMs,
      endMs: Math.max(request.lastMs, startMs + (request.latencyMs ?? 0)),
      latencyMs: request.latencyMs,
      integrationLatencyMs: request.integrationLatencyMs,
      functionName: stage === undefined ? null : functionNameOf(request, stage),
      lambdaRequestId: request.lambdaRequestId ?? (gateways.length === 1 ? (inferred?.id ?? null) : null),
      error: request.error,
      timeout: request.timeout || request.status === 504,
      throttled: request.throttled,
      canary: request.canary,
    };
  });
}

/** HTTP APIs tell their time in seconds only; the end of the request and its latency tell it better. */
function startOf({ startMs, lastMs, latencyMs }: GatewayRequest): number {
  return latencyMs === null ? Math.min(startMs, lastMs) : lastMs - latencyMs;
}

/** A request whose latency is not logged began before what it called; that is as much as can be said. */
export function withBegin(
  gateways: readonly GatewayPart[],
  invocations: readonly InvocationPart[],
): GatewayPart[] {
  return gateways.map((gateway) => {
    if (gateway.latencyMs !== null) return gateway;
    const called = invocations.filter(({ role }) => role === "integration" || role === "authorizer");
    const begins = called.flatMap(({ startMs, initMs }) =>
      startMs === null ? [] : [startMs - (initMs ?? 0)],
    );
    return { ...gateway, startMs: Math.min(gateway.startMs, ...begins) };
  });
}

export function invocationParts(analysis: Analysis, gateways: readonly GatewayPart[]): InvocationPart[] {
  const { invocations, ids, trace } = analysis;
  const certainties = new Map(ids.filter(({ kind }) => kind === "lambda").map((id) => [id.id, id.certainty]));
  return invocations.map((invocation) => {
    const seen = trace.invocations.find(({ requestId }) => requestId === invocation.requestId);
    const wait = seen?.waits[0];
    const startMs = invocation.startMs;
    const endMs =
      startMs !== null && invocation.durationMs !== null
        ? startMs + invocation.durationMs
        : invocation.cutEnd
          ? null
          : invocation.lastMs;
    const part = {
      key: `${invocation.group} ${invocation.key}`,
      requestId: invocation.requestId,
      functionName: invocation.functionName,
      version: invocation.version,
      role: roleOf(analysis, invocation, gateways, seen),
      certainty: certainties.get(invocation.requestId) ?? "exact",
      attempt: invocation.attempt,
      attempts: invocation.attempts,
      status: invocation.status,
      startMs,
      endMs,
      durationMs: invocation.durationMs,
      billedMs: invocation.billedDurationMs,
      memoryMb: invocation.memorySizeMb,
      maxMemoryMb: invocation.maxMemoryUsedMb,
      initMs: invocation.waitedForInitMs,
      cold: invocation.cold,
      startKind: invocation.startKind,
      waitedMs: invocation.attempt === 1 && wait !== undefined ? wait.endMs - wait.startMs : null,
      traceId: invocation.traceId,
      sampled: invocation.sampled,
      error:
        invocation.error === null
          ? null
          : [invocation.error.type, invocation.error.message].filter((part) => part !== null).join(": "),
      lineCount: invocation.lineCount,
      group: invocation.group,
    };
    return { ...part, coldShare: coldShare(part, gateways) };
  });
}

/**
 * The integration is named; what the stage called besides it, or what ended before it began, is the authorizer; the rest
 * was caused. Without an API request the first to begin is what the others came from.
 */
function roleOf(
  { ids, invocations }: Analysis,
  invocation: Invocation,
  gateways: readonly GatewayPart[],
  seen: TracedInvocation | undefined,
): InvocationPart["role"] {
  const id = ids.find(({ kind, id }) => kind === "lambda" && id === invocation.requestId);
  if (id?.role === "authorizer") return "authorizer";
  const [gateway] = gateways;
  if (gateway === undefined) {
    return invocation.requestId === invocations[0]?.requestId ? "invocation" : "caused";
  }
  if (gateways.some(({ lambdaRequestId }) => lambdaRequestId === invocation.requestId)) return "integration";
  const startMs = invocation.startMs ?? invocation.firstMs;
  const endMs = startMs + (invocation.durationMs ?? 0);
  const within = startMs >= gateway.startMs - SLACK_MS && endMs <= gateway.endMs + SLACK_MS;
  if (seen?.calledByStage === true) {
    // A gateway that gave up waiting names no integration.
    if (gateway.functionName === invocation.functionName) return "integration";
    return "authorizer";
  }
  if (gateway.lambdaRequestId === null && gateway.functionName === invocation.functionName)
    return "integration";
  const refused = gateway.status === 401 || gateway.status === 403;
  return within && (refused || gateway.functionName !== invocation.functionName) && !isCaused(seen)
    ? "authorizer"
    : "caused";
}

function isCaused(seen: TracedInvocation | undefined): boolean {
  return seen !== undefined && !seen.calledByStage;
}

export function idParts(
  { ids }: Analysis,
  asked: string,
  gateways: readonly GatewayPart[],
  invocations: readonly InvocationPart[],
): IdPart[] {
  return ids.map(({ kind, id, certainty, evidence }) => ({
    kind,
    id,
    certainty,
    asked: id.toLowerCase() === asked.toLowerCase(),
    evidence: [...evidence],
    label: labelOf(kind, id, gateways, invocations),
  }));
}

const roleWords = {
  integration: "the integration",
  authorizer: "the authorizer",
  caused: "caused by the request",
  invocation: "",
} as const;

function labelOf(
  kind: IdPart["kind"],
  id: string,
  gateways: readonly GatewayPart[],
  invocations: readonly InvocationPart[],
): string {
  switch (kind) {
    case "gateway": {
      const gateway = gateways.find(({ requestId }) => requestId === id);
      return gateway === undefined
        ? "API Gateway request"
        : `API Gateway request, ${gateway.apiName} / ${gateway.stage.split("/")[1] ?? ""}`;
    }
    case "extended":
      return "API Gateway extended request id";
    case "trace":
      return "X-Ray trace";
    case "lambda": {
      const own = invocations.find(({ requestId }) => requestId === id);
      if (own === undefined) return "Lambda request, no line of it was found";
      const role = roleWords[own.role];
      return `Lambda request of ${own.functionName ?? "an unknown function"}${role === "" ? "" : `, ${role}`}`;
    }
  }
}
