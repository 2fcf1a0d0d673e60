import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeoutEffect } from "@/lib/cost/proposal/timeout-effect";

const of = (meanMs: number, timeoutMs: number | null, quantiles: [number, number][] = []) => ({
  meanMs,
  timeoutMs,
  spread: quantiles.length === 0 ? null : { quantiles: quantiles.map(([share, ms]) => ({ share, ms })) },
});

describe("timeoutEffect", () => {
  it("follows from the mean alone within limits", () => {
    // If all last 100 ms nothing is cut at 1 s; if a tenth last 1 s of a mean of 100 ms, half of each is cut at 500 ms.
    expect(timeoutEffect(500, of(100, 1000))).toEqual({ least: 0.5, most: 1 });
    // A mean above the new timeout is cut down to it at least.
    expect(timeoutEffect(500, of(800, 1000)).most).toBeCloseTo(500 / 800, 12);
  });

  it("changes nothing where nothing lasts as long", () => {
    expect(timeoutEffect(3000, of(100, 30_000, [[1, 2900]]))).toEqual({ least: 1, most: 1 });
    expect(timeoutEffect(3000, of(100, null, [[1, 2900]]))).toEqual({ least: 1, most: 1 });
    expect(timeoutEffect(3000, of(0, 30_000))).toEqual({ least: 1, most: 1 });
  });

  it("lets go on what was cut, but no longer than the new timeout", () => {
    // At most one in a hundred was cut at 1 s.
    const { least, most } = timeoutEffect(5000, of(100, 1000, [[0.99, 400]]));
    expect(least).toBe(1);
    expect(most).toBeCloseTo(1 + (0.01 * 4000) / 100, 12);
  });

  it("holds the truth between its ends", () => {
    const durations = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 });
    const shares = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 5 });
    const limit = fc.integer({ min: 1, max: 10 }).map((seconds) => seconds * 1000);
    fc.assert(
      fc.property(durations, shares, limit, (all, percents, newMs) => {
        const sorted = [...all].sort((a, b) => a - b);
        const sum = (values: readonly number[]) => values.reduce((total, ms) => total + ms, 0);
        const quantiles = percents.map((percent): [number, number] => {
          const index = Math.ceil((percent / 100) * sorted.length) - 1;
          return [percent / 100, sorted[index] ?? 0];
        });
        const truth = sum(all.map((ms) => Math.min(ms, newMs))) / sum(all);
        const { least, most } = timeoutEffect(newMs, of(sum(all) / all.length, 10_000, quantiles));
        expect(least).toBeLessThanOrEqual(truth + 1e-9);
        expect(most).toBeGreaterThanOrEqual(truth - 1e-9);
      }),
    );
  });
});
