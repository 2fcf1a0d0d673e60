import type { GraphEdge, ServiceGraph } from "@/lib/sandbox/xray/graph/service-graph";
import { totalOf, wireHistogram, wireStatistics } from "@/lib/sandbox/xray/graph/statistics";

/** `Services` of GetServiceGraph and GetTraceGraph, in a stable order: ReferenceId is the position. */
export function wireServices(graph: ServiceGraph, accountId: string) {
  const keys = [...graph.nodes.keys()].sort();
  const referenceOf = new Map(keys.map((key, index) => [key, index]));
  const edgesFrom = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges.values()) {
    const list = edgesFrom.get(edge.from);
    if (list) list.push(edge);
    else edgesFrom.set(edge.from, [edge]);
  }
  return keys.flatMap((key) => {
    const node = graph.nodes.get(key);
    if (!node) return [];
    const { name, type } = node.service;
    const times = { StartTime: node.start, EndTime: node.end };
    const edges = (edgesFrom.get(key) ?? []).map((edge) => ({
      ReferenceId: referenceOf.get(edge.to),
      ...times,
      SummaryStatistics: wireStatistics(edge.statistics),
      ResponseTimeHistogram: wireHistogram(edge.statistics.histogram),
      Aliases: [],
      ...(edge.link ? { EdgeType: "link" } : {}),
      ...(edge.eventAge.size > 0 ? { ReceivedEventAgeHistogram: wireHistogram(edge.eventAge) } : {}),
    }));
    const isClient = type === "client";
    return [
      {
        ReferenceId: referenceOf.get(key),
        Name: name,
        Names: [name],
        ...(node.root ? { Root: true } : {}),
        ...(isClient || type === "remote" ? {} : { AccountId: accountId }),
        Type: type,
        State: isClient || node.inferred ? "unknown" : "active",
        ...times,
        Edges: edges.sort((a, b) => (a.ReferenceId ?? 0) - (b.ReferenceId ?? 0)),
        // A client is known by its calls alone.
        ...(isClient || totalOf(node.statistics) === 0
          ? {}
          : {
              SummaryStatistics: wireStatistics(node.statistics),
              DurationHistogram: wireHistogram(node.statistics.histogram),
              ResponseTimeHistogram: wireHistogram(node.statistics.histogram),
            }),
      },
    ];
  });
}
