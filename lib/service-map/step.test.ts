import { describe, expect, it } from "vitest";
import { stepFrom } from "@/lib/service-map/step";

//   a   b
//       c   d
const boxes = { a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 300, y: 100 }, d: { x: 600, y: 100 } };

describe("stepFrom", () => {
  it("prefers what is straight ahead", () => {
    expect(stepFrom(boxes, "a", "right")).toBe("b");
    expect(stepFrom(boxes, "b", "down")).toBe("c");
    expect(stepFrom(boxes, "d", "left")).toBe("c");
    expect(stepFrom(boxes, "b", "right")).toBe("d");
  });

  it("stays where nothing lies that way, or where the box is not drawn", () => {
    expect(stepFrom(boxes, "a", "up")).toBeNull();
    expect(stepFrom(boxes, "a", "left")).toBeNull();
    expect(stepFrom(boxes, "gone", "left")).toBeNull();
  });
});
