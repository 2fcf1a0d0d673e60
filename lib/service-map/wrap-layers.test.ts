import { describe, expect, it } from "vitest";
import { wrapLayers } from "@/lib/service-map/wrap-layers";

const sizes = { stepX: 10, stepY: 10, layerStepX: 15 };

describe("wrapLayers", () => {
  it("folds a tall layer, keeps its order and spreads the boxes of a small one", () => {
    //   a at x 0; b c d e at x 100
    const nodes = Object.fromEntries(
      ["b", "c", "d", "e"].map((id, index) => [id, { x: 100, y: index * 10 }] as const),
    );
    expect(wrapLayers({ ...nodes, a: { x: 0, y: 3 } }, sizes)).toEqual({
      a: { x: 0, y: 15 },
      b: { x: 15, y: 7.5 },
      c: { x: 25, y: 7.5 },
      d: { x: 15, y: 22.5 },
      e: { x: 25, y: 22.5 },
    });
  });

  it("has nothing to fold in nothing", () => {
    expect(wrapLayers({}, sizes)).toEqual({});
  });
});
