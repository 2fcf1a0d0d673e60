import { type Bill, type BillEntry, type BillLine, type BillOptions, billOf } from "@/lib/cost/bill";
import type { Change } from "@/lib/cost/change";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { discountOf, isCovered, type SavingsPlan } from "@/lib/cost/savings-plan";
import { type Span, spanOf } from "@/lib/cost/span";
import { sumOf } from "@/lib/cost/sum";
import type { UsageRange } from "@/lib/cost/usage-range";
import { withChanges } from "@/lib/cost/what-if";

/** Beside the lines of the bill, what a plan takes off them. */
export type Line = BillLine["line"] | "savings-plan";

/** Whose part of the bill: a function's, else a stage's, else nobody's. */
export interface PartKey {
  readonly kind: "function" | "api" | "none";
  readonly key: string | null;
}

export interface NowAfter {
  readonly now: Span;
  readonly after: Span;
  readonly delta: Span;
}

export interface Comparison {
  readonly total: NowAfter;
  /** Those that change, largest effect first. */
  readonly parts: readonly (NowAfter & PartKey)[];
  /** All lines of both bills, largest effect first. */
  readonly lines: readonly (NowAfter & { readonly line: Line })[];
  readonly bills: { readonly now: Ends; readonly after: Ends };
}

/** A bill at the lower and at the upper end of what is known. */
export interface Ends {
  readonly low: Bill;
  readonly high: Bill;
}

/** Amounts by part and line. */
type Sheet = ReadonlyMap<string, ReadonlyMap<Line, number>>;

/**
 * The bill of a month now and after the changes. What is not known of the usage is the same in both, and what is not
 * known of a change has two ends: a difference is that of the four corners which is least, and most, part by part.
 */
export function compareMonths(
  usage: UsageRange,
  changes: readonly Change[],
  plan: SavingsPlan | null,
  list: PriceList,
  options: BillOptions,
): Comparison {
  const bounds = ["low", "high"] as const;
  const changed = bounds.map((bound) => ({ bound, ...withChanges(usage[bound], changes) }));
  const now = bounds.map((bound) => billOf(usage[bound], list, options, bound));
  const cheap = changed.map(({ bound, low }) => billOf(low, list, options, bound));
  const dear = changed.map(({ bound, high }) => billOf(high, list, options, bound));
  const sheets = {
    now: now.map((bill) => sheetOf(bill, null)),
    cheap: cheap.map((bill) => sheetOf(bill, plan)),
    dear: dear.map((bill) => sheetOf(bill, plan)),
  };
  const all = [...sheets.now, ...sheets.cheap, ...sheets.dear];
  const partKeys = [...new Set(all.flatMap((sheet) => [...sheet.keys()]))];
  const lineKeys = [
    ...new Set(all.flatMap((sheet) => [...sheet.values()].flatMap((lines) => [...lines.keys()]))),
  ];
  const over = (amountOf: (sheet: Sheet, part: string) => number): ((part: string) => NowAfter) => {
    return (part) => {
      const at = (bills: readonly Sheet[]) => bills.map((sheet) => amountOf(sheet, part));
      const [nows, cheaps, dears] = [at(sheets.now), at(sheets.cheap), at(sheets.dear)];
      const deltas = [cheaps, dears].flatMap((after) => after.map((usd, end) => usd - (nows[end] ?? 0)));
      return { now: spanOf(nows), after: spanOf([...cheaps, ...dears]), delta: spanOf(deltas) };
    };
  };
  const parts = partKeys.map((part) => ({ ...partOf(part), ...over(partTotal)(part) }));
  const lines = lineKeys.map((line) => ({
    line,
    ...summed(partKeys.map(over((sheet, part) => sheet.get(part)?.get(line) ?? 0))),
  }));
  const [nowLow, nowHigh] = [...now];
  const [cheapLow] = cheap;
  const [, dearHigh] = dear;
  return {
    total: summed(parts),
    parts: parts.filter(isChanged).sort(byEffect),
    lines: lines.sort(byEffect),
    bills: {
      now: endsOf(nowLow, nowHigh),
      after: endsOf(cheapLow, dearHigh),
    },
  };
}

function endsOf(low: Bill | undefined, high: Bill | undefined): Ends {
  if (!low || !high) throw new TypeError("a bill has two ends");
  return { low, high };
}

function sheetOf({ entries }: Bill, plan: SavingsPlan | null): Sheet {
  const sheet = new Map<string, Map<Line, number[]>>();
  const add = (part: string, line: Line, usd: number) => {
    const lines = sheet.get(part) ?? new Map<Line, number[]>();
    sheet.set(part, lines);
    const amounts = lines.get(line);
    if (amounts) amounts.push(usd);
    else lines.set(line, [usd]);
  };
  for (const entry of entries) {
    if (entry.usd === null) continue;
    add(keyOf(entry), entry.line, entry.usd);
    if (plan && isCovered(entry)) add(keyOf(entry), "savings-plan", -entry.usd * discountOf(plan));
  }
  return new Map(
    [...sheet].map(([part, lines]) => [
      part,
      new Map([...lines].map(([line, amounts]) => [line, sumOf(amounts)] as const)),
    ]),
  );
}

function keyOf({ functionName, api }: BillEntry): string {
  if (functionName !== null) return `function ${functionName}`;
  return api === null ? "none" : `api ${api}`;
}

function partOf(text: string): PartKey {
  if (text.startsWith("function ")) return { kind: "function", key: text.slice(9) };
  return text.startsWith("api ") ? { kind: "api", key: text.slice(4) } : { kind: "none", key: null };
}

function partTotal(sheet: Sheet, part: string): number {
  return sumOf([...(sheet.get(part)?.values() ?? [])]);
}

function summed(all: readonly NowAfter[]): NowAfter {
  const sum = (pick: (one: NowAfter) => Span): Span => ({
    least: sumOf(all.map((one) => pick(one).least)),
    most: sumOf(all.map((one) => pick(one).most)),
  });
  return { now: sum(({ now }) => now), after: sum(({ after }) => after), delta: sum(({ delta }) => delta) };
}

/** Beyond what rounding of binary fractions leaves. */
function isChanged({ delta }: NowAfter): boolean {
  return Math.abs(delta.least) > 1e-9 || Math.abs(delta.most) > 1e-9;
}

function byEffect(a: NowAfter, b: NowAfter): number {
  const effect = ({ delta }: NowAfter) => Math.max(Math.abs(delta.least), Math.abs(delta.most));
  return effect(b) - effect(a) || b.now.most - a.now.most;
}
