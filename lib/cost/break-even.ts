import { byArchitecture } from "@/lib/cost/charges";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { firstTierUsd } from "@/lib/cost/prices/tiers";
import type { Architecture } from "@/lib/cost/usage";

/**
 * Share of its time that a provisioned environment must be executing to be no dearer than on demand, 0–1; init that
 * it saves comes on top. null: it is never cheaper, or has no price.
 *
 *     idle + busy × p = onDemand × p   →   p = idle ÷ (onDemand − busy)
 */
export function breakEvenUtilisation(architecture: Architecture, { prices }: PriceList): number | null {
  const idle = prices[byArchitecture(architecture, "provisioned")];
  const busy = prices[byArchitecture(architecture, "while-provisioned")];
  const onDemand = prices[byArchitecture(architecture, "duration")];
  if (!idle || !busy || !onDemand) return null;
  const saved = firstTierUsd(onDemand.tiers) - firstTierUsd(busy.tiers);
  const utilisation = firstTierUsd(idle.tiers) / saved;
  return saved > 0 && utilisation <= 1 ? utilisation : null;
}
