import { calleeOfOtel } from "@/lib/traces/read-otel";
import { preorder, type SpanNode } from "@/lib/traces/span-node";

/**
 * Says of every span in which service it was recorded (`owner`) and where its time goes (`service`): for a call that
 * nobody else's span answers that is the callee, for everything else the segment that holds it. A gateway's call whose
 * function is in the trace is the gateway's own work.
 */
export function assignServices(roots: readonly SpanNode[]): void {
  for (const span of preorder(roots)) {
    const { parent } = span;
    if (span.sources[0]?.format === "xray" || span.sources.length === 0) {
      span.owner = span.isSegment || parent === null ? span.service : ownerBelow(parent);
    }
    const isAnswered = span.children.some((child) => child.isSegment && !child.isAsync);
    const isCall = span.kind === "aws" || span.kind === "remote" || span.kind === "sql";
    if (isCall && !isAnswered) span.service = calleeOf(span);
    else if (!span.isSegment && span.kind !== "function") {
      span.service = span.owner;
      span.serviceType = parent === null ? span.serviceType : (typeBelow(parent) ?? span.serviceType);
    }
    if (span.kind === "aws" && isAnswered && parent?.kind === "gateway") span.kind = "gateway";
  }
}

/** An attempt is a part of Lambda's segment and has become the function's. */
function ownerBelow(parent: SpanNode): string {
  return parent.isSegment || parent.kind === "function" ? ownName(parent) : parent.owner;
}

function ownName(segment: SpanNode): string {
  return segment.owner || segment.service;
}

function typeBelow(parent: SpanNode): string | null {
  return parent.serviceType;
}

function calleeOf(span: SpanNode): string {
  const [source] = span.sources;
  if (source?.format === "otel") return calleeOfOtel(source.json) ?? span.service;
  return span.service;
}
