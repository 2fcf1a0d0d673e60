import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  count,
  histogramBucketMs,
  merge,
  noStatistics,
  totalOf,
  wireHistogram,
  wireStatistics,
} from "@/lib/sandbox/xray/graph/statistics";

describe("count", () => {
  it("tells throttles from other errors and lets a fault hide an error", () => {
    const statistics = noStatistics();
    const span = { start_time: 1, end_time: 1.5 };
    for (const flags of [
      {},
      { error: true },
      { error: true, throttle: true },
      { error: true, fault: true },
    ]) {
      count(statistics, { ...span, ...flags });
    }
    expect(wireStatistics(statistics)).toEqual({
      OkCount: 1,
      ErrorStatistics: { ThrottleCount: 1, OtherCount: 1, TotalCount: 2 },
      FaultStatistics: { OtherCount: 1, TotalCount: 1 },
      TotalCount: 4,
      TotalResponseTime: 2,
    });
    expect(wireHistogram(statistics.histogram)).toEqual([{ Value: 0.5, Count: 4 }]);
  });
});

describe("histogramBucketMs", () => {
  it.each([
    [0, 0],
    [0.01234, 12],
    [0.0999, 100],
    [0.1234, 120],
    [29.04, 29_000],
    [900, 900_000],
  ])("puts %d s into %d ms", (seconds, bucket) => {
    expect(histogramBucketMs(seconds)).toBe(bucket);
  });
});

describe("merge", () => {
  it("equals counting everything at once, however it is split", () => {
    const outcome = fc.record({
      error: fc.boolean(),
      throttle: fc.boolean(),
      fault: fc.boolean(),
      start_time: fc.constant(0),
      end_time: fc.integer({ min: 0, max: 30_000 }).map((ms) => ms / 1000),
    });
    fc.assert(
      fc.property(fc.array(outcome), fc.nat(), (outcomes, cut) => {
        const [all, left, right] = [noStatistics(), noStatistics(), noStatistics()];
        for (const one of outcomes) count(all, one);
        const at = cut % (outcomes.length + 1);
        for (const one of outcomes.slice(0, at)) count(left, one);
        for (const one of outcomes.slice(at)) count(right, one);
        merge(left, right);
        expect(totalOf(left)).toBe(outcomes.length);
        expect(wireStatistics(left)).toEqual(wireStatistics(all));
        expect(wireHistogram(left.histogram)).toEqual(wireHistogram(all.histogram));
      }),
    );
  });
});
