import type { MapEdge, MapNode } from "@/lib/model/views/service-map";

/** X-Ray filter expressions that find the traces of a node or an edge. [D xray-console-filters] */

/** What must hold of the service or the call in those traces. */
export type TraceCondition = "any" | "fault" | "error" | "throttle" | { readonly slowerThanMs: number };

/** null for a node that X-Ray has no service for: it has no traces to find. */
export function nodeTraceFilter(node: MapNode, condition: TraceCondition = "any"): string | null {
  const service = serviceOf(node, condition);
  return service === null ? null : `service(${service})${block(condition)}`;
}

/** Calls from outside have no service that calls: their traces are those of the node that is called. */
export function edgeTraceFilter(
  edge: MapEdge,
  nodes: ReadonlyMap<string, MapNode>,
  condition: TraceCondition = "any",
): string | null {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  if (!from || !to || edge.seen !== "traced") return null;
  if (from.kind === "client" || from.kind === "unseen") return nodeTraceFilter(to, condition);
  // What calls is the function itself; what is called is Lambda, which then runs the function.
  const [caller, called] = [selector(from, "AWS::Lambda::Function"), selector(to, "AWS::Lambda")];
  return caller === null || called === null ? null : `edge(${caller}, ${called})${block(condition)}`;
}

function serviceOf(node: MapNode, condition: TraceCondition): string | null {
  return selector(node, condition === "throttle" ? "AWS::Lambda" : "AWS::Lambda::Function");
}

function selector({ parts }: MapNode, preferred: string): string | null {
  const part = parts.find(({ type }) => type === preferred) ?? parts[0];
  if (!part) return null;
  const type = part.type === null ? "" : `, type: ${quoted(part.type)}`;
  return `id(name: ${quoted(part.name)}${type})`;
}

function block(condition: TraceCondition): string {
  if (condition === "any") return "";
  if (typeof condition === "string") return ` { ${condition} }`;
  return ` { responsetime > ${Number((condition.slowerThanMs / 1000).toPrecision(6))} }`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
