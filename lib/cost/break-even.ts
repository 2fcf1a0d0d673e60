import { byArchitecture } from "@/lib/cost/charges";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { firstTierUsd } from "@/lib/cost/prices/tiers";
import type { Architecture } from "@/lib/cost/usage";

/** Prices of a GB-second at the first tier, US dollars. */
export interface ProvisionedPrices {
  readonly idleUsd: number;
  readonly busyUsd: number;
  readonly onDemandUsd: number;
}

/** null: the list lacks one of them. */
export function provisionedPrices(
  architecture: Architecture,
  { prices }: PriceList,
): ProvisionedPrices | null {
  const idle = prices[byArchitecture(architecture, "provisioned")];
  const busy = prices[byArchitecture(architecture, "while-provisioned")];
  const onDemand = prices[byArchitecture(architecture, "duration")];
  if (!idle || !busy || !onDemand) return null;
  return {
    idleUsd: firstTierUsd(idle.tiers),
    busyUsd: firstTierUsd(busy.tiers),
    onDemandUsd: firstTierUsd(onDemand.tiers),
  };
}

/**
 * Share of its time that a provisioned environment must be executing to be no dearer than on demand, 0–1; init that
 * it saves comes on top. null: it is never cheaper, or has no price.
 *
 *     idle + busy × p = onDemand × p   →   p = idle ÷ (onDemand − busy)
 */
export function breakEvenUtilisation(architecture: Architecture, list: PriceList): number | null {
  const prices = provisionedPrices(architecture, list);
  if (prices === null) return null;
  const saved = prices.onDemandUsd - prices.busyUsd;
  const utilisation = prices.idleUsd / saved;
  return saved > 0 && utilisation <= 1 ? utilisation : null;
}
