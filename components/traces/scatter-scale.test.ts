import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationAt, durationTicks, scatterScale, timeAt, xOf, yOf } from "@/components/traces/scatter-scale";

const window = { fromMs: 1_000, toMs: 2_000 };
const size = { width: 500, height: 200 };

describe("scatterScale", () => {
  it("holds every time, and its inverses lead back", () => {
    const time = fc.double({ min: 0.1, max: 9e5, noNaN: true });
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), fc.boolean(), (times, log) => {
        const scale = scatterScale(window, times, log, size);
        for (const ms of times) {
          const y = yOf(scale, ms);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(size.height + 1e-9);
          expect(durationAt(scale, y)).toBeCloseTo(ms, 3);
        }
      }),
    );
    const scale = scatterScale(window, [5], true, size);
    expect(timeAt(scale, xOf(scale, 1_250))).toBeCloseTo(1_250);
    expect(timeAt(scale, -40)).toBe(1_000);
    expect(timeAt(scale, 900)).toBe(2_000);
  });

  it("has ticks at powers of ten, in seconds from a minute on", () => {
    const labels = (times: readonly number[], log: boolean) =>
      durationTicks(scatterScale(window, times, log, size)).map(({ label }) => label);
    expect(labels([3, 90_000], true)).toEqual(["1 ms", "10 ms", "100 ms", "1 s", "10 s", "100 s"]);
    expect(labels([0, 900], false)).toEqual(["0", "200 ms", "400 ms", "600 ms", "800 ms"]);
    expect(labels([], true).length).toBeGreaterThan(1);
  });
});
