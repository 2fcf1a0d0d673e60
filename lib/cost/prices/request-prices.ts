import type { PriceKey } from "@/lib/cost/prices/catalogue";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { firstTierUsd } from "@/lib/cost/prices/tiers";

/**
 * List prices of what one request costs, US dollars without tax, first tier of each. A region without a list has those
 * of us-east-1, whose `region` then says so.
 */
export function requestPricesOf(region: string, list: PriceList = priceListOf(region)) {
  const usd = (key: PriceKey) => firstTierUsd(list.prices[key]?.tiers ?? []);
  const duration = list.prices["lambda-duration-x86"];
  return {
    asOf: duration?.source.date ?? "",
    source: "https://aws.amazon.com/lambda/pricing/ and https://aws.amazon.com/api-gateway/pricing/",
    region: duration?.borrowedFrom ?? list.region,
    lambdaRequestUsd: usd("lambda-requests") / 1e6,
    gbSecondUsd: { x86_64: usd("lambda-duration-x86"), arm64: usd("lambda-duration-arm") },
    gatewayRequestUsd: {
      REST: usd("apigateway-rest-requests") / 1e6,
      HTTP: usd("apigateway-http-requests") / 1e6,
    },
  };
}
