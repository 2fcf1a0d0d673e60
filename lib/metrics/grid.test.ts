import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { changeRatio, gridOf, highest, onGrid, ratio, ratios, total } from "@/lib/metrics/grid";

const minutes = (...at: number[]) => at.map((m) => m * MINUTE_MS);
const window = (from: number, to: number) => ({
  fromMs: epochMs(from * MINUTE_MS),
  toMs: epochMs(to * MINUTE_MS),
});

/** All periods are long over. */
const LATER = 1e9;

describe("gridOf", () => {
  it("has one instant for each period, the last cut at the end", () => {
    expect(gridOf(window(0, 7), 2 * MINUTE_MS, LATER).timesMs).toEqual(minutes(0, 2, 4, 6));
  });
});

describe("onGrid", () => {
  const grid = gridOf(window(10, 14), MINUTE_MS, LATER);

  it("leaves a gap where nothing was measured", () => {
    const points = { timesMs: minutes(11, 13), values: [5, 7] };
    expect(onGrid(points, grid, "max")).toEqual([null, 5, null, 7]);
  });

  it("fills with zero only where told", () => {
    const points = { timesMs: minutes(11), values: [5] };
    expect(onGrid(points, grid, "sum", 0)).toEqual([0, 5, 0, 0]);
  });

  it("does not read what CloudWatch may not have yet as zero", () => {
    const points = { timesMs: minutes(10), values: [5] };
    // Now is minute 15: periods that ended by minute 12 are settled.
    const live = gridOf(window(10, 16), MINUTE_MS, 15 * MINUTE_MS);
    expect(onGrid(points, live, "sum", 0)).toEqual([5, 0, null, null, null, null]);
  });

  it("is all gaps without datapoints", () => {
    expect(onGrid(undefined, grid, "sum", null)).toEqual([null, null, null, null]);
  });

  it("combines datapoints of one period", () => {
    const two = gridOf(window(10, 14), 2 * MINUTE_MS, LATER);
    const points = { timesMs: minutes(10, 11, 12), values: [1, 4, 9] };
    expect(onGrid(points, two, "sum")).toEqual([5, 9]);
    expect(onGrid(points, two, "max")).toEqual([4, 9]);
    expect(onGrid(points, two, "mean")).toEqual([2.5, 9]);
  });

  it("puts a datapoint stamped before the window, as clock-aligned periods are, into the first period", () => {
    const five = gridOf(window(12, 22), 5 * MINUTE_MS, LATER);
    const points = { timesMs: minutes(10, 15, 20), values: [1, 2, 3] };
    expect(onGrid(points, five, "sum")).toEqual([3, 3]);
  });

  it("loses nothing of a sum, whatever the grid", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 9 })), {
          maxLength: 60,
        }),
        fc.integer({ min: 1, max: 60 }),
        (raw, step) => {
          const points = { timesMs: raw.map(([m]) => m * MINUTE_MS), values: raw.map(([, v]) => v) };
          const values = onGrid(points, gridOf(window(0, 60), step * MINUTE_MS, LATER), "sum", 0);
          expect(values.reduce((sum: number, v) => sum + (v ?? 0), 0)).toBe(total(points) ?? 0);
        },
      ),
    );
  });
});

describe("figures", () => {
  it("no data is null, never zero", () => {
    expect([total(undefined), highest(undefined)]).toEqual([null, null]);
    expect(total({ timesMs: [], values: [] })).toBeNull();
    expect([ratio(1, 0), ratio(null, 5), ratio(1, null)]).toEqual([null, null, null]);
    expect(ratios([1, null, 2], [4, 4, 0])).toEqual([0.25, null, null]);
  });

  it("changes are relative to the earlier figure", () => {
    expect([changeRatio(15, 10), changeRatio(5, 10)]).toEqual([0.5, -0.5]);
    expect([changeRatio(5, 0), changeRatio(5, null), changeRatio(null, 5)]).toEqual([null, null, null]);
  });

  it("finds the highest of negative values too", () => {
    expect(highest({ timesMs: minutes(1, 2), values: [-5, -3] })).toBe(-3);
  });
});
