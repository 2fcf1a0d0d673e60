import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentile, percentileOfCounts } from "@/lib/base/statistics";

describe("percentileOfCounts", () => {
  it("is the percentile of the values repeated", () => {
    const counted = fc.uniqueArray(
      fc.record({ value: fc.integer({ min: 0, max: 999 }), count: fc.nat({ max: 5 }) }),
      {
        selector: ({ value }) => value,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(counted, fc.integer({ min: 0, max: 100 }), (list, p) => {
        const sorted = list.toSorted((a, b) => a.value - b.value);
        const repeated = sorted.flatMap(({ value, count }) => Array<number>(count).fill(value));
        const [values, counts] = [sorted.map(({ value }) => value), sorted.map(({ count }) => count)];
        expect(percentileOfCounts(values, counts, p)).toBe(percentile(repeated, p));
      }),
    );
  });

  it("is not known of nothing", () => {
    expect(percentileOfCounts([], [], 50)).toBeUndefined();
    expect(percentileOfCounts([7], [0], 50)).toBeUndefined();
  });
});
