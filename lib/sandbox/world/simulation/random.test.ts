import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  exponential,
  mix,
  permute,
  popular,
  skewed,
  unit,
  unpermute,
} from "@/lib/sandbox/world/simulation/random";

const word = fc.integer({ min: 0, max: 0xffffffff });

describe("random", () => {
  it("permutes 32-bit integers and finds the way back", () => {
    fc.assert(
      fc.property(word, word, (value, key) => {
        expect(unpermute(permute(value, key), key)).toBe(value);
      }),
    );
  });

  it("hides neighbours: consecutive indexes do not get consecutive codes", () => {
    const gaps = Array.from({ length: 200 }, (_, i) => Math.abs(permute(i, 7) - permute(i + 1, 7)));
    expect(gaps.filter((gap) => gap < 1_000_000).length).toBeLessThan(5);
  });

  it("draws the same number for the same key and salt, in [0, 1)", () => {
    fc.assert(
      fc.property(word, word, (key, salt) => {
        const draw = unit(key, salt);
        expect(draw).toBe(unit(key, salt));
        expect(draw).toBeGreaterThanOrEqual(0);
        expect(draw).toBeLessThan(1);
      }),
    );
  });

  it("spreads draws evenly over tenths", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const tenth = Math.floor(unit(mix(3, i), 1) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it("keeps the mean of waits and the median of durations", () => {
    const waits = Array.from({ length: 50_000 }, (_, i) => exponential(11, i, 20));
    expect(waits.reduce((a, b) => a + b, 0) / waits.length).toBeCloseTo(20, 0);
    const lengths = Array.from({ length: 50_001 }, (_, i) => skewed(12, i, 100, 0.4)).sort((a, b) => a - b);
    expect(Math.abs((lengths[25_000] ?? 0) - 100)).toBeLessThan(2);
  });

  it("prefers small ranks and stays in range", () => {
    const ranks = Array.from({ length: 10_000 }, (_, i) => popular(5, i, 400));
    expect(Math.min(...ranks)).toBe(0);
    expect(Math.max(...ranks)).toBeLessThan(400);
    expect(ranks.filter((rank) => rank < 20).length).toBeGreaterThan(4_000);
  });
});
