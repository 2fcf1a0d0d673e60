import type { Tier } from "@/lib/cost/prices/price-list";

/**
 * US dollars for `quantity` units of a month, each tier's share at the tier's price: continuous, and never falling.
 * @param per units that a tier's `usd` is for
 * @throws RangeError when the quantity is negative or not finite
 */
export function tieredUsd(quantity: number, tiers: readonly Tier[], per: number): number {
  if (!(quantity >= 0) || quantity === Number.POSITIVE_INFINITY) {
    throw new RangeError(`a quantity is a number from 0 on, not ${quantity}`);
  }
  let usd = 0;
  let from = 0;
  for (const tier of tiers) {
    const to = Math.min(quantity, tier.upTo ?? quantity);
    if (to > from) usd += ((to - from) / per) * tier.usd;
    from = Math.max(from, to);
  }
  return usd;
}

/** What `quantity` more units cost in a month that has already seen `before`. */
export function marginalUsd(before: number, quantity: number, tiers: readonly Tier[], per: number): number {
  return before === 0
    ? tieredUsd(quantity, tiers, per)
    : tieredUsd(before + quantity, tiers, per) - tieredUsd(before, tiers, per);
}

export function firstTierUsd(tiers: readonly Tier[]): number {
  return tiers[0]?.usd ?? 0;
}
