import { expect, it } from "vitest";
import { compactUsdRange, perThousandOf } from "@/lib/model/compact-usd-range";

it.each([
  [0.12, 0.15, "$0.12–0.15"],
  [0.121, 0.1219, "$0.12"],
  [0.095, 0.12, "$0.095–0.12"],
  [1234.5, 1300, "$1,234.50–1,300.00"],
  [0, 0, "$0.00"],
  [0.00001, 0.00002, "<$0.0001"],
  [0.00001, 0.003, "<$0.0001–$0.0030"],
])("tells %d to %d shortly", (lowUsd, highUsd, text) => {
  expect(compactUsdRange({ lowUsd, highUsd })).toBe(text);
});

it("divides by the requests that there were, and by nothing else", () => {
  const cost = { lowUsd: 1, highUsd: 3 };
  expect(perThousandOf(cost, 2000)).toEqual({ lowUsd: 0.5, highUsd: 1.5 });
  expect(perThousandOf(cost, 0)).toBeNull();
  expect(perThousandOf(cost, null)).toBeNull();
  expect(perThousandOf(null, 5)).toBeNull();
});
