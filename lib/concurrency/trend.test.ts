import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reaches, robustTrend } from "@/lib/concurrency/trend";

const line = (slope: number, at0: number, n: number) =>
  Array.from({ length: n }, (_, x) => ({ x, y: at0 + slope * x }));

describe("robustTrend", () => {
  it("finds a line that every fourth point left", () => {
    const points = line(2, 10, 16).map(({ x, y }) => ({ x, y: x % 4 === 1 ? y + 1_000 : y }));
    expect(robustTrend(points)?.middle).toEqual({ slope: 2, at0: 10 });
  });

  it("tells nothing from two points, and ignores points of one x", () => {
    expect(robustTrend(line(1, 0, 2))).toBeNull();
    expect(
      robustTrend([
        { x: 1, y: 1 },
        { x: 1, y: 2 },
        { x: 1, y: 3 },
      ]),
    ).toBeNull();
  });

  it("has the middle between the ends, in any order of the points", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 20 }), (values) => {
        const points = values.map((y, x) => ({ x, y }));
        const trend = robustTrend(points);
        expect(robustTrend([...points].reverse())).toEqual(trend);
        expect(trend?.low.slope).toBeLessThanOrEqual(trend?.middle.slope ?? Number.NaN);
        expect(trend?.high.slope).toBeGreaterThanOrEqual(trend?.middle.slope ?? Number.NaN);
      }),
    );
  });
});

describe("reaches", () => {
  it("is where the line meets the height, not before the start", () => {
    expect(reaches({ slope: 2, at0: 10 }, 30, 0)).toBe(10);
    expect(reaches({ slope: 2, at0: 10 }, 30, 12)).toBe(12);
    expect(reaches({ slope: -1, at0: 40 }, 30, 0)).toBe(0);
  });

  it("is nowhere for a line that stays below", () => {
    expect(reaches({ slope: 0, at0: 10 }, 30, 0)).toBeNull();
    expect(reaches({ slope: -1, at0: 10 }, 30, 0)).toBeNull();
  });
});
