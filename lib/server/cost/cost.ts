import "server-only";
import type { Panel } from "@/lib/model/panel";
import type { CostBill, CostProjection, CostWorstHour } from "@/lib/model/views/cost";
import type { Cost } from "@/lib/model/views/cost-answer";
import { billPanel } from "@/lib/server/cost/bill";
import { usageByMetrics } from "@/lib/server/cost/by-metrics";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import { loadProjection } from "@/lib/server/cost/projection";
import { type CostSubjects, loadCostSubjects } from "@/lib/server/cost/subjects";
import { loadWorstHour } from "@/lib/server/cost/worst-hour";
import { metaOf } from "@/lib/server/meta";
import { dataOf, type Empty, optional, panelOf } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { startView, type ViewRequest } from "@/lib/server/view-request";
import { type CostParams, parseCost } from "@/lib/url/cost";
import type { RawSearch } from "@/lib/url/search";

/** All loads of the cost page, under way. Each promise resolves to a state; none rejects for a fault of AWS. */
export interface CostLoads {
  readonly view: ViewRequest;
  readonly params: CostParams;
  readonly bill: Promise<Panel<CostBill>>;
  readonly projection: Promise<Panel<CostProjection>>;
  readonly worstHour: Promise<Panel<CostWorstHour>>;
  readonly spend: Promise<Spend>;
}

/** @throws BadParameter, AccountTrouble before anything is loaded. */
export async function startCost(search: RawSearch, signal: AbortSignal): Promise<CostLoads> {
  const params = parseCost(search);
  const { view, account } = await startView(search, signal);
  const list = loadPriceList(view.region);
  const subjects = loadCostSubjects(view, params.functions);
  const found = subjects.then((known) => loadUsage(view, params, known));
  const previous = subjects.then((known) => optional(usageByMetrics(view, known, view.previous)));
  const loaded = Promise.all([subjects, found]);
  const bill = panelOf<CostBill>(async () => {
    const [[known, usage], before] = await Promise.all([loaded, previous]);
    return orNothing(known) ?? billPanel(list, known, usage, before.value);
  });
  const projection = panelOf<CostProjection>(async () => {
    const [known, usage] = await loaded;
    return orNothing(known) ?? (await loadProjection(view, known, usage, list, params.freeTier));
  });
  const worstHour = panelOf<CostWorstHour>(async () => {
    const [known, usage] = await loaded;
    return orNothing(known) ?? (await loadWorstHour(view, known, usage, list));
  });
  const spend = spendAfter(view, [bill, projection, worstHour]);
  await account;
  return { view, params, bill, projection, worstHour, spend };
}

/** The JSON twin: everything, in one answer. */
export async function loadCost(search: RawSearch, signal: AbortSignal): Promise<Cost> {
  const loads = await startCost(search, signal);
  const [bill, projection, worstHour] = await Promise.all([loads.bill, loads.projection, loads.worstHour]);
  return {
    meta: metaOf(loads.view, { bill, projection, worstHour }),
    bill: dataOf(bill),
    projection: dataOf(projection),
    worstHour: dataOf(worstHour),
    waste: null,
    whatIf: null,
  };
}

function loadUsage(view: ViewRequest, _params: CostParams, subjects: CostSubjects): Promise<FoundUsage> {
  return usageByMetrics(view, subjects, view.window);
}

function orNothing({ functions, stages, failures }: CostSubjects): Empty | null {
  if (functions.length > 0 || stages.length > 0 || failures.length > 0) return null;
  return {
    empty: {
      reason: "No Lambda functions and no API Gateway stages in this region.",
      nextStep: "Choose another region, or check that the credentials belong to the account you mean.",
    },
  };
}
