import type { SpanTree } from "@/lib/traces/show/span-tree";

/** Spans of one path of names, added up. Widths are self times, so that a block is as wide as what is under it and itself. */
export interface FlameBlock {
  readonly label: string;
  readonly service: string;
  /** A span of the block, for its kind and as the one to go to: the longest. */
  readonly span: number;
  readonly depth: number;
  /** Index of the block below which it stands, -1 for a root. */
  readonly parent: number;
  readonly spans: number;
  readonly selfMs: number;
  /** Self time of the block and all below it. */
  readonly totalMs: number;
  /** Left edge, in the same milliseconds. */
  readonly fromMs: number;
  /** Spans with a fault, an error or a throttle. */
  readonly failed: number;
}

interface Growing {
  label: string;
  service: string;
  span: number;
  longestMs: number;
  depth: number;
  parent: number;
  spans: number;
  selfMs: number;
  totalMs: number;
  fromMs: number;
  failed: number;
  readonly children: Map<string, number>;
}

/** Merges spans by the path of their names; parents before children, siblings by first occurrence. */
export function flameOf(tree: SpanTree): readonly FlameBlock[] {
  const blocks: Growing[] = [];
  const roots = new Map<string, number>();
  const blockOf = new Int32Array(tree.count);
  for (let span = 0; span < tree.count; span++) {
    const above = tree.parent[span] ?? -1;
    const parent = above < 0 ? -1 : (blockOf[above] ?? -1);
    const siblings = blocks[parent]?.children ?? roots;
    const key = `${tree.service(span)}\n${tree.name(span)}`;
    let index = siblings.get(key);
    if (index === undefined) {
      index = blocks.length;
      siblings.set(key, index);
      blocks.push(emptyBlock(tree, span, parent));
    }
    blockOf[span] = index;
    const block = blocks[index];
    if (block) addSpan(block, tree, span);
  }
  return placed(blocks);
}

function emptyBlock(tree: SpanTree, span: number, parent: number): Growing {
  return {
    label: tree.name(span),
    service: tree.service(span),
    span,
    longestMs: -1,
    depth: tree.depth[span] ?? 0,
    parent,
    spans: 0,
    selfMs: 0,
    totalMs: 0,
    fromMs: 0,
    failed: 0,
    children: new Map(),
  };
}

function addSpan(block: Growing, tree: SpanTree, span: number): void {
  const lengthMs = (tree.endMs[span] ?? 0) - (tree.offsetMs[span] ?? 0);
  if (lengthMs > block.longestMs) {
    block.longestMs = lengthMs;
    block.span = span;
  }
  block.spans += 1;
  block.selfMs += tree.selfMs[span] ?? 0;
  if (tree.is(span, "fault") || tree.is(span, "error") || tree.is(span, "throttle")) block.failed += 1;
}

/** Children were all made after their parents: one pass up for the sums, one down for the edges. */
function placed(blocks: Growing[]): readonly FlameBlock[] {
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index];
    if (!block) continue;
    block.totalMs += block.selfMs;
    const parent = blocks[block.parent];
    if (parent) parent.totalMs += block.totalMs;
  }
  let rootEdge = 0;
  const nextEdge = new Float64Array(blocks.length);
  blocks.forEach((block, index) => {
    const from = block.parent < 0 ? rootEdge : (nextEdge[block.parent] ?? 0);
    block.fromMs = from;
    nextEdge[index] = from;
    if (block.parent < 0) rootEdge = from + block.totalMs;
    else nextEdge[block.parent] = from + block.totalMs;
  });
  return blocks.map(({ children: _children, longestMs: _longestMs, ...block }) => block);
}
