import type { SpanNode } from "@/lib/traces/span-node";

/** SDKs write milliseconds beside others' microseconds: work that follows on may seem to begin this much too early. */
const OVERLAP_US = 1_000;

/**
 * How much of each span determined when the root ended, microseconds; spans that are not named did not matter,
 * one with 0 only waited for its children. Read from
 * the end: of the children that were done by then, the last to end is what the parent waited for; before that one began,
 * the same again; the time between is the parent's own. The parts add up to the root's length.
 *
 *     root  |=====|::::::|==|::::::::::|=|     = its own part
 *     a           |------|  .          .
 *     b             |---|   .          .       was done before a: not on the path
 *     c                     |----------|
 *
 * A child that outlasts its parent counts up to the parent's end (the parent gave up waiting); asynchronous children do
 * not count.
 */
export function criticalPath(root: SpanNode): ReadonlyMap<SpanNode, number> {
  const parts = new Map<SpanNode, number>();
  const stack = [{ span: root, fromUs: root.startUs, toUs: root.endUs }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { span, fromUs, toUs } = next;
    let own = 0;
    let at = toUs;
    for (const child of latestFirst(span)) {
      if (at <= fromUs) break;
      const endUs = Math.min(child.endUs, toUs);
      if (endUs > at + OVERLAP_US) continue;
      const childTo = Math.min(endUs, at);
      const childFrom = Math.max(child.startUs, fromUs);
      if (childTo <= childFrom) continue;
      own += at - childTo;
      stack.push({ span: child, fromUs: childFrom, toUs: childTo });
      at = childFrom;
    }
    own += Math.max(0, at - fromUs);
    parts.set(span, own);
  }
  return parts;
}

function latestFirst(span: SpanNode): readonly SpanNode[] {
  if (span.children.length === 0) return span.children;
  const waitedFor = span.children.filter(({ isAsync }) => !isAsync);
  // Of two that end together the one that began first was the longer wait.
  return waitedFor.sort((a, b) => b.endUs - a.endUs || a.startUs - b.startUs || (a.id < b.id ? -1 : 1));
}
