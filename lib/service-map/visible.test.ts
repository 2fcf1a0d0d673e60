import { describe, expect, it } from "vitest";
import type { Health } from "@/lib/model/views/common";
import { bareNode } from "@/lib/service-map/draw-traced";
import { mergeGraphs } from "@/lib/service-map/merge-graphs";
import { functionIdentity } from "@/lib/service-map/node-identity";
import { reconcile } from "@/lib/service-map/reconcile";
import { isFound, neighboursOf, visibleMap } from "@/lib/service-map/visible";
import { graphOf, readCalls } from "@/lib/testing/service-graph";

//   a → b → c → d      e alone
const chain = reconcile(
  mergeGraphs(
    [graphOf(readCalls("fn/a > fn/b 1ms\nfn/b > fn/c 1ms\nfn/c > fn/d 1ms\nfn/e > fn/e 1ms"))],
    "111111111111",
  ),
  { functions: null, stages: null, links: [] },
  60_000,
);
const everything = { focus: null, hops: 1, health: [] };

function names(map: { readonly nodes: readonly { readonly name: string }[] }): string {
  return map.nodes.map(({ name }) => name).join("");
}

describe("visibleMap", () => {
  it("is the whole map without a filter", () => {
    expect(visibleMap(chain, everything)).toEqual({ nodes: chain.nodes, edges: chain.edges });
  });

  it("cuts the map around one node, both ways along the edges", () => {
    const around = (hops: number) => visibleMap(chain, { ...everything, focus: "function:b", hops });
    expect(names(around(0))).toBe("b");
    expect(names(around(1))).toBe("abc");
    expect(names(around(9))).toBe("abcd");
    expect(around(1).edges).toHaveLength(2);
  });

  it("ignores a focus on what is not there", () => {
    expect(names(visibleMap(chain, { ...everything, focus: "function:gone" }))).toBe("abcde");
  });

  it("keeps the nodes of the wanted healths and their neighbours", () => {
    const nodes = chain.nodes.map((node) => ({
      ...node,
      health: (node.name === "d" ? "critical" : "ok") as Health,
    }));
    expect(names(visibleMap({ ...chain, nodes }, { ...everything, health: ["critical"] }))).toBe("cd");
    expect(names(visibleMap({ ...chain, nodes }, { ...everything, health: ["warning"] }))).toBe("");
  });
});

describe("neighboursOf", () => {
  it("ends on cycles", () => {
    const ring = [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
    ];
    expect([...neighboursOf(ring, new Set(["a"]), 100)]).toEqual(["a", "b"]);
  });
});

describe("isFound", () => {
  it("looks into the whole name, whatever the case", () => {
    const node = bareNode(functionIdentity("Payments-Charge"));
    expect(isFound(node, " charge ")).toBe(true);
    expect(isFound(node, "refund")).toBe(false);
    expect(isFound(node, " ")).toBe(false);
  });
});
