import { spanFlags } from "@/lib/model/views/spans";
import { adopt, failed, has, preorder, type SpanNode } from "@/lib/traces/span-node";

/**
 * X-Ray infers a segment for the other side of a call that sends none of its own: same times, same flags, another id. The
 * two become one span, the call, which then knows the type of what it called. An inferred segment that hangs on no call
 * stays a span of its own.
 */
export function mergeInferred(roots: readonly SpanNode[]): void {
  for (const call of preorder(roots)) {
    if (call.isSegment || !call.children.some(isInferred)) continue;
    const inferred = call.children.filter(isInferred);
    call.children = call.children.filter((child) => !isInferred(child));
    for (const segment of inferred) {
      call.flags |= spanFlags.inferred | (segment.flags & failed);
      call.aliases = [...call.aliases, segment.id, ...segment.aliases];
      call.service = segment.service;
      call.serviceType ??= segment.serviceType;
      call.status ||= segment.status;
      call.sources = [...call.sources, ...segment.sources];
      adopt(call, segment.children);
    }
  }
}

function isInferred(span: SpanNode): boolean {
  return span.isSegment && has(span, spanFlags.inferred);
}
