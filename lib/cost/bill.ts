import { type Charge, chargesOf, type LineKey, lineLabel, priceKeyOf } from "@/lib/cost/charges";
import { afterFreeTier } from "@/lib/cost/free-tier";
import { grouped } from "@/lib/cost/grouped";
import { type PriceKey, priceKinds } from "@/lib/cost/prices/catalogue";
import type { Price, PriceList } from "@/lib/cost/prices/price-list";
import { tieredUsd } from "@/lib/cost/prices/tiers";
import { sumOf } from "@/lib/cost/sum";
import type { Owner, UsageRecord } from "@/lib/cost/usage";

export interface BillOptions {
  /** Deducts the monthly allowances: right for a whole month of a whole account only. */
  readonly freeTier: boolean;
  /** `month`: the usage is a month's and climbs the tiers. `first`: every unit at the first tier's price. */
  readonly tiers: "first" | "month";
}

export const listPrices: BillOptions = { freeTier: false, tiers: "first" };

export interface BillEntry extends Owner {
  readonly line: LineKey;
  readonly quantity: number;
  /** null: the list has no price for it. */
  readonly usd: number | null;
}

export interface BillLine {
  readonly line: LineKey;
  readonly label: string;
  readonly quantity: number;
  readonly unit: string;
  /** null: the list has no price for it, so it is missing from the total. */
  readonly usd: number | null;
  readonly price: Price | null;
  readonly per: number;
}

export interface Bill {
  /** Finest parts: whose, and for what. */
  readonly entries: readonly BillEntry[];
  readonly lines: readonly BillLine[];
  readonly totalUsd: number;
  /** Lines without a price. */
  readonly unpriced: readonly LineKey[];
  readonly notices: readonly string[];
}

/** At both ends of what is known; equal ends are an exact bill. */
export interface BillRange {
  readonly low: Bill;
  readonly high: Bill;
}

/** A bill whose unknown parts (init, where only metrics are there) are taken at their lower and upper end. */
export function billRange(
  usage: readonly UsageRecord[],
  list: PriceList,
  options: BillOptions = listPrices,
): BillRange {
  return { low: billOf(usage, list, options, "low"), high: billOf(usage, list, options, "high") };
}

/**
 * What the usage costs: tiers and allowances apply to the sum over all records, and each record bears its share by
 * quantity, so that the entries add up to the lines and the lines to the total.
 */
export function billOf(
  usage: readonly UsageRecord[],
  list: PriceList,
  options: BillOptions = listPrices,
  bound: "low" | "high" = "high",
): Bill {
  const charged = usage.flatMap((owner) => chargesOf(owner, bound).map((charge) => ({ owner, charge })));
  const unitUsd = unitPrices(
    charged.map(({ charge }) => charge),
    list,
    options,
  );
  const entries = charged.map(({ owner, charge }): BillEntry => {
    const usd = unitUsd.get(priceKeyOf(charge.line)) ?? null;
    const { functionName, version, api, route } = owner;
    return {
      functionName,
      version,
      api,
      route,
      ...charge,
      usd: usd === null ? null : charge.quantity * usd,
    };
  });
  const lines = linesOf(entries, list);
  return {
    entries,
    lines,
    totalUsd: sumOf(lines.map(({ usd }) => usd ?? 0)),
    unpriced: lines.filter(({ usd }) => usd === null).map(({ line }) => line),
    notices: list.notices,
  };
}

/** Average price of a unit after allowances and tiers. */
function unitPrices(
  charges: readonly Charge[],
  list: PriceList,
  { freeTier, tiers }: BillOptions,
): ReadonlyMap<PriceKey, number> {
  const used = new Map<PriceKey, number>();
  for (const { line, quantity } of charges) {
    const key = priceKeyOf(line);
    used.set(key, (used.get(key) ?? 0) + quantity);
  }
  const paid = freeTier ? afterFreeTier(used) : used;
  const result = new Map<PriceKey, number>();
  for (const [key, quantity] of used) {
    const price = list.prices[key];
    if (!price || quantity === 0) continue;
    const { per } = priceKinds[key];
    const first = price.tiers.slice(0, 1).map(({ usd }) => ({ upTo: null, usd }));
    const usd = tieredUsd(paid.get(key) ?? 0, tiers === "month" ? price.tiers : first, per);
    result.set(key, usd / quantity);
  }
  return result;
}

function linesOf(entries: readonly BillEntry[], list: PriceList): readonly BillLine[] {
  const byLine = grouped(entries, ({ line }) => line);
  return [...byLine].map(([line, own]): BillLine => {
    const key = priceKeyOf(line);
    const { unit, per } = priceKinds[key];
    return {
      line,
      label: lineLabel(line),
      quantity: sumOf(own.map(({ quantity }) => quantity)),
      unit,
      usd: own.some(({ usd }) => usd === null) ? null : sumOf(own.map(({ usd }) => usd ?? 0)),
      price: list.prices[key] ?? null,
      per,
    };
  });
}
