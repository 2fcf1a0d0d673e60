import "server-only";
import { cacheSizeOf } from "@/lib/cost/standing";
import { windowUsage } from "@/lib/cost/window-usage";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { ApiTotals } from "@/lib/model/views/api";
import type { SubjectCost } from "@/lib/model/views/cost";
import { tellSubject } from "@/lib/server/cost/tell-subject";
import type { Empty, Found } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import type { ViewRequest } from "@/lib/server/view-request";

/**
 * What API Gateway charges for a stage in the window, from figures that the page asks for anyway.
 * @param cacheSizeGb null: no cache; undefined: not known
 */
export function stageCost(
  view: ViewRequest,
  { name, stage, kind }: StageSubject,
  { count, status4xx }: ApiTotals,
  cacheSizeGb: number | null | undefined,
): Found<SubjectCost> | Empty {
  if (kind === "WEBSOCKET") {
    return {
      empty: {
        reason: "There are no prices of WebSocket messages and connections.",
        nextStep: "See the pricing page of API Gateway.",
      },
    };
  }
  const { fromMs, toMs } = view.window;
  const api = `${name}/${stage}`;
  const sizeGb = cacheSizeGb == null ? null : cacheSizeOf(cacheSizeGb);
  const usage = windowUsage(
    {
      timesMs: [fromMs],
      binMs: toMs - fromMs,
      functions: [],
      gateways: [{ api, apiKind: kind, count: [count ?? 0], status4xx: [status4xx ?? 0] }],
      logs: [],
      standing: sizeGb === null ? [] : [{ kind: "cache", api, sizeGb }],
    },
    view.window,
    view.nowMs,
  );
  return tellSubject(usage, loadPriceList(view.region), [
    "Requests that a gateway refused are not charged; metrics tell only that they are among the 4xx answers.",
    "Not in it: its logs, data transfer, and the functions behind it.",
    ...(cacheSizeGb === undefined ? ["Not in it: its cache, if it has one: that could not be read."] : []),
  ]);
}
