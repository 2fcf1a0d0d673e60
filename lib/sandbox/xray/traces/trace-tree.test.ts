import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawTrace } from "@/lib/sandbox/xray/testing/draw-trace";
import { T0 } from "@/lib/sandbox/xray/testing/fake-world";
import { smallShop } from "@/lib/sandbox/xray/testing/small-shop";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRoots } from "@/lib/sandbox/xray/traces/trace-root";
import { serviceOf, traceTree } from "@/lib/sandbox/xray/traces/trace-tree";

const world = smallShop();
const [root] = traceRoots(world, T0, T0 + 1000);
const documents = root ? renderTrace(world, root).arrivals.map(({ document }) => document) : [];

describe("traceTree", () => {
  it("is the same for documents in any order", () => {
    const expected = drawTrace(documents);
    const orders = fc.shuffledSubarray([...documents], { minLength: documents.length });
    fc.assert(
      fc.property(orders, (order) => {
        expect(drawTrace(order)).toBe(expected);
      }),
    );
  });

  it("keeps all nodes of any part of a trace, orphans at the top", () => {
    fc.assert(
      fc.property(fc.subarray([...documents]), (part) => {
        const tree = traceTree(part);
        let reached = 0;
        const walk = (nodes: typeof tree.tops) => {
          for (const node of nodes) {
            reached++;
            walk(node.children);
          }
        };
        walk(tree.tops);
        expect(reached).toBe(tree.nodes.length);
        expect(tree.nodes.filter(({ segment }) => segment !== null)).toHaveLength(part.length);
      }),
    );
  });

  it("has no root while the root's document is missing", () => {
    expect(traceTree(documents.slice(1)).root).toBeUndefined();
    expect(traceTree([])).toEqual({ tops: [], root: undefined, nodes: [] });
  });
});

describe("serviceOf", () => {
  it("names inferred tables after the resource, topics after the service, hosts as remote", () => {
    const base = { id: "1", trace_id: "1-x", start_time: 0, end_time: 1, inferred: true };
    const table = {
      ...base,
      name: "DynamoDB",
      origin: "AWS::DynamoDB::Table",
      aws: { resource_names: ["t"] },
    };
    expect(serviceOf(table)).toEqual({ name: "t", type: "AWS::DynamoDB::Table" });
    expect(serviceOf({ ...table, aws: {} })).toEqual({ name: "DynamoDB", type: "AWS::DynamoDB::Table" });
    expect(serviceOf({ ...table, name: "SNS", origin: "AWS::SNS" })).toEqual({
      name: "SNS",
      type: "AWS::SNS",
    });
    expect(serviceOf({ ...base, name: "h.example" })).toEqual({ name: "h.example", type: "remote" });
  });
});
