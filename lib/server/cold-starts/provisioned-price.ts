import "server-only";
import { priceListOf } from "@/lib/cost/prices/price-lists";

const keys = { x86_64: "lambda-provisioned-x86", arm64: "lambda-provisioned-arm" } as const;

/**
 * List price of provisioned concurrency, US dollars a GB-second. null: not known first hand for this region; another
 * region's price would be no advice.
 */
export function provisionedPriceOf(region: string, architecture: string): number | null {
  if (architecture !== "x86_64" && architecture !== "arm64") return null;
  const list = priceListOf(region);
  const price = list.prices[keys[architecture]];
  return list.instead === null && price?.verified ? (price.tiers[0]?.usd ?? null) : null;
}
