import "server-only";
import { billOf } from "@/lib/cost/bill";
import { billBy } from "@/lib/cost/bill-by";
import { exact } from "@/lib/cost/estimate-figures";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { UsageRange } from "@/lib/cost/usage-range";
import type { UsdRange } from "@/lib/model/views/cost";

/**
 * What each function (or `name/stage`) costs at list prices of the first tier. One with a line item that the list has no
 * price for is left out: its sum would be too small.
 */
export function subjectCosts(
  usage: UsageRange,
  list: PriceList,
  part: "functionName" | "api",
): ReadonlyMap<string, UsdRange> {
  const [low, high] = [usdBy(usage, list, part, "low"), usdBy(usage, list, part, "high")];
  return new Map(
    [...high].flatMap(([name, usd]) => {
      const other = low.get(name) ?? 0;
      if (usd === null || other === null) return [];
      return [[name, { lowUsd: exact(Math.min(other, usd)), highUsd: exact(Math.max(other, usd)) }]];
    }),
  );
}

function usdBy(
  usage: UsageRange,
  list: PriceList,
  part: "functionName" | "api",
  end: "low" | "high",
): ReadonlyMap<string, number | null> {
  const groups = billBy(billOf(usage[end], list, undefined, end), part);
  return new Map(
    groups.flatMap(({ key, usd, entries }) =>
      key === null ? [] : [[key, entries.some((entry) => entry.usd === null) ? null : usd]],
    ),
  );
}
