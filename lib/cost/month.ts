import { type Bill, type BillOptions, billOf } from "@/lib/cost/bill";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { type HourAmount, type Projection, projectMonth } from "@/lib/cost/projection";
import { times } from "@/lib/cost/times";
import type { UsageRecord } from "@/lib/cost/usage";

export interface MonthInput {
  /** What the hours cost at the first tier. */
  readonly hours: readonly HourAmount[];
  /** What the month consists of, in any amount: at both ends of what is known. */
  readonly mix: { readonly low: readonly UsageRecord[]; readonly high: readonly UsageRecord[] };
  readonly nowMs: number;
  readonly list: PriceList;
  readonly freeTier: boolean;
}

export interface MonthBill {
  /** Of what the hours cost at the first tier. */
  readonly projection: Projection;
  readonly seen: Bill;
  readonly expected: Bill;
  readonly low: Bill;
  readonly high: Bill;
}

/**
 * The bill at the end of the calendar month. How much is to come follows from what the hours cost at the first tier, what
 * it consists of from the mix; tiers and allowances then apply to the month as a whole. null when no hour is known or
 * nothing was used.
 */
export function monthBill({ hours, mix, nowMs, list, freeTier }: MonthInput): MonthBill | null {
  const projection = projectMonth(hours, nowMs);
  const mixUsd = billOf(mix.low, list, undefined, "low").totalUsd;
  if (projection === null || mixUsd === 0) return null;
  const options: BillOptions = { freeTier, tiers: "month" };
  const billAt = (usd: number, bound: "low" | "high") =>
    billOf(
      mix[bound].map((record) => times(record, usd / mixUsd)),
      list,
      options,
      bound,
    );
  const { seen, expected, low, high } = projection;
  return {
    projection,
    seen: billAt(seen, "low"),
    expected: billAt(expected, "low"),
    low: billAt(low, "low"),
    high: billAt(high, "high"),
  };
}
