import { expect, it } from "vitest";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { computePricesOf } from "@/lib/server/cold-starts/provisioned-price";

it.each([
  ["us-east-1", "x86_64", 0.0000041667, 0.0000097222],
  ["us-east-1", "arm64", 0.0000033334, 0.0000077778],
  ["eu-west-1", "x86_64", 0.000004646, 0.0000108407],
  // Only another region's ratio is known of it.
  ["eu-west-1", "arm64", null, null],
  ["eu-central-1", "x86_64", null, null],
  ["sa-east-1", "x86_64", null, null],
  ["us-east-1", "riscv", null, null],
])("%s %s: %s kept, %s running", (region, architecture, keptUsd, runningKeptUsd) => {
  expect(computePricesOf(priceListOf(region), architecture)).toMatchObject({ keptUsd, runningKeptUsd });
});

it("takes a price that the user set, wherever", () => {
  const list = priceListOf("sa-east-1");
  const key = "lambda-provisioned-x86";
  const known = list.prices[key];
  expect(known).toBeDefined();
  if (known === undefined) return;
  const own = { ...known, tiers: [{ upTo: null, usd: 0.5 }], overridden: true };
  const prices = computePricesOf({ ...list, prices: { ...list.prices, [key]: own } }, "x86_64");
  expect(prices).toMatchObject({ keptUsd: 0.5, runningKeptUsd: null });
});
