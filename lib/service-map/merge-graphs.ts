import type { GraphService, GraphStatistics, ServiceGraph } from "@/lib/model/trace";
import { addTimes, type Times } from "@/lib/service-map/histogram";
import {
  clients,
  identityOf,
  isFunctionType,
  type NodeIdentity,
  unseenCallers,
} from "@/lib/service-map/node-identity";

export interface Tally {
  ok: number;
  error: number;
  throttle: number;
  fault: number;
  readonly times: Times;
}

/** One X-Ray service of a node. A function has two: Lambda's own and the function's. */
export interface TracedPart {
  readonly name: string;
  readonly type: string | null;
  readonly tally: Tally;
  /** X-Ray gave counts, though they may be 0; client services have none. */
  counted: boolean;
}

export interface TracedNode {
  readonly identity: NodeIdentity;
  /** By type. */
  readonly parts: Map<string, TracedPart>;
}

export interface TracedEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly asynchronous: boolean;
  readonly tally: Tally;
}

/** What X-Ray saw in all parts of a window, by id. */
export interface TracedGraph {
  readonly nodes: Map<string, TracedNode>;
  readonly edges: Map<string, TracedEdge>;
}

/**
 * One graph of the answers for the parts of a window: counts and histograms add, so that how the window was cut makes no
 * difference. Reference ids hold within one answer only; across answers a service is its name, type and account.
 *
 *     client "shop/prod" → AWS::ApiGateway::Stage "shop/prod"          becomes   Clients → shop/prod
 *     AWS::Lambda "charge" → AWS::Lambda::Function "charge" → table    becomes   charge (two parts) → table
 *     client "cron" → AWS::Lambda "cron"                               becomes   Callers outside X-Ray → cron
 */
export function mergeGraphs(graphs: readonly ServiceGraph[], ownAccount: string | null): TracedGraph {
  const merged: TracedGraph = { nodes: new Map(), edges: new Map() };
  for (const graph of graphs) addGraph(merged, graph, ownAccount);
  return merged;
}

export function noTally(): Tally {
  return { ok: 0, error: 0, throttle: 0, fault: 0, times: new Map() };
}

export function totalOf({ ok, error, throttle, fault }: Omit<Tally, "times">): number {
  return ok + error + throttle + fault;
}

export function edgeId(from: string, to: string, asynchronous: boolean): string {
  return `${from} ${asynchronous ? "⇢" : "→"} ${to}`;
}

function addGraph(merged: TracedGraph, graph: ServiceGraph, ownAccount: string | null): void {
  const byReference = new Map(graph.services.map((service) => [service.referenceId, service]));
  for (const service of graph.services) {
    if (service.type !== "client") addService(merged, service, ownAccount);
    for (const edge of service.edges) {
      const target = byReference.get(edge.to);
      if (!target || target.type === "client") continue;
      const to = identityOf(target, ownAccount);
      const from = callerOf(service, target, ownAccount);
      if (from.id === to.id && isInside(service, target)) continue;
      nodeFor(merged, from);
      const asynchronous = edge.type === "link";
      const id = edgeId(from.id, to.id, asynchronous);
      let known = merged.edges.get(id);
      if (!known) {
        known = { id, from: from.id, to: to.id, asynchronous, tally: noTally() };
        merged.edges.set(id, known);
      }
      addCounts(known.tally, edge.statistics);
      addTimes(known.tally.times, edge.responseTimes);
    }
  }
}

/** Lambda handing an event to the function's code is no call between nodes; a function that calls itself is one. */
function isInside(service: GraphService, target: GraphService): boolean {
  return service.type === "AWS::Lambda" && target.type === "AWS::Lambda::Function";
}

function callerOf(service: GraphService, target: GraphService, ownAccount: string | null): NodeIdentity {
  if (service.type !== "client") return identityOf(service, ownAccount);
  return isFunctionType(target.type) ? unseenCallers : clients;
}

function addService(merged: TracedGraph, service: GraphService, ownAccount: string | null): void {
  const node = nodeFor(merged, identityOf(service, ownAccount));
  const key = service.type ?? "";
  let part = node.parts.get(key);
  if (!part) {
    part = { name: service.name, type: service.type, tally: noTally(), counted: false };
    node.parts.set(key, part);
  }
  part.counted ||= service.statistics !== null;
  addCounts(part.tally, service.statistics);
  addTimes(part.tally.times, service.responseTimes);
}

function nodeFor(merged: TracedGraph, identity: NodeIdentity): TracedNode {
  let node = merged.nodes.get(identity.id);
  if (!node) {
    node = { identity, parts: new Map() };
    merged.nodes.set(identity.id, node);
  }
  return node;
}

function addCounts(into: Tally, statistics: GraphStatistics | null): void {
  if (!statistics) return;
  into.ok += statistics.ok;
  into.error += statistics.error;
  into.throttle += statistics.throttle;
  into.fault += statistics.fault;
}
