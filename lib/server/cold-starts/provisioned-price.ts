import "server-only";
import type { ComputePrices } from "@/lib/cold-starts/provisioned-steps";
import type { PriceKey } from "@/lib/cost/prices/catalogue";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { firstTierUsd } from "@/lib/cost/prices/tiers";

const keys = {
  x86_64: {
    keptUsd: "lambda-provisioned-x86",
    runningKeptUsd: "lambda-while-provisioned-x86",
    onDemandUsd: "lambda-duration-x86",
  },
  arm64: {
    keptUsd: "lambda-provisioned-arm",
    runningKeptUsd: "lambda-while-provisioned-arm",
    onDemandUsd: "lambda-duration-arm",
  },
} as const satisfies Record<string, Record<keyof ComputePrices, PriceKey>>;

/**
 * What running on demand and with provisioned concurrency costs, US dollars a GB-second, first tier. null: not known first
 * hand for this region, nor set by the user; another region's price would be no advice.
 */
export function computePricesOf(list: PriceList, architecture: string): ComputePrices {
  const own = architecture === "arm64" || architecture === "x86_64" ? keys[architecture] : null;
  const usd = (name: keyof ComputePrices): number | null => {
    const price = own === null ? undefined : list.prices[own[name]];
    if (price === undefined) return null;
    const firstHand = list.instead === null && price.verified && price.borrowedFrom === null;
    return price.overridden || firstHand ? firstTierUsd(price.tiers) : null;
  };
  return {
    keptUsd: usd("keptUsd"),
    runningKeptUsd: usd("runningKeptUsd"),
    onDemandUsd: usd("onDemandUsd"),
  };
}
