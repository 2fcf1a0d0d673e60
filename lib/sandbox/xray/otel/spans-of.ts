import type { XRaySegment, XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";
import { nanoseconds, type OtelSpan, w3cIdOf } from "@/lib/sandbox/xray/otel/otel-span";
import {
  callAttributes,
  commonAttributes,
  exceptionEvents,
  resourceAttributes,
  segmentAttributes,
} from "@/lib/sandbox/xray/otel/span-attributes";

/** A span and the document in which X-Ray got it: it arrives with that. */
export interface PlacedSpan<T extends { readonly document: XRaySegment }> {
  readonly span: OtelSpan;
  readonly from: T;
}

/**
 * The documents of a trace as OpenTelemetry spans: one for each segment and subsegment, under the same ids. Inferred
 * segments have none; what they say stands on the call. Which documents are inferred from which call is told by the whole
 * trace, so give all of it.
 */
export function spansOf<T extends { readonly document: XRaySegment }>(
  documents: readonly T[],
): readonly PlacedSpan<T>[] {
  const inferred = new Map<string, XRaySegment>();
  const segments = new Map<string, XRaySegment>();
  for (const { document } of documents) {
    if (document.inferred && document.parent_id !== undefined) inferred.set(document.parent_id, document);
    for (const id of idsOf(document)) segments.set(id, document);
  }
  const spans: PlacedSpan<T>[] = [];
  for (const from of documents) {
    const { document } = from;
    if (document.inferred) continue;
    // A subsegment sent alone belongs to the segment that its parent lies in.
    const segment = document.type === "subsegment" ? segments.get(document.parent_id ?? "") : document;
    const resource = { attributes: resourceAttributes(segment ?? document) };
    const add = (node: XRaySubsegment, parentId: string | undefined) => {
      const isSegment = node === document && document.type !== "subsegment";
      const span = spanOf(node, parentId, document.trace_id, resource, {
        segment: isSegment ? document : null,
        inferred: inferred.get(node.id),
      });
      spans.push({ span, from });
      for (const inner of node.subsegments ?? []) add(inner, node.id);
    };
    add(document, document.parent_id);
  }
  return spans;
}

function idsOf(node: XRaySubsegment): readonly string[] {
  return [node.id, ...(node.subsegments ?? []).flatMap(idsOf)];
}

function spanOf(
  node: XRaySubsegment,
  parentId: string | undefined,
  traceId: string,
  resource: OtelSpan["resource"],
  place: { readonly segment: XRaySegment | null; readonly inferred: XRaySegment | undefined },
): OtelSpan {
  const startTimeUnixNano = nanoseconds(node.start_time);
  const endTimeUnixNano = nanoseconds(node.end_time);
  const links = place.segment?.links ?? [];
  return {
    resource,
    scope: { name: "aws.xray" },
    traceId: w3cIdOf(traceId),
    spanId: node.id,
    ...(parentId === undefined ? {} : { parentSpanId: parentId }),
    flags: 1,
    name: nameOf(node),
    kind: kindOf(node, place.segment),
    startTimeUnixNano,
    endTimeUnixNano,
    durationNano: Math.round((node.end_time - node.start_time) * 1e6) * 1e3,
    attributes: {
      ...(place.segment ? segmentAttributes(place.segment) : {}),
      ...(node.namespace ? callAttributes(node, place.inferred) : {}),
      ...commonAttributes(node),
    },
    ...exceptionEvents(node.cause, endTimeUnixNano),
    ...(links.length > 0
      ? { links: links.map(({ trace_id, id }) => ({ traceId: w3cIdOf(trace_id), spanId: id })) }
      : {}),
    status: { code: node.fault || node.error ? "ERROR" : "UNSET" },
  };
}

/** `DynamoDB.PutItem` and `POST`, as the conventions for calls want it. */
function nameOf({ name, namespace, aws, http }: XRaySubsegment): string {
  if (namespace === "aws" && typeof aws?.operation === "string") return `${name}.${aws.operation}`;
  return namespace === "remote" ? (http?.request?.method ?? name) : name;
}

const PRODUCED: ReadonlySet<unknown> = new Set([
  "SendMessage",
  "SendMessageBatch",
  "Publish",
  "PublishBatch",
]);

function kindOf(node: XRaySubsegment, segment: XRaySegment | null): OtelSpan["kind"] {
  // 202: Lambda took an event for later.
  if (segment) return node.http?.response?.status === 202 ? "CONSUMER" : "SERVER";
  if (!node.namespace) return "INTERNAL";
  return PRODUCED.has(node.aws?.operation) ? "PRODUCER" : "CLIENT";
}
