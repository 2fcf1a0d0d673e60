import type { SpanKind } from "@/lib/model/trace";
import { spanFlags } from "@/lib/model/views/spans";
import type { JsonObject } from "@/lib/traces/json";

/** What a document says of a span, kept for its details. */
export interface SpanSource {
  readonly format: "xray" | "otel";
  readonly json: JsonObject;
}

/**
 * A span while the tree is being made. The steps of `readTrace` change it one after the other; nothing outside this
 * folder sees it.
 */
export interface SpanNode {
  id: string;
  /** Ids of the documents that were merged into this span. */
  aliases: readonly string[];
  name: string;
  /** A segment (a service's own record) or a part of one. */
  readonly isSegment: boolean;
  /** The segment in which this span was recorded. */
  owner: string;
  /** Where its time goes: the segment's name, or for a call the callee's. */
  service: string;
  serviceType: string | null;
  kind: SpanKind;
  /** `client`: waits for another's answer; `producer`: does not wait; `consumer`: takes up what a producer left. */
  readonly role: "client" | "producer" | "server" | "consumer" | "internal";
  /** Its caller does not wait for it. */
  isAsync: boolean;
  parentId: string | null;
  parent: SpanNode | null;
  children: SpanNode[];
  /** Epoch microseconds; NaN until settled where the document has none. */
  startUs: number;
  /** NaN while in progress, until settled. */
  endUs: number;
  flags: number;
  status: number;
  requestId: string | null;
  sources: readonly SpanSource[];
  notes: readonly string[];
}

type NewSpan = Pick<SpanNode, "id" | "name" | "kind" | "startUs" | "endUs"> & Partial<SpanNode>;

const NONE: readonly never[] = [];

/** Spelt out: spreading the defaults makes two objects of each, which a trace of 100,000 spans feels. */
export function createSpan(span: NewSpan): SpanNode {
  return {
    id: span.id,
    aliases: NONE,
    name: span.name,
    isSegment: span.isSegment ?? false,
    owner: span.owner ?? "",
    service: span.service ?? "",
    serviceType: span.serviceType ?? null,
    kind: span.kind,
    role: span.role ?? "internal",
    isAsync: span.isAsync ?? false,
    parentId: span.parentId ?? null,
    parent: span.parent ?? null,
    children: [],
    startUs: span.startUs,
    endUs: span.endUs,
    flags: span.flags ?? 0,
    status: span.status ?? 0,
    requestId: span.requestId ?? null,
    sources: span.sources ?? NONE,
    notes: NONE,
  };
}

export function addNote(span: SpanNode, ...notes: readonly string[]): void {
  span.notes = [...span.notes, ...notes];
}

/** A span that no document holds, made from what documents say otherwise. */
export function createDerivedSpan(
  parent: SpanNode,
  part: string,
  span: Pick<SpanNode, "name" | "kind" | "startUs" | "endUs">,
): SpanNode {
  return createSpan({
    name: span.name,
    kind: span.kind,
    startUs: span.startUs,
    endUs: span.endUs,
    id: `${parent.id}:${part}`,
    owner: parent.owner,
    service: parent.service,
    serviceType: parent.serviceType,
    parent,
    parentId: parent.id,
    flags: spanFlags.derived,
  });
}

export const failed = spanFlags.fault | spanFlags.error | spanFlags.throttle;

export function has(span: SpanNode, flag: number): boolean {
  return (span.flags & flag) !== 0;
}

/** Makes `children` children of `parent`. */
export function adopt(parent: SpanNode, children: readonly SpanNode[]): void {
  for (const child of children) {
    child.parent = parent;
    parent.children.push(child);
  }
}

/** All spans, parents before children; no recursion, since documents may be nested as deep as JSON allows. */
export function preorder(roots: readonly SpanNode[]): SpanNode[] {
  const found: SpanNode[] = [];
  const stack = [...roots].reverse();
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    found.push(span);
    for (let i = span.children.length - 1; i >= 0; i--) {
      const child = span.children[i];
      if (child) stack.push(child);
    }
  }
  return found;
}
