import { formatUsd } from "@/lib/base/format-money";
import { formatRatio } from "@/lib/base/format-number";
import { monthName } from "@/lib/cost/show/month-name";
import { changeOf, changeText, formatUsdRange, middleUsd } from "@/lib/model/usd-range";
import type { CostBill, CostProjection } from "@/lib/model/views/cost";

/** What the page says in a sentence: what it costs, what most of that is, and what the month will come to. */
export function costAnswer(bill: CostBill, projection: CostProjection | null): string {
  const month =
    projection === null
      ? "What the month will come to is not known."
      : `${monthName(projection.month)} will come to about ${formatUsd(projection.expectedUsd)} (${formatUsdRange(projection)}).`;
  return `${formatUsdRange(bill.total)} in this window${against(bill)}${dearest(bill)}. ${month}`;
}

function against({ total, previous }: CostBill): string {
  const change = changeOf(total, previous);
  return change === null ? "" : `, ${changeText(total, previous)} against the one before`;
}

function dearest({ total, groups }: CostBill): string {
  const [first] = groups.function.filter(({ key }) => key !== null);
  if (!first || middleUsd(total) === 0) return "";
  return `; dearest function: ${first.key}, ${formatRatio(middleUsd(first.total) / middleUsd(total))}`;
}
