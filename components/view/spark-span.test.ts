import fc from "fast-check";
import { expect, it } from "vitest";
import { sparkChoice, sparkSpan } from "@/components/view/spark-span";

const times = [1_000, 2_000, 3_000, 4_000];

it("covers whole periods, whichever way one drags", () => {
  expect(sparkChoice(times, 80, 30, 31)).toEqual({ fromMs: 2_000, toMs: 3_000, how: "click" });
  expect(sparkChoice(times, 80, 10, 50)).toEqual({ fromMs: 1_000, toMs: 4_000, how: "drag" });
  expect(sparkChoice(times, 80, 50, 10)).toEqual(sparkChoice(times, 80, 10, 50));
});

it("has nothing to choose where there is no axis", () => {
  expect(sparkChoice([], 80, 0, 9)).toBeNull();
  expect(sparkChoice([1_000], 80, 0, 9)).toBeNull();
  expect(sparkChoice(times, 0, 0, 9)).toBeNull();
  expect(sparkSpan(times)).toEqual({ fromMs: 1_000, toMs: 5_000, periodMs: 1_000 });
});

it("never leaves the axis", () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 150 }), fc.integer({ min: -50, max: 150 }), (a, b) => {
      const choice = sparkChoice(times, 80, a, b);
      expect(choice?.fromMs).toBeGreaterThanOrEqual(1_000);
      expect(choice?.toMs).toBeLessThanOrEqual(5_000);
      expect((choice?.toMs ?? 0) - (choice?.fromMs ?? 0)).toBeGreaterThanOrEqual(1_000);
    }),
  );
});
