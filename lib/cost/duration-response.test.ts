import { describe, expect, it } from "vitest";
import { durationFactor } from "@/lib/cost/duration-response";

const seen = [
  { memoryMb: 1024, meanMs: 120 },
  { memoryMb: 256, meanMs: 300 },
];

describe("durationFactor", () => {
  it("is measured where the function ran", () => {
    expect(durationFactor(256, 1024, seen)).toEqual({ least: 0.4, most: 0.4 });
    expect(durationFactor(1024, 256, seen)).toEqual({ least: 2.5, most: 2.5 });
  });

  it("lies between two measured sizes", () => {
    expect(durationFactor(256, 512, seen)).toEqual({ least: 0.4, most: 1 });
  });

  it("goes on from the nearest measured size with the bracket", () => {
    expect(durationFactor(256, 2048, seen)).toEqual({ least: (120 * (1024 / 1769)) / 300, most: 0.4 });
    expect(durationFactor(1024, 128, seen)).toEqual({ least: 2.5, most: 5 });
  });

  it("is the bracket between waiting and computing without a measurement", () => {
    expect(durationFactor(1024, 512, [])).toEqual({ least: 1, most: 2 });
    expect(durationFactor(512, 1024, [{ memoryMb: 256, meanMs: 300 }])).toEqual({ least: 0.5, most: 1 });
    expect(durationFactor(1769, 10_240, [])).toEqual({ least: 1, most: 1 });
    expect(durationFactor(512, 512, [])).toEqual({ least: 1, most: 1 });
  });
});
