import "server-only";
import type { AdvicePrices } from "@/lib/cold-starts/advice/advice";
import type { ComputePrices } from "@/lib/cold-starts/provisioned-steps";
import { type PriceKey, priceKinds } from "@/lib/cost/prices/catalogue";
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

/** What running on demand and with provisioned concurrency costs, US dollars a GB-second, first tier. */
export function computePricesOf(list: PriceList, architecture: string): ComputePrices {
  const own = architecture === "arm64" || architecture === "x86_64" ? keys[architecture] : null;
  const usd = (name: keyof ComputePrices) => (own === null ? null : firstHandUsd(list, own[name]));
  return {
    keptUsd: usd("keptUsd"),
    runningKeptUsd: usd("runningKeptUsd"),
    onDemandUsd: usd("onDemandUsd"),
  };
}

/** The same, and the prices of what else is advised. */
export function advicePricesOf(list: PriceList, architecture: string): AdvicePrices {
  return {
    ...computePricesOf(list, architecture),
    requestUsd: firstTierUsd(list.prices["lambda-requests"]?.tiers ?? []) / priceKinds["lambda-requests"].per,
    snapshotUsd: firstHandUsd(list, "lambda-snapstart-cache"),
    restoreUsd: firstHandUsd(list, "lambda-snapstart-restore"),
  };
}

/** null: not known first hand for this region, nor set by the user; another region's price would be no advice. */
function firstHandUsd(list: PriceList, key: PriceKey): number | null {
  const price = list.prices[key];
  if (price === undefined) return null;
  const firstHand = list.instead === null && price.verified && price.borrowedFrom === null;
  return price.overridden || firstHand ? firstTierUsd(price.tiers) : null;
}
