import { percentileOfSorted } from "@/lib/base/statistics";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A straight line: y = at0 + slope × x. */
export interface Line {
  readonly slope: number;
  readonly at0: number;
}

export interface Trend {
  readonly middle: Line;
  /** Lines of the lowest and highest slope that the points allow, at 95 %. */
  readonly low: Line;
  readonly high: Line;
}

/** Of the normal distribution, two-sided 95 %. */
const Z = 1.96;

/**
 * The trend of points that outliers do not bend: the median of the slopes between all pairs (Theil and Sen), with the
 * interval that Kendall's statistic gives it; up to 29 % of the points may be arbitrary.
 *
 *     y │        ·  outlier
 *       │    · ╱·
 *       │  ·╱·          slope = median of all (yⱼ − yᵢ) ÷ (xⱼ − xᵢ)
 *       └──────── x
 *
 * null for fewer than three different x. n points cost n² slopes: some hundreds at most.
 */
export function robustTrend(given: readonly Point[]): Trend | null {
  const points = [...given].sort((a, b) => a.x - b.x);
  const slopes: number[] = [];
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const [a, b] = [points[i], points[j]];
      if (a && b && a.x !== b.x) slopes.push((b.y - a.y) / (b.x - a.x));
    }
  }
  if (slopes.length < 3) return null;
  const ascending = Float64Array.from(slopes).sort();
  const n = points.length;
  const spread = Z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const rank = (at: number) => ascending[Math.min(ascending.length - 1, Math.max(0, Math.round(at)))] ?? 0;
  const through = (slope: number): Line => ({
    slope,
    at0: medianOf(points.map(({ x, y }) => y - slope * x)),
  });
  return {
    middle: through(percentileOfSorted(ascending, 50) ?? 0),
    low: through(rank((ascending.length - spread) / 2 - 1)),
    high: through(rank((ascending.length + spread) / 2)),
  };
}

/** Where a line reaches a height, not before `from`; null when it falls, stays or never gets there. */
export function reaches({ slope, at0 }: Line, height: number, from: number): number | null {
  if (at0 + slope * from >= height) return from;
  return slope > 0 ? (height - at0) / slope : null;
}

function medianOf(values: readonly number[]): number {
  return percentileOfSorted(Float64Array.from(values).sort(), 50) ?? 0;
}
