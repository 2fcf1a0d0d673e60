import { describe, expect, it } from "vitest";
import { mergeGraphs } from "@/lib/service-map/merge-graphs";
import { reconcile } from "@/lib/service-map/reconcile";
import { edgeTraceFilter, nodeTraceFilter } from "@/lib/service-map/trace-filter";
import { graphOf, readCalls } from "@/lib/testing/service-graph";

const { nodes, edges } = reconcile(
  mergeGraphs(
    [
      graphOf(
        readCalls(`
          client/shop > stage/shop 1ms
          stage/shop > lambda/charge 1ms
          lambda/charge > fn/charge 1ms
          fn/charge > remote/say"hi" 1ms`),
      ),
    ],
    "111111111111",
  ),
  { functions: null, stages: null, links: [] },
  60_000,
);
const byId = new Map(nodes.map((node) => [node.id, node]));

function ofNode(id: string, ...condition: [] | [Parameters<typeof nodeTraceFilter>[1]]) {
  const node = byId.get(id);
  return node && nodeTraceFilter(node, ...condition);
}

describe("nodeTraceFilter", () => {
  it("asks for the function, and for throttles of Lambda's own service", () => {
    expect(ofNode("function:charge")).toBe('service(id(name: "charge", type: "AWS::Lambda::Function"))');
    expect(ofNode("function:charge", "fault")).toBe(
      'service(id(name: "charge", type: "AWS::Lambda::Function")) { fault }',
    );
    expect(ofNode("function:charge", "throttle")).toBe(
      'service(id(name: "charge", type: "AWS::Lambda")) { throttle }',
    );
    expect(ofNode("function:charge", { slowerThanMs: 1500 })).toMatch(/\{ responsetime > 1\.5 \}$/);
  });

  it("escapes quotes, and has nothing for nodes that X-Ray has no service for", () => {
    expect(ofNode('remote:say"hi"')).toBe('service(id(name: "say\\"hi\\"", type: "remote"))');
    expect(ofNode("clients")).toBeNull();
  });
});

describe("edgeTraceFilter", () => {
  it("goes from the function to what it calls, and to Lambda from its caller", () => {
    expect(edges.map((edge) => edgeTraceFilter(edge, byId))).toEqual([
      'edge(id(name: "shop", type: "AWS::ApiGateway::Stage"), id(name: "charge", type: "AWS::Lambda"))',
      'service(id(name: "shop", type: "AWS::ApiGateway::Stage"))',
      'edge(id(name: "charge", type: "AWS::Lambda::Function"), id(name: "say\\"hi\\"", type: "remote"))',
    ]);
  });
});
