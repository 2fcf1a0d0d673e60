import { MINUTE_MS } from "@/lib/base/time";
import type { Coverage, MapEdge, MapNode, NodeKind, ServiceMap } from "@/lib/model/views/service-map";
import {
  type FunctionFacts,
  functionNode,
  type Making,
  type StageFacts,
  stageNode,
} from "@/lib/service-map/account-facts";
import { type ConfiguredLink, deadLetter } from "@/lib/service-map/configured-links";
import { bareNode, tracedEdge, tracedNode } from "@/lib/service-map/draw-traced";
import { edgeId, type TracedGraph } from "@/lib/service-map/merge-graphs";
import { functionIdentity, stageIdentity } from "@/lib/service-map/node-identity";

/** What is known besides traces. null: could not be read, which is not the same as none. */
export interface Account {
  readonly functions: readonly FunctionFacts[] | null;
  readonly stages: readonly StageFacts[] | null;
  readonly links: readonly ConfiguredLink[];
}

/**
 * X-Ray's graph beside what CloudWatch counted and what is configured. X-Ray sees a sample, and not every service: what
 * it does not see is added with CloudWatch's figures (`metrics`) or with none (`configured`). Nothing is scaled up.
 * Nodes and edges come by id, so that the same answers give the same map. `traced` is null where it could not be read.
 */
export function reconcile(
  traced: TracedGraph | null,
  account: Account,
  windowMs: number,
): Omit<ServiceMap, "comparison"> {
  const making: Making = { minutes: Math.max(windowMs / MINUTE_MS, 1 / 60), tracesKnown: traced !== null };
  const nodes = new Map<string, MapNode>();
  const edges = new Map<string, MapEdge>();
  for (const node of traced?.nodes.values() ?? [])
    nodes.set(node.identity.id, tracedNode(node, making.minutes));
  for (const edge of traced?.edges.values() ?? []) edges.set(edge.id, tracedEdge(edge, making.minutes));
  for (const facts of account.functions ?? []) {
    const node = functionNode(nodes.get(functionIdentity(facts.name).id), facts, making);
    if (node) nodes.set(node.id, node);
  }
  for (const facts of account.stages ?? []) {
    const node = stageNode(nodes.get(stageIdentity(facts).id), facts, making);
    if (node) nodes.set(node.id, node);
  }
  for (const link of account.links) addLink(nodes, edges, link);
  return {
    coverage: { requests: coverageOf(nodes, "gateway"), invocations: coverageOf(nodes, "function") },
    nodes: [...nodes.values()].sort(byId),
    edges: [...edges.values()].sort(byId),
  };
}

/** A hop that X-Ray saw gets its origins; one that it did not see is added when one of its ends was at work. */
function addLink(nodes: Map<string, MapNode>, edges: Map<string, MapEdge>, link: ConfiguredLink): void {
  const { from, to, asynchronous, origins } = link;
  const seen =
    edges.get(edgeId(from.id, to.id, asynchronous)) ?? edges.get(edgeId(from.id, to.id, !asynchronous));
  if (seen) {
    edges.set(seen.id, { ...seen, origins: [...new Set([...seen.origins, ...origins])] });
    return;
  }
  if (!nodes.has(from.id) && !nodes.has(to.id)) return;
  for (const end of [from, to]) if (!nodes.has(end.id)) nodes.set(end.id, bareNode(end));
  const id = edgeId(from.id, to.id, asynchronous);
  edges.set(id, {
    id,
    from: from.id,
    to: to.id,
    asynchronous,
    seen: "configured",
    traced: null,
    latency: null,
    // Events that no attempt could handle are fewer than invocations by far: that bound would say nothing.
    atMost: origins.includes(deadLetter) ? null : bound([nodes.get(from.id), nodes.get(to.id)]),
    origins: [...origins],
    health: "unknown",
    reason: null,
    change: null,
  });
}

/** A hop has no more requests than either end; throttled invocations arrived, though they are not counted as such. */
function bound(ends: readonly (MapNode | undefined)[]): number | null {
  const limits = ends.flatMap((end) => {
    const requests = end?.metrics?.requests ?? null;
    if (requests === null) return [];
    return [end?.kind === "function" ? requests + (end.metrics?.throttles ?? 0) : requests];
  });
  return limits.length === 0 ? null : Math.min(...limits);
}

/** Of all nodes of a kind that CloudWatch counted; null where there is none. */
function coverageOf(nodes: ReadonlyMap<string, MapNode>, kind: NodeKind): Coverage | null {
  const parts = [...nodes.values()].flatMap((node) =>
    node.kind === kind && node.coverage ? [node.coverage] : [],
  );
  if (parts.length === 0) return null;
  return {
    traced: parts.reduce((sum, part) => sum + part.traced, 0),
    of: parts.reduce((sum, part) => sum + part.of, 0),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
