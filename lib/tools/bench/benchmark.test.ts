import { expect, it } from "vitest";
import { isWithinBudget, median } from "@/lib/tools/bench/benchmark";

it("compares with the budget in the right direction", () => {
  const measurement = { what: "x", unit: "ms", value: 10 };
  expect(isWithinBudget(measurement)).toBe(true);
  expect(isWithinBudget({ ...measurement, budget: 10 })).toBe(true);
  expect(isWithinBudget({ ...measurement, budget: 9 })).toBe(false);
  expect(isWithinBudget({ ...measurement, budget: 9, atLeast: true })).toBe(true);
  expect(isWithinBudget({ ...measurement, budget: 11, atLeast: true })).toBe(false);
});

it("finds the median", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});
