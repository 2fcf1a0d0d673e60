import "server-only";
import { type Bill, type BillLine, type BillRange, billOf, billRange } from "@/lib/cost/bill";
import { type BillGroup, billBy, requestsOf } from "@/lib/cost/bill-by";
import { type LineKey, lineLabel } from "@/lib/cost/charges";
import { costLineOf } from "@/lib/cost/cost-line";
import { exact } from "@/lib/cost/estimate-figures";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { sumOf } from "@/lib/cost/sum";
import type { Owner } from "@/lib/cost/usage";
import type { UsageRange } from "@/lib/cost/usage-range";
import type { WindowUsage } from "@/lib/cost/window-usage";
import type { BillLineView, CostBill, CostGroup, UsdRange } from "@/lib/model/views/cost";

type Told = Pick<
  CostBill,
  "total" | "previous" | "requests" | "perThousand" | "lines" | "unpriced" | "groups" | "overTime"
>;

export interface BillParts {
  readonly usage: WindowUsage;
  /** Of the window before; null: not known. */
  readonly previous: UsageRange | null;
  readonly list: PriceList;
  /** Whether the usage tells them apart. */
  readonly apart: { readonly route: boolean; readonly version: boolean };
}

/** What the window cost, by line item, owner and time, at list prices of the first tier. */
export function tellBill({ usage, previous, list, apart }: BillParts): Told {
  const bill = usageBill(usage, list);
  const before = previous && usageBill(previous, list);
  const requests = requestsOf(bill.high.entries);
  const total = totalOf(bill);
  const groupsBy = (part: (owner: Owner) => string | null, earlier = before) =>
    tellGroups(bill, earlier, part);
  return {
    total,
    previous: before && totalOf(before),
    requests: requests === null ? null : exact(requests),
    perThousand: perThousand(total, requests),
    lines: billLines(bill),
    unpriced: bill.high.unpriced.map(lineLabel),
    groups: {
      function: groupsBy(({ functionName }) => functionName),
      api: groupsBy(({ api }) => api),
      // The window before is told by metrics, which do not tell these apart.
      route: apart.route ? groupsBy(({ route }) => route, null) : null,
      version: apart.version ? groupsBy(versionKey, null) : null,
    },
    overTime: tellOverTime(usage, list),
  };
}

/** A bill of what is known within limits. */
function usageBill({ low, high }: UsageRange, list: PriceList): BillRange {
  return low === high
    ? billRange(low, list)
    : { low: billOf(low, list, undefined, "low"), high: billOf(high, list, undefined, "high") };
}

function totalOf({ low, high }: BillRange): UsdRange {
  return usdRange(low.totalUsd, high.totalUsd);
}

function usdRange(a: number, b: number): UsdRange {
  return { lowUsd: exact(Math.min(a, b)), highUsd: exact(Math.max(a, b)) };
}

/** Versions of two functions may have one number. */
function versionKey({ functionName, version }: Owner): string | null {
  return functionName === null || version === null ? null : `${functionName}:${version}`;
}

function perThousand({ lowUsd, highUsd }: UsdRange, requests: number | null): UsdRange | null {
  return requests === null ? null : usdRange((lowUsd / requests) * 1000, (highUsd / requests) * 1000);
}

/** Dearest first. */
function billLines({ low, high }: BillRange): BillLineView[] {
  const keys = [...new Set([...high.lines, ...low.lines].map(({ line }) => line))];
  return keys
    .flatMap((key): BillLineView[] => {
      const [atLow, atHigh] = [lineOf(low, key), lineOf(high, key)];
      const some = atHigh ?? atLow;
      if (!some) return [];
      const lowLine = costLineOf(atLow ?? nothing(some));
      const highLine = costLineOf(atHigh ?? nothing(some));
      const ends = [lowLine, highLine].sort((a, b) => (a.usd ?? 0) - (b.usd ?? 0));
      const same = lowLine.quantity === highLine.quantity && lowLine.usd === highLine.usd;
      return [
        { line: key, label: some.label, low: ends[0] ?? lowLine, high: same ? null : (ends[1] ?? null) },
      ];
    })
    .sort((a, b) => usdOf(b) - usdOf(a));
}

function usdOf({ low, high }: BillLineView): number {
  return (high ?? low).usd ?? 0;
}

function lineOf(bill: Bill, key: LineKey): BillLine | undefined {
  return bill.lines.find(({ line }) => line === key);
}

function nothing(line: BillLine): BillLine {
  return { ...line, quantity: 0, usd: line.usd === null ? null : 0 };
}

function tellGroups(
  bill: BillRange,
  before: BillRange | null,
  part: (owner: Owner) => string | null,
): CostGroup[] {
  const [low, high] = [byKey(bill.low, part), byKey(bill.high, part)];
  const earlier = before && { low: byKey(before.low, part), high: byKey(before.high, part) };
  return [...new Set([...high.keys(), ...low.keys()])]
    .map((key): CostGroup => {
      const [atLow, atHigh] = [low.get(key), high.get(key)];
      const total = usdRange(atLow?.usd ?? 0, atHigh?.usd ?? 0);
      const requests = atHigh?.requests ?? null;
      return {
        key,
        total,
        requests: requests === null ? null : exact(requests),
        perThousand: perThousand(total, requests),
        previous: earlier && usdRange(earlier.low.get(key)?.usd ?? 0, earlier.high.get(key)?.usd ?? 0),
        lines: groupLines(atLow, atHigh),
      };
    })
    .sort((a, b) => middle(b.total) - middle(a.total));
}

function byKey(bill: Bill, part: (owner: Owner) => string | null): ReadonlyMap<string | null, BillGroup> {
  return new Map(billBy(bill, part).map((group) => [group.key, group]));
}

function groupLines(low: BillGroup | undefined, high: BillGroup | undefined): CostGroup["lines"] {
  const [atLow, atHigh] = [usdByLine(low), usdByLine(high)];
  return [...new Set([...atHigh.keys(), ...atLow.keys()])].map((line) => ({
    line,
    label: lineLabel(line),
    ...usdRange(atLow.get(line) ?? 0, atHigh.get(line) ?? 0),
  }));
}

function usdByLine(group: BillGroup | undefined): ReadonlyMap<LineKey, number> {
  const byLine = new Map<LineKey, number[]>();
  for (const { line, usd } of group?.entries ?? []) {
    const known = byLine.get(line);
    if (known) known.push(usd ?? 0);
    else byLine.set(line, [usd ?? 0]);
  }
  return new Map([...byLine].map(([line, usd]) => [line, sumOf(usd)]));
}

function middle({ lowUsd, highUsd }: UsdRange): number {
  return (lowUsd + highUsd) / 2;
}

function tellOverTime({ bins, timesMs, binMs }: WindowUsage, list: PriceList): CostBill["overTime"] {
  const bills = bins.map((usage) => usage && billOf(usage, list, undefined, "low"));
  const totals = new Map<LineKey, number>();
  for (const bill of bills) {
    for (const { line, usd } of bill?.lines ?? []) totals.set(line, (totals.get(line) ?? 0) + (usd ?? 0));
  }
  const keys = [...totals].filter(([, usd]) => usd > 0).sort(([, a], [, b]) => b - a);
  return {
    binMs,
    timesMs: [...timesMs],
    series: keys.map(([line]) => ({
      line,
      label: lineLabel(line),
      usd: bills.map((bill) => (bill === null ? null : exact(lineOf(bill, line)?.usd ?? 0))),
    })),
  };
}
