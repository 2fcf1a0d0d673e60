import { spanFlags } from "@/lib/model/views/spans";
import { adoptOrphans } from "@/lib/traces/adopt-orphans";
import { preorder, type SpanNode } from "@/lib/traces/span-node";

/**
 * Hangs every span under its parent. What has no parent, whose parent is missing, or is part of a cycle (cut before its
 * earliest span) becomes a root. The request's own root comes first, then the others by begin.
 */
export function linkParents(
  byId: ReadonlyMap<string, SpanNode>,
  tell: (problem: string) => void,
): SpanNode[] {
  const orphans: SpanNode[] = [];
  const roots: SpanNode[] = [];
  for (const span of byId.values()) {
    const parent = span.parentId === null ? undefined : byId.get(span.parentId);
    span.parent = parent ?? null;
    if (span.parentId === null) roots.push(span);
    else if (parent === undefined) orphans.push(span);
  }
  for (const span of byId.values()) span.parent?.children.push(span);
  if (preorder([...roots, ...orphans]).length < byId.size) {
    for (const span of cutCycles(byId, roots, orphans)) {
      roots.push(span);
      tell(`The spans around ${span.name} name each other as parents; the circle was cut there.`);
    }
  }
  orphans.sort(byBegin);
  const homeless = adoptOrphans(orphans, byId, tell);
  for (const span of homeless) span.flags |= spanFlags.parentMissing;
  if (homeless.length > 0 && roots.length > 0) {
    const names = [...new Set(homeless.map(({ name }) => name))];
    tell(
      `${homeless.length === 1 ? "The parent" : `The parents of ${homeless.length} spans`} of ${listed(names)} ${homeless.length === 1 ? "is" : "are"} missing; shown as ${homeless.length === 1 ? "a root" : "roots"} of ${homeless.length === 1 ? "its" : "their"} own.`,
    );
  }
  return [...roots.sort(byBegin), ...homeless];
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and others` : names.join(", ");
}

/** What cannot be reached from the roots is a cycle or hangs on one. Its earliest member loses its parent. */
function cutCycles(
  byId: ReadonlyMap<string, SpanNode>,
  roots: readonly SpanNode[],
  orphans: readonly SpanNode[],
): readonly SpanNode[] {
  const settled = new Set<SpanNode>([...roots, ...orphans]);
  const cut: SpanNode[] = [];
  for (const span of byId.values()) {
    const path: SpanNode[] = [];
    const onPath = new Set<SpanNode>();
    let at: SpanNode | null = span;
    while (at !== null && !settled.has(at) && !onPath.has(at)) {
      onPath.add(at);
      path.push(at);
      at = at.parent;
    }
    if (at !== null && onPath.has(at)) {
      const [first] = path.slice(path.indexOf(at)).sort(byBegin);
      if (first) {
        first.parent?.children.splice(first.parent.children.indexOf(first), 1);
        first.parent = null;
        cut.push(first);
      }
    }
    for (const each of path) settled.add(each);
  }
  return cut.sort(byBegin);
}

/** By begin, then the longer one, then by id: a total order. Unknown begins come last. */
export function byBegin(a: SpanNode, b: SpanNode): number {
  return order(a.startUs, b.startUs) || order(b.endUs, a.endUs) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function order(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : a - b;
}
