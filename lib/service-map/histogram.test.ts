import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addTimes, latencyOf } from "@/lib/service-map/histogram";

describe("latencyOf", () => {
  it("takes percentiles by nearest rank: always a value that X-Ray gave", () => {
    const times = new Map([
      [900, 1],
      [10, 50],
      [20, 49],
    ]);
    expect(latencyOf(times)).toMatchObject({ p50Ms: 10, p95Ms: 20, p99Ms: 20 });
    expect(latencyOf(new Map([[7, 1]]))).toMatchObject({ p50Ms: 7, p95Ms: 7, p99Ms: 7, meanMs: 7 });
  });

  it("has nothing to say without a count", () => {
    expect(latencyOf(new Map())).toBeNull();
    const times = new Map();
    addTimes(times, [{ valueMs: 5, count: 0 }]);
    expect(latencyOf(times)).toBeNull();
  });

  it("draws bins from the first with a count to the last, empty ones between", () => {
    expect(
      latencyOf(
        new Map([
          [1, 2],
          [4.9, 1],
          [5, 1],
        ]),
      )?.bins,
    ).toEqual([
      { fromMs: 1, toMs: 1.5, count: 2 },
      { fromMs: 1.5, toMs: 2, count: 0 },
      { fromMs: 2, toMs: 3, count: 0 },
      { fromMs: 3, toMs: 5, count: 1 },
      { fromMs: 5, toMs: 7, count: 1 },
    ]);
    expect(latencyOf(new Map([[0, 1]]))?.bins).toEqual([{ fromMs: 0, toMs: 0.1, count: 1 }]);
  });

  it("loses no count in its bins and puts each value where it belongs", () => {
    const entry = fc.tuple(fc.double({ min: 0, max: 900_000, noNaN: true }), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1 }), (entries) => {
        const times = new Map(entries);
        const bins = latencyOf(times)?.bins ?? [];
        for (const bin of bins) {
          const inside = [...times].filter(([valueMs]) => valueMs >= bin.fromMs && valueMs < bin.toMs);
          expect(bin.count).toBe(inside.reduce((sum, [, count]) => sum + count, 0));
        }
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(
          [...times.values()].reduce((sum, count) => sum + count, 0),
        );
      }),
    );
  });
});
