import "server-only";
import type { Panel } from "@/lib/model/panel";
import type { CostBill, CostProjection, CostWorstHour } from "@/lib/model/views/cost";
import type { Cost } from "@/lib/model/views/cost-answer";
import type { CostWaste } from "@/lib/model/views/cost-waste";
import type { WhatIf } from "@/lib/model/views/cost-what-if";
import { billPanel } from "@/lib/server/cost/bill";
import { usageByMetrics } from "@/lib/server/cost/by-metrics";
import { loadUsage } from "@/lib/server/cost/load-usage";
import { loadWhatIf } from "@/lib/server/cost/load-what-if";
import { loadProjection } from "@/lib/server/cost/projection";
import { type CostSubjects, loadCostSubjects } from "@/lib/server/cost/subjects";
import { loadWaste } from "@/lib/server/cost/waste/load-waste";
import { loadWorstHour } from "@/lib/server/cost/worst-hour";
import { metaOf } from "@/lib/server/meta";
import { dataOf, type Empty, optional, panelOf } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { startView, type ViewRequest } from "@/lib/server/view-request";
import { type CostParams, parseCost } from "@/lib/url/cost";
import { parseChanges } from "@/lib/url/cost-changes";
import type { RawSearch } from "@/lib/url/search";

/** All loads of the cost page, under way. Each promise resolves to a state; none rejects for a fault of AWS. */
export interface CostLoads {
  readonly view: ViewRequest;
  readonly params: CostParams;
  readonly bill: Promise<Panel<CostBill>>;
  readonly projection: Promise<Panel<CostProjection>>;
  readonly worstHour: Promise<Panel<CostWorstHour>>;
  readonly whatIf: Promise<Panel<WhatIf>>;
  readonly waste: Promise<Panel<CostWaste>>;
  readonly spend: Promise<Spend>;
}

/** @throws BadParameter, AccountTrouble before anything is loaded. */
export async function startCost(search: RawSearch, signal: AbortSignal): Promise<CostLoads> {
  const params = parseCost(search);
  const changes = parseChanges(search);
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
  const whatIf = panelOf<WhatIf>(async () => {
    const [known, usage] = await loaded;
    const proposal = { changes, freeTier: params.freeTier };
    return orNothing(known) ?? (await loadWhatIf(view, known, usage, list, proposal));
  });
  // What only log lines tell takes queries of its own, which are consented to by themselves: `/api/cost/waste`.
  const waste = loadWaste(view, subjects, { list, consent: false, named: params.functions.length > 0 });
  const spend = spendAfter(view, [bill, projection, worstHour, whatIf, waste]);
  await account;
  return { view, params, bill, projection, worstHour, whatIf, waste, spend };
}

/** The JSON twin: everything, in one answer. */
export async function loadCost(search: RawSearch, signal: AbortSignal): Promise<Cost> {
  const loads = await startCost(search, signal);
  const [bill, projection, worstHour, whatIf, waste] = await Promise.all([
    loads.bill,
    loads.projection,
    loads.worstHour,
    loads.whatIf,
    loads.waste,
  ]);
  return {
    meta: metaOf(loads.view, { bill, projection, worstHour, whatIf, waste }),
    bill: dataOf(bill),
    projection: dataOf(projection),
    worstHour: dataOf(worstHour),
    waste: dataOf(waste),
    whatIf: dataOf(whatIf),
  };
}

function orNothing({ functions, stages, failures, missing }: CostSubjects): Empty | null {
  if (functions.length > 0 || stages.length > 0 || failures.length > 0) return null;
  if (missing.length > 0) {
    return {
      empty: {
        reason: `There is no function ${missing.join(", ")} in this region.`,
        nextStep: "Check the name and the region.",
      },
    };
  }
  return {
    empty: {
      reason: "No Lambda functions and no API Gateway stages in this region.",
      nextStep: "Choose another region, or check that the credentials belong to the account you mean.",
    },
  };
}
