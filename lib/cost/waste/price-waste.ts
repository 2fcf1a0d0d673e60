import { type Bill, billOf } from "@/lib/cost/bill";
import { MONTH_MS } from "@/lib/cost/estimate";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { Waste } from "@/lib/cost/waste/waste";

export interface PricedWaste extends Waste {
  /** US dollars in the window; null: charged by the month, whatever the window. */
  readonly window: { readonly low: number; readonly high: number } | null;
  readonly monthly: { readonly low: Bill; readonly high: Bill };
}

/**
 * Dollars of the waste: in the window, and in a month of 730 hours that goes on like it. List prices, first tier, no
 * allowances.
 * @param windowMs the part of the window that has happened, above 0
 */
export function priceWaste(waste: Waste, windowMs: number, list: PriceList): PricedWaste {
  const ends = [billOf(waste.low, list), billOf(waste.high ?? waste.low, list)] as const;
  // By what they cost, whatever the usage.
  const [low, high] = ends[0].totalUsd <= ends[1].totalUsd ? ends : [ends[1], ends[0]];
  const ofTheClock = waste.per === "month";
  const factor = ofTheClock ? 1 : MONTH_MS / windowMs;
  return {
    ...waste,
    window: ofTheClock ? null : { low: low.totalUsd, high: high.totalUsd },
    monthly: { low: times(low, factor), high: times(high, factor) },
  };
}

/** Linear, since every unit has the price of the first tier. */
function times(bill: Bill, factor: number): Bill {
  const scaled = <T extends { readonly quantity: number; readonly usd: number | null }>(item: T): T => ({
    ...item,
    quantity: item.quantity * factor,
    usd: item.usd === null ? null : item.usd * factor,
  });
  return {
    ...bill,
    entries: bill.entries.map(scaled),
    lines: bill.lines.map(scaled),
    totalUsd: bill.totalUsd * factor,
  };
}
