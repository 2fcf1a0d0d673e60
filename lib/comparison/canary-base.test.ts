import { describe, expect, it } from "vitest";
import { percentile } from "@/lib/base/statistics";
import { baseOf, countingOf } from "@/lib/comparison/canary-base";
import { CURVE_STATISTICS, curveOf, percentileAt, withoutPart } from "@/lib/comparison/percentile-curve";
import type { Side } from "@/lib/comparison/side";
import { noiseOf } from "@/lib/testing/noise";

const each = (count: number, n: number) => new Array<number>(n).fill(count);

describe("countingOf", () => {
  it("sees whether the stage counts its canary", () => {
    // A tenth of 1,000 is 100; beside 900 of its own it would be a tenth as well.
    expect(countingOf(each(100, 100), each(10, 100), 0.1)).toEqual({ included: true, seen: true });
    expect(countingOf(each(90, 100), each(10, 100), 0.1)).toEqual({ included: false, seen: true });
    expect(countingOf([3, 0], [1, 1], 0.1)).toEqual({ included: false, seen: true });
  });

  it("keeps to the documentation where requests are too few", () => {
    expect(countingOf([20], [2], 0.1)).toEqual({ included: true, seen: false });
    expect(countingOf([0], [0], 0.1)).toEqual({ included: true, seen: false });
  });
});

it("leaves the base no more failures than requests, even where the stage does not count its canary", () => {
  const side = (requests: readonly number[], failures: readonly number[]): Side => ({
    ...{ of: "", requests, failures, clientErrors: failures, curve: null, durationSumMs: null },
    ...{ p50Ms: [], p95Ms: [] },
  });
  const base = baseOf(side([10, 20], [10, 5]), side([2, 2], [0, 1]), { included: true, seen: false });
  expect(base).toMatchObject({ requests: [8, 18], failures: [8, 4], clientErrors: [8, 4] });
});

describe("withoutPart", () => {
  it("gives the percentiles of the rest", () => {
    const noise = noiseOf(1);
    const rest = Array.from({ length: 4_000 }, () => 100 * Math.exp(0.5 * noise.gauss()));
    const part = Array.from({ length: 1_000 }, () => 300 * Math.exp(0.5 * noise.gauss()));
    const curve = (values: readonly number[]) =>
      curveOf(
        CURVE_STATISTICS.map(({ level }) => ({ level, value: percentile(values, 100 * level) ?? null })),
      );
    const [whole, own] = [curve([...rest, ...part]), curve(part)];
    if (whole === null || own === null) throw new Error("no curve");
    const found = withoutPart(whole, own, 0.2);
    for (const level of [0.5, 0.95]) {
      const truth = percentile(rest, 100 * level) ?? 0;
      expect(percentileAt(found, level) / truth).toBeGreaterThan(0.93);
      expect(percentileAt(found, level) / truth).toBeLessThan(1.07);
      // What the stage says itself is further off.
      expect(percentileAt(whole, level) / truth).toBeGreaterThan(1.1);
    }
  });

  it("needs two percentiles, and puts crossing ones in order", () => {
    expect(curveOf([{ level: 0.5, value: 3 }])).toBeNull();
    expect(
      curveOf([
        { level: 0.9, value: 4.9 },
        { level: 0.5, value: 5 },
        { level: 0.4, value: null },
      ]),
    ).toEqual({ levels: [0.5, 0.9], values: [5, 5] });
  });
});
