import "server-only";
import type { CostWasteAnswer } from "@/lib/model/views/cost-waste";
import { loadCostSubjects } from "@/lib/server/cost/subjects";
import { loadWaste } from "@/lib/server/cost/waste/load-waste";
import { metaOf } from "@/lib/server/meta";
import { dataOf } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import { openView } from "@/lib/server/view-request";
import { parseCost } from "@/lib/url/cost";
import type { RawSearch } from "@/lib/url/search";

/**
 * `/api/cost/waste`: the waste of `/api/cost` alone, so that a query that costs something is asked for what it tells.
 * @throws BadParameter, AccountTrouble
 */
export async function loadWasteAnswer(search: RawSearch, signal: AbortSignal): Promise<CostWasteAnswer> {
  const { functions, consent } = parseCost(search);
  const view = await openView(search, signal);
  const waste = await loadWaste(view, loadCostSubjects(view, functions), {
    list: loadPriceList(view.region),
    consent,
    named: functions.length > 0,
  });
  return { meta: metaOf(view, { waste }), waste: dataOf(waste) };
}
