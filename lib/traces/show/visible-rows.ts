import type { SpanTree } from "@/lib/traces/show/span-tree";

/** What is folded: everything at `level` and below, but for the spans in `toggled`, which are the other way round. */
export interface Folding {
  /** Spans at this depth hide what is below them; null: nothing is folded. */
  readonly level: number | null;
  readonly toggled: ReadonlySet<number>;
}

export function hasChildren(tree: SpanTree, span: number): boolean {
  return (tree.subtreeEnd[span] ?? 0) > span + 1;
}

export function isFolded(tree: SpanTree, span: number, { level, toggled }: Folding): boolean {
  const byLevel = level !== null && (tree.depth[span] ?? 0) >= level;
  return hasChildren(tree, span) && byLevel !== toggled.has(span);
}

/** Spans in sight, from top to bottom. Costs as much as there are. */
export function visibleRows(tree: SpanTree, folding: Folding): Int32Array {
  const rows = new Int32Array(tree.count);
  let length = 0;
  for (let span = 0; span < tree.count; ) {
    rows[length++] = span;
    span = isFolded(tree, span, folding) ? (tree.subtreeEnd[span] ?? span + 1) : span + 1;
  }
  return rows.subarray(0, length);
}

/** The folding with everything above `span` open, so that it is in sight. */
export function unfoldTo(tree: SpanTree, span: number, folding: Folding): Folding {
  const toggled = new Set(folding.toggled);
  for (let above = tree.parent[span] ?? -1; above >= 0; above = tree.parent[above] ?? -1) {
    if (!isFolded(tree, above, folding)) continue;
    if (toggled.has(above)) toggled.delete(above);
    else toggled.add(above);
  }
  return { level: folding.level, toggled };
}

export function toggle(span: number, { level, toggled }: Folding): Folding {
  const next = new Set(toggled);
  if (!next.delete(span)) next.add(span);
  return { level, toggled: next };
}

/** Place of a span among ascending rows; of the nearest visible span above it where it is folded away. */
export function rowOf(rows: Int32Array, span: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle] ?? 0) <= span) low = middle;
    else high = middle - 1;
  }
  return rows.length === 0 ? -1 : low;
}
