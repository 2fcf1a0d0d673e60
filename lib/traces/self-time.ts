import type { SpanNode } from "@/lib/traces/span-node";

/**
 * Time of a span that none of its children covers, microseconds. Children that run side by side cover their time once;
 * asynchronous ones cover nothing, since their parent does not wait.
 *
 *     parent  |==|   |==|======|      self: the three pieces
 *     a          |---|
 *     b                 |------|
 */
export function selfTimeOf(span: SpanNode): number {
  if (span.children.length === 0) return span.endUs - span.startUs;
  const children = span.children.filter(({ isAsync }) => !isAsync);
  let covered = 0;
  let at = span.startUs;
  for (const { startUs, endUs } of children.sort((a, b) => a.startUs - b.startUs)) {
    const from = Math.max(startUs, at);
    const to = Math.min(endUs, span.endUs);
    if (to <= from) continue;
    covered += to - from;
    at = to;
  }
  return span.endUs - span.startUs - covered;
}
