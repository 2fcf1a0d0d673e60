import type { SpanTree } from "@/lib/traces/show/span-tree";

/**
 * Where the critical path runs through the span itself: its time less that of its children on the path. Milliseconds
 * after the begin of the trace, ascending; empty for a span that is not on the path.
 */
export function criticalSections(tree: SpanTree, span: number): readonly (readonly [number, number])[] {
  if (!tree.is(span, "critical")) return [];
  const taken: [number, number][] = [];
  const end = tree.subtreeEnd[span] ?? 0;
  for (let child = span + 1; child < end; child = tree.subtreeEnd[child] ?? end) {
    if (tree.is(child, "critical")) taken.push([tree.offsetMs[child] ?? 0, tree.endMs[child] ?? 0]);
  }
  taken.sort((a, b) => a[0] - b[0]);
  const sections: [number, number][] = [];
  let from = tree.offsetMs[span] ?? 0;
  const until = tree.endMs[span] ?? 0;
  for (const [childFrom, childTo] of taken) {
    if (childFrom > from) sections.push([from, Math.min(childFrom, until)]);
    from = Math.max(from, childTo);
  }
  if (from < until) sections.push([from, until]);
  return sections;
}
