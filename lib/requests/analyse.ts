import { GatewayRequests } from "@/lib/logs/gateway/gateway-requests";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import type { LogBook } from "@/lib/logs/log-book";
import { parseAccessLine } from "@/lib/logs/parse/access-line";
import { formatOf } from "@/lib/logs/parse/parse-line";
import type { GatewayRequest, Invocation } from "@/lib/model/log";
import type { IdConflict, IdLink, IdRef } from "@/lib/model/request";
import type { TraceDocuments } from "@/lib/model/trace";
import { correlate, type JoinedId } from "@/lib/requests/correlate";
import { countFitting, inferJoins, type OpenInvocation, type OpenRequest } from "@/lib/requests/infer-joins";
import { idFactsOfLines } from "@/lib/requests/line-facts";
import { openInvocations, openRequests, type StageFacts } from "@/lib/requests/open-ends";
import { type TraceFacts, traceFacts } from "@/lib/requests/trace-facts";

/** What all that was read says of the request that was asked for. */
export interface Analysis {
  readonly book: LogBook;
  readonly ids: readonly JoinedId[];
  readonly conflicts: readonly IdConflict[];
  /** The request's own, in order of their begin. */
  readonly gateways: readonly GatewayRequest[];
  readonly invocations: readonly Invocation[];
  readonly trace: TraceFacts;
  /** All that were read, those of the request among them. */
  readonly traces: readonly TraceDocuments[];
  /** The request's own API requests of which the logs do not tell the integration, and how many invocations fit each. */
  readonly open: readonly { readonly request: OpenRequest; readonly fitting: number }[];
  /** Invocations of the request that nothing exact gives to an API request. */
  readonly orphans: readonly OpenInvocation[];
}

export interface AnalysisInput {
  readonly start: readonly IdRef[];
  readonly book: LogBook;
  readonly traces: readonly TraceDocuments[];
  readonly stages: ReadonlyMap<string, StageFacts>;
}

export function analyse({ start, book, traces, stages }: AnalysisInput): Analysis {
  const lines = idFactsOfLines(book);
  const trace = traceFacts(traces);
  const exact = [...lines.links, ...trace.links];
  const allGateways = new GatewayRequests(book).all();
  const allInvocations = new InvocationReader(book).all();
  const requests = openRequests(allGateways, stages, (request) => ({
    requestTime: requestTimeOf(book, request),
  }));
  const invocations = openInvocations(allInvocations, exact);
  const inferred = inferJoins(requests, invocations).map(
    (join): IdLink => ({
      a: { kind: "gateway", id: join.requestId },
      b: { kind: "lambda", id: join.lambdaRequestId },
      role: "integration",
      evidence: {
        certainty: "inferred",
        source: "timing",
        says: join.says,
        atMs: null,
        group: null,
        stream: null,
        eventId: null,
      },
    }),
  );
  const { ids, conflicts } = correlate(start, [...exact, ...inferred], lines.named);
  const of = (kind: IdRef["kind"]) => new Set(ids.filter((id) => id.kind === kind).map(({ id }) => id));
  const gatewayIds = of("gateway");
  const lambdaIds = of("lambda");
  return {
    book,
    ids,
    conflicts,
    gateways: allGateways.filter(
      ({ requestId, extendedRequestId }) =>
        gatewayIds.has(requestId) || gatewayIds.has(extendedRequestId ?? ""),
    ),
    invocations: allInvocations
      .filter(({ requestId }) => lambdaIds.has(requestId))
      .sort((a, b) => (a.startMs ?? a.firstMs) - (b.startMs ?? b.firstMs)),
    trace,
    traces,
    open: requests
      .filter(({ requestId }) => gatewayIds.has(requestId))
      .map((request) => ({ request, fitting: countFitting(request, invocations) })),
    orphans: invocations.filter(({ requestId }) => lambdaIds.has(requestId)),
  };
}

function requestTimeOf(book: LogBook, { lines }: GatewayRequest): string | null {
  for (const line of lines) {
    if (book.kindOf(line) !== "api-access") continue;
    const fields = parseAccessLine(formatOf(book.sourceOf(line)), book.eventOf(line).message);
    const value = new Map(fields?.variables ?? []).get("requestTime");
    if (typeof value === "string") return value;
  }
  return null;
}
