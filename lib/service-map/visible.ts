import type { Health } from "@/lib/model/views/common";
import type { MapEdge, MapNode } from "@/lib/model/views/service-map";

export interface MapFilter {
  /** Node around which the map is cut, null for the whole map. */
  readonly focus: string | null;
  /** How many hops away from it, along edges in either direction. */
  readonly hops: number;
  /** Nodes of these healths and their direct neighbours; empty: all. */
  readonly health: readonly Health[];
}

export interface VisibleMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** The part of the map that the filter leaves, in the order given. */
export function visibleMap(map: VisibleMap, { focus, hops, health }: MapFilter): VisibleMap {
  const kept = new Set(map.nodes.map(({ id }) => id));
  if (focus !== null && kept.has(focus)) keepOnly(kept, neighboursOf(map.edges, new Set([focus]), hops));
  if (health.length > 0) {
    const chosen = new Set(map.nodes.filter((node) => health.includes(node.health)).map(({ id }) => id));
    keepOnly(kept, neighboursOf(map.edges, chosen, 1));
  }
  return {
    nodes: map.nodes.filter(({ id }) => kept.has(id)),
    edges: map.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

/** The nodes themselves and all that are at most `hops` edges away from one of them, whichever way the edges point. */
export function neighboursOf(
  edges: readonly Pick<MapEdge, "from" | "to">[],
  start: ReadonlySet<string>,
  hops: number,
): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    next.set(from, [...(next.get(from) ?? []), to]);
    next.set(to, [...(next.get(to) ?? []), from]);
  }
  const reached = new Set(start);
  let border = [...start];
  for (let hop = 0; hop < hops && border.length > 0; hop++) {
    border = border.flatMap((id) => next.get(id) ?? []).filter((id) => !reached.has(id));
    for (const id of border) reached.add(id);
  }
  return reached;
}

/** Does the search text occur in the node's name? Case is ignored; an empty text finds nothing. */
export function isFound(node: Pick<MapNode, "name" | "label">, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return false;
  return node.name.toLowerCase().includes(wanted) || node.label.toLowerCase().includes(wanted);
}

function keepOnly(set: Set<string>, wanted: ReadonlySet<string>): void {
  for (const id of set) if (!wanted.has(id)) set.delete(id);
}
