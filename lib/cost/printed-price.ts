import type { PriceList } from "@/lib/cost/prices/price-list";
import { firstTierUsd } from "@/lib/cost/prices/tiers";

/** 100 ms in seconds. */
const UNIT_SECONDS = 0.1;
const PRINTED_DECIMALS = 1e9;

/** Price of 100 ms at a memory size as it was printed until 2020: the GB-second price, rounded to nine decimals. */
export function hundredMsUsd(gbSecondUsd: number, memoryMb: number): number {
  const nanoUsd = gbSecondUsd * (memoryMb / 1024) * UNIT_SECONDS * PRINTED_DECIMALS;
  // Halves are rounded up; the sliver undoes a binary fraction just below one (2,500.5 at 1,536 MB).
  return Math.round(nanoUsd + 1e-6) / PRINTED_DECIMALS;
}

/** The list as it holds for one memory size: unchanged, unless it is of the time of printed prices per 100 ms. */
export function listAtMemory(list: PriceList, memoryMb: number): PriceList {
  const price = list.prices["lambda-duration-x86"];
  if (!list.rules.pricedPerHundredMs || !price) return list;
  const printed = hundredMsUsd(firstTierUsd(price.tiers), memoryMb);
  const usd = printed / ((memoryMb / 1024) * UNIT_SECONDS);
  const printedPrice = {
    ...price,
    tiers: [{ upTo: null, usd }],
    note: `${printed.toFixed(9)} US dollars per 100 ms at ${memoryMb} MB, as printed`,
  };
  return { ...list, prices: { ...list.prices, "lambda-duration-x86": printedPrice } };
}
