import "server-only";
import type { Bill, BillLine } from "@/lib/cost/bill";
import { breakEvenUtilisation, provisionedPrices } from "@/lib/cost/break-even";
import { lineLabel } from "@/lib/cost/charges";
import { costLineOf } from "@/lib/cost/cost-line";
import { exact } from "@/lib/cost/estimate-figures";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { Comparison, Ends } from "@/lib/cost/proposal/compare";
import { discountOf, isCovered, type SavingsPlan, savingsPlans } from "@/lib/cost/savings-plan";
import { sumOf } from "@/lib/cost/sum";
import type { BillLineView } from "@/lib/model/views/cost";
import type { CostLine } from "@/lib/model/views/cost-estimate";
import type { WhatIf, WhatIfLine } from "@/lib/model/views/cost-what-if";

/** Each line item now and after, opened to its formula. */
export function changedLines({ lines, bills }: Comparison, plan: SavingsPlan | null): WhatIfLine[] {
  return lines.flatMap(({ line, delta }): WhatIfLine[] => {
    const range = { lowUsd: exact(delta.least), highUsd: exact(delta.most) };
    if (line === "savings-plan") {
      const after = plan && planLine(bills.after, plan);
      return [{ line, label: PLAN_LABEL, now: null, after, delta: range }];
    }
    const [now, after] = [lineAt(bills.now, line), lineAt(bills.after, line)];
    return [{ line, label: lineLabel(line), now, after, delta: range }];
  });
}

const PLAN_LABEL = "Savings Plan";

function lineAt({ low, high }: Ends, line: BillLine["line"]): BillLineView | null {
  const [atLow, atHigh] = [low, high].map((bill) => bill.lines.find((one) => one.line === line));
  const some = atHigh ?? atLow;
  if (!some) return null;
  return viewOf(
    some.line,
    some.label,
    costLineOf(atLow ?? nothing(some)),
    costLineOf(atHigh ?? nothing(some)),
  );
}

/** Only at one end: nothing of it at the other. */
function nothing(line: BillLine): BillLine {
  return { ...line, quantity: 0, usd: line.usd === null ? null : 0 };
}

function viewOf(line: string, label: string, low: CostLine, high: CostLine): BillLineView {
  const same = low.quantity === high.quantity && low.usd === high.usd;
  return { line, label, low, high: same ? null : high };
}

function planLine({ low, high }: Ends, plan: SavingsPlan): BillLineView {
  return viewOf("savings-plan", PLAN_LABEL, discountLine(low, plan), discountLine(high, plan));
}

function discountLine({ lines }: Bill, plan: SavingsPlan): CostLine {
  const covered = sumOf(lines.filter(isCovered).map(({ usd }) => usd ?? 0));
  const usd = exact(-covered * discountOf(plan));
  const [share, discount] = [plan.committedShare, savingsPlans[plan.payment]].map(percent);
  return {
    line: "savings-plan",
    label: PLAN_LABEL,
    quantity: exact(covered),
    unit: "USD of duration, init and provisioned concurrency",
    usd,
    formula: `$${plain(covered)} covered × ${share} committed × ${discount} discount = −$${plain(-usd)}`,
    price: null,
  };
}

/** Line items of either bill that the list cannot price. */
export function unpricedOf({ bills: { now, after } }: Comparison): string[] {
  const all = [now.low, now.high, after.low, after.high];
  return [...new Set(all.flatMap(({ unpriced }) => unpriced))].map(lineLabel);
}

/** From which share of its time on a provisioned environment pays. */
export function breakEvens(list: PriceList): WhatIf["breakEven"] {
  return (["x86_64", "arm64"] as const).flatMap((architecture) => {
    const prices = provisionedPrices(architecture, list);
    if (prices === null) return [];
    const { idleUsd, onDemandUsd, busyUsd } = prices;
    const utilisation = breakEvenUtilisation(architecture, list);
    const result = utilisation === null ? "more than all of its time" : percent(utilisation);
    const formula = `$${plain(idleUsd)} ÷ ($${plain(onDemandUsd)} − $${plain(busyUsd)}) = ${result}`;
    return [{ architecture, utilisation, formula }];
  });
}

function percent(share: number): string {
  return `${plain(share * 100, 3)} %`;
}

function plain(value: number, digits = 12): string {
  return value.toLocaleString("en", { maximumSignificantDigits: digits, maximumFractionDigits: digits });
}
