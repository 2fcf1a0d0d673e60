import type { PriceKey } from "@/lib/cost/prices/catalogue";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { borrowedKeys, borrowedNotice, priceListOf } from "@/lib/cost/prices/price-lists";
import { firstTierUsd } from "@/lib/cost/prices/tiers";

const used = [
  "lambda-duration-x86",
  "lambda-duration-arm",
  "lambda-requests",
  "apigateway-rest-requests",
  "apigateway-http-requests",
] as const satisfies readonly PriceKey[];

/**
 * Prices of what one request costs, US dollars without tax, first tier of each. A region without a list has those of
 * us-east-1: `region` and `notices` then say so.
 */
export function requestPricesOf(region: string, list: PriceList = priceListOf(region)) {
  const usd = (key: PriceKey) => firstTierUsd(list.prices[key]?.tiers ?? []);
  const duration = list.prices["lambda-duration-x86"];
  const sources = used.flatMap((key) => list.prices[key]?.source ?? []);
  return {
    asOf: duration?.source.date ?? "",
    source: [...new Set(sources.map(({ url, title }) => url ?? title))].join(" and "),
    notices: noticesOf(list),
    region: duration?.borrowedFrom ?? list.region,
    lambdaRequestUsd: usd("lambda-requests") / 1e6,
    gbSecondUsd: { x86_64: usd("lambda-duration-x86"), arm64: usd("lambda-duration-arm") },
    gatewayRequestUsd: {
      REST: usd("apigateway-rest-requests") / 1e6,
      HTTP: usd("apigateway-http-requests") / 1e6,
    },
  };
}

/** The list's notices, of borrowed prices only where these are among them. */
function noticesOf(list: PriceList): readonly string[] {
  const borrowed = used.filter((key) => list.prices[key]?.borrowedFrom != null);
  const whole = priceListOf(list.region);
  const ofAll = borrowedNotice(list.region, borrowedKeys(whole.prices));
  const others = list.notices.filter((notice) => notice !== ofAll);
  return borrowed.length === 0 ? others : [...others, borrowedNotice(list.region, borrowed)];
}
