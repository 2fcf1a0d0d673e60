import "server-only";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { WindowUsage } from "@/lib/cost/window-usage";
import type { SubjectCost } from "@/lib/model/views/cost";
import { tellBill } from "@/lib/server/cost/tell-bill";
import type { Empty } from "@/lib/server/panel-of";

/** The bill of one function or stage in short. Nothing charged is no data, not $0. */
export function tellSubject(
  usage: WindowUsage,
  list: PriceList,
  notes: readonly string[],
): { readonly data: SubjectCost } | Empty {
  if (usage.high.length === 0) {
    return { empty: { reason: "Nothing was charged in this window.", nextStep: "Choose a longer window." } };
  }
  const { total, perThousand, lines, unpriced } = tellBill({
    usage,
    previous: null,
    list,
    apart: { route: false, version: false },
  });
  return {
    data: {
      total,
      perThousand,
      lines: lines.map(({ line, label, low, high }) => ({
        line,
        label,
        lowUsd: low.usd ?? 0,
        highUsd: (high ?? low).usd ?? 0,
      })),
      unpriced,
      notes: [...notes, ...list.notices],
    },
  };
}
