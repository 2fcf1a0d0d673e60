import { byBegin } from "@/lib/traces/link-parents";
import { preorder, type SpanNode } from "@/lib/traces/span-node";

/** The spans in order of drawing: parents before children, children by begin. The root of the request is the first. */
export function orderSpans(roots: readonly SpanNode[]): SpanNode[] {
  for (const span of preorder(roots)) if (span.children.length > 1) span.children.sort(byBegin);
  return preorder(roots);
}
