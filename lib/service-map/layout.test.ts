import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LayoutInput, layoutMap, NODE_HEIGHT, NODE_WIDTH } from "@/lib/service-map/layout";

const id = fc.integer({ min: 0, max: 14 }).map((number) => `n${number}`);
const input: fc.Arbitrary<LayoutInput> = fc.array(fc.tuple(id, id), { maxLength: 30 }).map((pairs) => ({
  nodes: Array.from({ length: 15 }, (_, number) => `n${number}`),
  edges: [
    ...new Map(pairs.map(([from, to]) => [`${from}>${to}`, { id: `${from}>${to}`, from, to }])).values(),
  ],
}));

describe("layoutMap", () => {
  it("puts callers left of what they call", () => {
    const { nodes } = layoutMap({
      nodes: ["c", "b", "a"],
      edges: [
        { id: "1", from: "a", to: "b" },
        { id: "2", from: "b", to: "c" },
      ],
    });
    const xs = ["a", "b", "c"].map((name) => nodes[name]?.x ?? Number.NaN);
    expect(xs).toEqual([...xs].sort((p, q) => p - q));
    expect(new Set(xs).size).toBe(3);
  });

  it("places every box inside the drawing, none over another, and gives every edge a path", () => {
    fc.assert(
      fc.property(input, (graph) => {
        const { nodes, edges, width, height } = layoutMap(graph);
        const boxes = Object.values(nodes);
        expect(boxes).toHaveLength(15);
        for (const box of boxes) {
          expect(box.x - NODE_WIDTH / 2).toBeGreaterThanOrEqual(0);
          expect(box.x + NODE_WIDTH / 2).toBeLessThanOrEqual(width);
          expect(box.y - NODE_HEIGHT / 2).toBeGreaterThanOrEqual(0);
          expect(box.y + NODE_HEIGHT / 2).toBeLessThanOrEqual(height);
          const overlapping = boxes.filter(
            (other) => Math.abs(other.x - box.x) < NODE_WIDTH && Math.abs(other.y - box.y) < NODE_HEIGHT,
          );
          expect(overlapping).toEqual([box]);
        }
        for (const edge of graph.edges) expect(edges[edge.id]?.path).toMatch(/^M/);
      }),
      { numRuns: 40 },
    );
  });

  it("gives the same layout in whatever order nodes and edges come", () => {
    fc.assert(
      fc.property(input, (graph) => {
        const other = { nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
        expect(layoutMap(other)).toEqual(layoutMap(graph));
      }),
      { numRuns: 25 },
    );
  });

  it("folds layers of hundreds, so that the whole is no thin column", () => {
    const callees = Array.from({ length: 400 }, (_, number) => `n${number}`);
    const { nodes, edges, width, height } = layoutMap({
      nodes: ["hub", ...callees],
      edges: callees.map((to) => ({ id: to, from: "hub", to })),
    });
    expect(width / height).toBeGreaterThan(0.5);
    expect(width / height).toBeLessThan(2.5);
    const boxes = Object.values(nodes);
    expect(boxes).toHaveLength(401);
    for (const box of boxes) {
      expect(box.x + NODE_WIDTH / 2).toBeLessThanOrEqual(width);
      expect(box.y + NODE_HEIGHT / 2).toBeLessThanOrEqual(height);
      const overlapping = boxes.filter(
        (other) => Math.abs(other.x - box.x) < NODE_WIDTH && Math.abs(other.y - box.y) < NODE_HEIGHT,
      );
      expect(overlapping).toEqual([box]);
      expect(box === nodes.hub || box.x > (nodes.hub?.x ?? 0)).toBe(true);
    }
    expect(Object.keys(edges)).toHaveLength(400);
  });

  it("leaves out edges to what is not shown, and lays out nothing", () => {
    expect(layoutMap({ nodes: ["a"], edges: [{ id: "1", from: "a", to: "b" }] }).edges).toEqual({});
    expect(layoutMap({ nodes: [], edges: [] })).toMatchObject({ nodes: {}, edges: {} });
  });
});
