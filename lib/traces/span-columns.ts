import { spanKinds } from "@/lib/model/trace";
import { type SpanColumns, spanFlags } from "@/lib/model/views/spans";
import { hasDetails } from "@/lib/traces/has-details";
import { milliseconds } from "@/lib/traces/microseconds";
import { has, type SpanNode } from "@/lib/traces/span-node";

/** Spans in drawing order as columns; `criticalUs` holds those that the critical path goes through. */
export function spanColumns(
  spans: readonly SpanNode[],
  startUs: number,
  selfUs: readonly number[],
  criticalUs: ReadonlyMap<SpanNode, number>,
): SpanColumns {
  const strings: string[] = [];
  const places = new Map<string, number>();
  const place = (text: string | null): number => {
    if (text === null) return -1;
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, strings.length);
    return strings.push(text) - 1;
  };
  const indexes = new Map<SpanNode, number>();
  for (const span of spans) indexes.set(span, indexes.size);
  return {
    strings,
    parent: spans.map(({ parent }) => (parent === null ? -1 : (indexes.get(parent) ?? -1))),
    id: spans.map(({ id }) => place(id)),
    name: spans.map(({ name }) => place(name)),
    service: spans.map(({ service }) => place(service)),
    serviceType: spans.map(({ serviceType }) => place(serviceType)),
    kind: spans.map(({ kind }) => spanKinds.indexOf(kind)),
    offsetMs: spans.map((span) => milliseconds(span.startUs - startUs)),
    lengthMs: spans.map((span) =>
      has(span, spanFlags.inProgress) ? -1 : milliseconds(span.endUs - span.startUs),
    ),
    selfMs: spans.map((_, index) => milliseconds(selfUs[index] ?? 0)),
    flags: spans.map(
      (span) =>
        span.flags |
        (criticalUs.has(span) ? spanFlags.critical : 0) |
        (span.isAsync ? spanFlags.async : 0) |
        (hasDetails(span) ? spanFlags.hasDetails : 0),
    ),
    status: spans.map(({ status }) => status),
    requestId: spans.map(({ requestId }) => place(requestId)),
  };
}
