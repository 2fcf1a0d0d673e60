import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intervalOfDifference, probabilityHigher } from "@/lib/comparison/contrast";
import { betaDistribution, mapped, meanDistribution, valueAt } from "@/lib/comparison/distribution";

describe("distributions", () => {
  it("are those of the textbooks", () => {
    // Beta(2, 3): 1 − (1−x)⁴ − 4x(1−x)³ is 0.5 at 0.3857; Beta(1, 1) is uniform.
    expect(valueAt(betaDistribution(2, 3), 0.5)).toBeCloseTo(0.3857, 3);
    expect(valueAt(betaDistribution(1, 1), 0.9)).toBeCloseTo(0.9, 3);
    // Student's t with 10 degrees: 97.5 % below 2.228.
    expect(valueAt(meanDistribution(5, 2, 10), 0.975)).toBeCloseTo(5 + 2 * 2.228, 1);
  });

  it("give Beta(2, 1) above Beta(1, 2) in five of six cases", () => {
    expect(probabilityHigher(betaDistribution(1, 2), betaDistribution(2, 1))).toBeCloseTo(5 / 6, 3);
  });

  it("give the interval of a difference of means", () => {
    const wide = 1e5;
    const { low, high } = intervalOfDifference(meanDistribution(1, 3, wide), meanDistribution(2, 4, wide));
    expect(low).toBeCloseTo(1 - 1.96 * 5, 1);
    expect(high).toBeCloseTo(1 + 1.96 * 5, 1);
  });

  it("are even against themselves, even where all their values are one", () => {
    const point = mapped(betaDistribution(3, 3), () => 81);
    expect(probabilityHigher(point, point)).toBeCloseTo(0.5, 6);
    const size = fc.double({ min: 0.1, max: 5_000, noNaN: true });
    fc.assert(
      fc.property(size, size, size, size, (a, b, c, d) => {
        const [one, other] = [betaDistribution(a, b), betaDistribution(c, d)];
        expect(probabilityHigher(one, one)).toBeCloseTo(0.5, 6);
        const p = probabilityHigher(one, other);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThan(1);
        expect(p + probabilityHigher(other, one)).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });
});
