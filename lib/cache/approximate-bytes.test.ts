import { describe, expect, it } from "vitest";
import { approximateBytes } from "@/lib/cache/approximate-bytes";

describe("approximateBytes", () => {
  it("counts two bytes a character and eight a number", () => {
    expect(approximateBytes("x".repeat(1000))).toBe(2008);
    expect(approximateBytes(Array.from({ length: 1000 }, (_, i) => i))).toBe(8048);
  });

  it("counts what is nested", () => {
    const inner = { name: "x".repeat(100) };
    expect(approximateBytes([inner, inner])).toBeGreaterThan(2 * approximateBytes("x".repeat(100)));
  });

  it("takes null and undefined", () => {
    expect(approximateBytes(null)).toBeGreaterThan(0);
    expect(approximateBytes(undefined)).toBeGreaterThan(0);
  });
});
