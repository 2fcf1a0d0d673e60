import { addTo, count, merge, noStatistics, type Statistics } from "@/lib/sandbox/xray/graph/statistics";
import {
  isAsyncSegment,
  type ServiceName,
  type TraceNode,
  type TraceTree,
} from "@/lib/sandbox/xray/traces/trace-tree";

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** The caller does not wait: EdgeType `link`. */
  readonly link: boolean;
  readonly statistics: Statistics;
  /** Age of events received over a link, milliseconds → count. */
  readonly eventAge: Map<number, number>;
}

interface GraphNode {
  readonly service: ServiceName;
  /** First in some trace. */
  root: boolean;
  /** Only ever seen through its callers. */
  inferred: boolean;
  /** Epoch seconds. */
  start: number;
  end: number;
  readonly statistics: Statistics;
}

/** Services and calls between them, over any number of traces. Adding is commutative, so parts may be merged. */
export interface ServiceGraph {
  readonly nodes: Map<string, GraphNode>;
  readonly edges: Map<string, GraphEdge>;
}

export function emptyGraph(): ServiceGraph {
  return { nodes: new Map(), edges: new Map() };
}

function serviceKey({ name, type }: ServiceName): string {
  return `${type}\n${name}`;
}

/**
 * Adds one trace. Each segment counts once at its service and once on the edge by which it was reached: from its
 * caller, or from a client node that repeats the root's name. A call counts as the caller saw it; an event as Lambda
 * handled it. Orphans of a partial trace have no edge.
 */
export function addTrace(
  graph: ServiceGraph,
  tree: TraceTree,
  queueOf: (functionName: string) => string | undefined,
) {
  for (const at of tree.nodes) {
    if (!at.segment) continue;
    const node = nodeFor(graph, at.service, at);
    count(node.statistics, at.node);
    if (at.parent) addCall(graph, at.parent, at);
    else if (at === tree.root) addEntry(graph, node, at, queueOf);
  }
}

function addCall(graph: ServiceGraph, caller: TraceNode, callee: TraceNode): void {
  const link = isAsyncSegment(callee);
  // Between Lambda's two segments there is no call whose view could differ.
  const seen = link || caller.segment || caller.service.type === "AWS::Lambda" ? callee : caller;
  const edge = edgeFor(graph, caller.service, callee.service, link);
  count(edge.statistics, seen.node);
  if (link) addTo(edge.eventAge, dwellMs(callee), 1);
}

function addEntry(
  graph: ServiceGraph,
  node: GraphNode,
  at: TraceNode,
  queueOf: (functionName: string) => string | undefined,
): void {
  node.root = true;
  const client: ServiceName = { name: at.service.name, type: "client" };
  nodeFor(graph, client, at);
  count(edgeFor(graph, client, at.service, false).statistics, at.node);
  // A consumer whose trace names its producers' hangs on their queue as well.
  const queue = at.segment?.links ? queueOf(at.service.name) : undefined;
  if (queue === undefined) return;
  const service: ServiceName = { name: queue, type: "AWS::SQS::Queue" };
  nodeFor(graph, service, at).inferred = true;
  count(edgeFor(graph, service, at.service, true).statistics, at.node);
}

/** How long an event waited before its first attempt, whole milliseconds. */
function dwellMs({ node }: TraceNode): number {
  const dwell = node.subsegments?.find(({ name }) => name === "Dwell Time");
  return dwell ? Math.round((dwell.end_time - dwell.start_time) * 1000) : 0;
}

function nodeFor(graph: ServiceGraph, service: ServiceName, at: TraceNode): GraphNode {
  const key = serviceKey(service);
  const { start_time, end_time } = at.node;
  const inferred = at.segment?.inferred === true;
  let node = graph.nodes.get(key);
  if (!node) {
    node = { service, root: false, inferred, start: start_time, end: end_time, statistics: noStatistics() };
    graph.nodes.set(key, node);
  }
  node.inferred &&= inferred;
  node.start = Math.min(node.start, start_time);
  node.end = Math.max(node.end, end_time);
  return node;
}

function edgeFor(graph: ServiceGraph, from: ServiceName, to: ServiceName, link: boolean): GraphEdge {
  const key = `${serviceKey(from)}\n→${link ? "link" : ""}\n${serviceKey(to)}`;
  let edge = graph.edges.get(key);
  if (!edge) {
    edge = {
      from: serviceKey(from),
      to: serviceKey(to),
      link,
      statistics: noStatistics(),
      eventAge: new Map(),
    };
    graph.edges.set(key, edge);
  }
  return edge;
}

/** Adds one graph to another, which it leaves unchanged. */
export function mergeGraph(into: ServiceGraph, other: ServiceGraph): void {
  for (const [key, node] of other.nodes) {
    const known = into.nodes.get(key);
    if (known) {
      known.root ||= node.root;
      known.inferred &&= node.inferred;
      known.start = Math.min(known.start, node.start);
      known.end = Math.max(known.end, node.end);
      merge(known.statistics, node.statistics);
    } else {
      const statistics = noStatistics();
      merge(statistics, node.statistics);
      into.nodes.set(key, { ...node, statistics });
    }
  }
  for (const [key, edge] of other.edges) {
    let known = into.edges.get(key);
    if (!known) {
      known = { ...edge, statistics: noStatistics(), eventAge: new Map() };
      into.edges.set(key, known);
    }
    merge(known.statistics, edge.statistics);
    for (const [age, number] of edge.eventAge) addTo(known.eventAge, age, number);
  }
}
