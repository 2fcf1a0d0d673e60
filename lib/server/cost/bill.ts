import "server-only";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { CostBill } from "@/lib/model/views/cost";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import type { CostSubjects } from "@/lib/server/cost/subjects";
import { tellBill } from "@/lib/server/cost/tell-bill";
import type { Found } from "@/lib/server/panel-of";

/** The bill panel. `previous` may be missing without harm. */
export function billPanel(
  list: PriceList,
  subjects: CostSubjects,
  found: FoundUsage,
  previous: FoundUsage | null,
): Found<CostBill> {
  const { usage, told, apart } = found;
  return {
    data: {
      ...told,
      priceList: { id: list.id, region: list.region, notices: [...list.notices] },
      ...tellBill({ usage, previous: previous?.usage ?? null, list, apart }),
      notes: [...new Set([...found.notes, ...subjects.notes, ...leftOut(subjects)])],
    },
    failures: [...subjects.failures, ...found.failures, ...(previous?.failures ?? [])],
  };
}

function leftOut({ functions, stages }: CostSubjects): readonly string[] {
  const snapshots = functions.filter(
    ({ config }) => config.snapStart && config.runtime?.startsWith("java") !== true,
  );
  return [
    "At list prices of the first tier, without allowances, taxes and Savings Plans.",
    "Memory, architecture, storage, caches, provisioned concurrency and alarms are taken as they are configured now, for the whole window.",
    "Not in it: X-Ray traces, custom and detailed metrics, response streaming above 6 MB, data transfer, and what the functions call.",
    ...(snapshots.length > 0
      ? [`Not in it: SnapStart snapshots of ${snapshots.map(({ config }) => config.name).join(", ")}.`]
      : []),
    ...(stages.some(({ kind }) => kind === "WEBSOCKET")
      ? ["Not in it: messages and connections of WebSocket APIs."]
      : []),
  ];
}
