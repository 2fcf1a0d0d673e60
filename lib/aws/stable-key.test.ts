import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stableKey } from "@/lib/aws/stable-key";

describe("stableKey", () => {
  it("does not depend on the order of members", () => {
    expect(stableKey({ a: 1, b: { c: 2, d: 3 } })).toBe(stableKey({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it("depends on the order of lists, on values and on their types", () => {
    const keys = [[1, 2], [2, 1], ["1", 2], { 0: 1, 1: 2 }, null, undefined, "undefined", {}].map(stableKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("takes an undefined member for an absent one, as the wire does", () => {
    expect(stableKey({ a: undefined, b: 1 })).toBe(stableKey({ b: 1 }));
  });

  it("stays short, and different values keep different keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(stableKey(a).length).toBeLessThanOrEqual(200);
        // JSON has one zero.
        const [textA, textB] = [a, b].map((value) => JSON.stringify(JSON.parse(JSON.stringify(value))));
        if (textA === textB) expect(stableKey(a)).toBe(stableKey(b));
      }),
    );
    expect(stableKey("x".repeat(300))).not.toBe(stableKey(`${"x".repeat(299)}y`));
  });
});
