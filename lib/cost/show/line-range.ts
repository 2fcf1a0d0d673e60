import type { CostBill, UsdRange } from "@/lib/model/views/cost";

/** Both ends of a line item; null where the list has no price for it. */
export function lineRange({ low, high }: CostBill["lines"][number]): UsdRange | null {
  const most = high ?? low;
  return low.usd === null || most.usd === null ? null : { lowUsd: low.usd, highUsd: most.usd };
}
