import {
  type Bill,
  type BillLine,
  type BillOptions,
  type BillRange,
  billOf,
  listPrices,
} from "@/lib/cost/bill";
import type { LineKey } from "@/lib/cost/charges";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { Changed } from "@/lib/cost/what-if";

/** One line now and then; null: the line is not on that bill. */
export interface LineChange {
  readonly line: LineKey;
  readonly label: string;
  readonly now: BillLine | null;
  readonly low: BillLine | null;
  readonly high: BillLine | null;
  /** The smaller and the larger of what the change does to the line, US dollars; below 0 is a saving. */
  readonly deltaUsd: readonly [number, number];
}

export interface BillComparison {
  readonly lines: readonly LineChange[];
  readonly nowUsd: number;
  /** Ascending. */
  readonly thenUsd: readonly [number, number];
  readonly deltaUsd: readonly [number, number];
}

/** What changed usage costs, at both ends of what is known of it. */
export function billOfChanged(
  { low, high }: Changed,
  list: PriceList,
  options: BillOptions = listPrices,
): BillRange {
  return { low: billOf(low, list, options, "low"), high: billOf(high, list, options, "high") };
}

/** Side by side, largest effect first. The two ends of `then` need not be in order. */
export function compareBills(now: Bill, then: BillRange): BillComparison {
  const keys = new Set([now, then.low, then.high].flatMap((bill) => bill.lines.map(({ line }) => line)));
  const lines = [...keys]
    .map((line) => lineChange(line, lineOf(now, line), lineOf(then.low, line), lineOf(then.high, line)))
    .sort((a, b) => size(b) - size(a));
  const thenUsd = ordered(then.low.totalUsd, then.high.totalUsd);
  return {
    lines,
    nowUsd: now.totalUsd,
    thenUsd,
    deltaUsd: [thenUsd[0] - now.totalUsd, thenUsd[1] - now.totalUsd],
  };
}

function lineChange(
  line: LineKey,
  now: BillLine | null,
  low: BillLine | null,
  high: BillLine | null,
): LineChange {
  const nowUsd = now?.usd ?? 0;
  return {
    line,
    label: (now ?? low ?? high)?.label ?? line,
    now,
    low,
    high,
    deltaUsd: ordered((low?.usd ?? 0) - nowUsd, (high?.usd ?? 0) - nowUsd),
  };
}

function lineOf(bill: Bill, key: LineKey): BillLine | null {
  return bill.lines.find(({ line }) => line === key) ?? null;
}

function ordered(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a];
}

function size({ deltaUsd: [low, high] }: LineChange): number {
  return Math.max(Math.abs(low), Math.abs(high));
}
