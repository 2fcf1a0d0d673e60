import fc from "fast-check";
import { expect, it } from "vitest";
import { axisTicks } from "@/components/request/axis-ticks";

it("are round, few and inside", () => {
  expect(axisTicks(0, 100)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(axisTicks(-30, 52)).toEqual([-20, 0, 20, 40]);
  expect(axisTicks(5, 5)).toEqual([]);
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000, max: 10_000 }),
      fc.integer({ min: 1, max: 1e7 }),
      (from, length) => {
        const ticks = axisTicks(from, from + length);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const tick of ticks) expect(tick >= from && tick <= from + length).toBe(true);
      },
    ),
  );
});
