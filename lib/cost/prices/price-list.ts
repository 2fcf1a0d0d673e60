import type { PriceKey } from "@/lib/cost/prices/catalogue";

/** `usd` per the kind's `per` units, for the units above the tier before up to `upTo` a month; null: all the rest. */
export interface Tier {
  readonly upTo: number | null;
  readonly usd: number;
}

export interface PriceSource {
  readonly title: string;
  readonly url: string | null;
  /** Day of publication, or on which it was read. */
  readonly date: string;
}

export interface Price {
  /** At least one, `upTo` ascending, the last null. */
  readonly tiers: readonly Tier[];
  readonly source: PriceSource;
  /** False: no first-hand source, or another region's price. `note` says which. */
  readonly verified: boolean;
  readonly note: string | null;
  /** Region whose price it is, when it is not the list's own. */
  readonly borrowedFrom: string | null;
  readonly overridden: boolean;
}

/** How durations and memory are charged. */
export interface BillingRules {
  readonly roundUpToMs: number;
  readonly memoryMinMb: number;
  readonly memoryMaxMb: number;
  readonly memoryStepMb: number;
  /** Until 2020: the price of 100 ms at each memory size was printed with nine decimals. */
  readonly pricedPerHundredMs: boolean;
  /** From 2025-08-01 the init phase is part of the billed duration, whatever the runtime and package. */
  readonly initBilled: boolean;
}

export interface PriceList {
  readonly id: string;
  readonly region: string;
  /** Region that was asked for, when the list is not its own. */
  readonly instead: string | null;
  readonly rules: BillingRules;
  /** What the list does not have cannot be priced with it. */
  readonly prices: Readonly<Partial<Record<PriceKey, Price>>>;
  /** What a reader must know: no list of this region, prices borrowed from another. */
  readonly notices: readonly string[];
}

/** Memory sizes 128–10,240 MB in steps of 1 MB, whole milliseconds. [D gettingstarted-limits] */
export const currentRules: BillingRules = {
  roundUpToMs: 1,
  memoryMinMb: 128,
  memoryMaxMb: 10_240,
  memoryStepMb: 1,
  pricedPerHundredMs: false,
  initBilled: true,
};
