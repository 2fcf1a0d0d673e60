import { expect, it } from "vitest";
import { readOverrides, withOverrides } from "@/lib/cost/prices/override";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { requestPricesOf } from "@/lib/cost/prices/request-prices";

it("has prices of the region, or says whose prices it takes", () => {
  expect(requestPricesOf("eu-west-1").gatewayRequestUsd.HTTP).toBe(1.11 / 1e6);
  // What eu-west-1 has no price for, no request is charged for.
  expect(priceListOf("eu-west-1").notices).toHaveLength(1);
  expect(requestPricesOf("eu-west-1").notices).toEqual([]);
  const borrowed = requestPricesOf("ap-south-1");
  expect(borrowed.region).toBe("us-east-1");
  expect(borrowed.notices).toContain("There is no price list of ap-south-1, using us-east-1 rates.");
});

it("takes the user's own prices before those of AWS, and names where they come from", () => {
  const read = readOverrides({
    source: "our agreement",
    date: "2026-03-01",
    regions: { "eu-west-1": { "lambda-requests": 0.1 } },
  });
  if (!read.ok) throw new Error("not read");
  const prices = requestPricesOf("eu-west-1", withOverrides(priceListOf("eu-west-1"), read.overrides));
  expect(prices.lambdaRequestUsd).toBeCloseTo(1e-7, 15);
  expect(prices.source).toContain("our agreement");
});
