import {
  asObject,
  type JsonObject,
  numberOf,
  objectAt,
  parseJsonObject,
  textOf,
} from "@/lib/logs/parse/json-value";
import type { Evidence, IdLink, IdRef } from "@/lib/model/request";
import { traceIdIn } from "@/lib/model/request-ids";
import type { TraceDocuments } from "@/lib/model/trace";

/** A Lambda invocation that X-Ray saw: the service's segment of it. */
export interface TracedInvocation {
  readonly traceId: string;
  readonly requestId: string;
  readonly functionName: string;
  readonly startMs: number;
  /** null while in progress. */
  readonly endMs: number | null;
  /** Refused for lack of concurrency: it never ran and has no lines. */
  readonly throttled: boolean;
  /** Its caller is the stage's own segment, as that of an integration or an authorizer. */
  readonly calledByStage: boolean;
  /** Waits of an asynchronous event before its first attempt. */
  readonly waits: readonly { readonly startMs: number; readonly endMs: number }[];
}

/** A stage's segment. */
export interface TracedStage {
  readonly traceId: string;
  readonly name: string;
  readonly requestId: string | null;
  readonly status: number | null;
  readonly method: string | null;
  readonly url: string | null;
  readonly startMs: number;
  readonly endMs: number | null;
}

export interface TraceFacts {
  readonly links: readonly IdLink[];
  readonly stages: readonly TracedStage[];
  readonly invocations: readonly TracedInvocation[];
  /** Other traces that segments name: the producers of a queue's messages. */
  readonly linked: readonly { readonly from: string; readonly to: string; readonly functionName: string }[];
  readonly malformed: number;
}

interface Segment {
  readonly document: JsonObject;
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number | null;
}

/**
 * Which ids the documents of traces name. Only the segment of the Lambda service and the stage's own carry ids of the
 * request; `aws.request_id` of any other is that of some AWS call. [D xray-api-segmentdocuments]
 */
export function traceFacts(traces: readonly TraceDocuments[]): TraceFacts {
  const links: IdLink[] = [];
  const stages: TracedStage[] = [];
  const invocations: TracedInvocation[] = [];
  const linked: { from: string; to: string; functionName: string }[] = [];
  let malformed = 0;
  for (const trace of traces) {
    const segments: Segment[] = [];
    for (const text of trace.documents) {
      const segment = segmentOf(parseJsonObject(text));
      if (segment === null) malformed++;
      else segments.push(segment);
    }
    const stageCalls = callsOfStages(segments);
    const traceRef: IdRef = { kind: "trace", id: trace.traceId };
    for (const { document, startMs, endMs, id } of segments) {
      const name = textOf(document, "name") ?? "";
      const aws = objectAt(document, "aws");
      const gateway = objectAt(aws, "api_gateway");
      const origin = textOf(document, "origin") ?? "";
      if (gateway !== null || origin.startsWith("AWS::ApiGateway")) {
        const metadata = objectAt(objectAt(document, "metadata"), "default");
        const requestId = textOf(gateway, "request_id") ?? textOf(metadata, "request_id");
        const extended = textOf(metadata, "extended_request_id");
        const evidence = evidenceOf(`api_gateway.request_id of segment ${id}`, startMs);
        if (requestId !== null) {
          const ref: IdRef = { kind: "gateway", id: requestId };
          links.push({ a: ref, b: traceRef, role: "traced", evidence });
          if (extended !== null && extended !== requestId) {
            links.push({ a: ref, b: { kind: "extended", id: extended }, role: "same", evidence });
          }
        }
        const http = objectAt(document, "http");
        const request = objectAt(http, "request");
        stages.push({
          traceId: trace.traceId,
          name,
          requestId,
          status: numberOf(objectAt(http, "response"), "status"),
          method: textOf(request, "method"),
          url: textOf(request, "url"),
          startMs,
          endMs,
        });
      }
      const lambdaId = lambdaIdOf(document, origin);
      if (lambdaId !== null) {
        const evidence = evidenceOf(`aws.request_id of segment ${id}`, startMs);
        links.push({ a: { kind: "lambda", id: lambdaId }, b: traceRef, role: "traced", evidence });
        invocations.push({
          traceId: trace.traceId,
          requestId: lambdaId,
          functionName: name,
          startMs,
          endMs,
          throttled: document.throttle === true,
          calledByStage: stageCalls.has(textOf(document, "parent_id") ?? ""),
          waits: waitsOf(document),
        });
      }
      for (const other of linkedTraces(document)) {
        if (other !== trace.traceId) linked.push({ from: trace.traceId, to: other, functionName: name });
      }
    }
  }
  return { links, stages, invocations, linked, malformed };
}

function segmentOf(document: JsonObject | null): Segment | null {
  if (document === null) return null;
  const start = numberOf(document, "start_time");
  if (start !== null) {
    const end = numberOf(document, "end_time");
    return {
      document,
      id: textOf(document, "id") ?? "",
      startMs: start * 1000,
      endMs: end === null ? null : end * 1000,
    };
  }
  const nanos = nanosOf(document, "startTimeUnixNano");
  if (nanos === null) return null;
  return {
    document,
    id: textOf(document, "spanId") ?? "",
    startMs: nanos,
    endMs: nanosOf(document, "endTimeUnixNano"),
  };
}

/** Milliseconds with fractions from OpenTelemetry's nanoseconds, which are a number or a text. */
function nanosOf(document: JsonObject, key: string): number | null {
  const value = document[key];
  const nanos = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof nanos === "number" && Number.isFinite(nanos) ? nanos / 1e6 : null;
}

function lambdaIdOf(document: JsonObject, origin: string): string | null {
  if (origin === "AWS::Lambda") return textOf(objectAt(document, "aws"), "request_id");
  // Semantic conventions for functions. https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/
  return textOf(objectAt(document, "attributes"), "faas.invocation_id");
}

/** Ids of the calls that stages made themselves. */
function callsOfStages(segments: readonly Segment[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { document, id } of segments) {
    if (!(textOf(document, "origin") ?? "").startsWith("AWS::ApiGateway")) continue;
    ids.add(id);
    for (const call of subsegmentsOf(document)) ids.add(textOf(call, "id") ?? "");
  }
  ids.delete("");
  return ids;
}

function waitsOf(document: JsonObject): readonly { readonly startMs: number; readonly endMs: number }[] {
  return subsegmentsOf(document).flatMap((part) => {
    const start = numberOf(part, "start_time");
    const end = numberOf(part, "end_time");
    if (textOf(part, "name") !== "Dwell Time" || start === null || end === null || end <= start) return [];
    return [{ startMs: start * 1000, endMs: end * 1000 }];
  });
}

function subsegmentsOf(document: JsonObject): readonly JsonObject[] {
  const parts = document.subsegments;
  if (!Array.isArray(parts)) return [];
  return parts.map(asObject).filter((part) => part !== null);
}

function linkedTraces(document: JsonObject): readonly string[] {
  const links = document.links;
  if (!Array.isArray(links)) return [];
  return links.flatMap((link: unknown) => {
    const object = asObject(link);
    const id = textOf(object, "trace_id") ?? textOf(object, "traceId");
    return (id === null ? null : traceIdIn(id)) ?? [];
  });
}

function evidenceOf(says: string, atMs: number): Evidence {
  return { certainty: "exact", source: "xray", says, atMs, group: null, stream: null, eventId: null };
}
