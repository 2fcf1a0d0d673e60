import "server-only";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { functionsIn } from "@/lib/cost/proposal/seen-usage";
import type { ProposedChange } from "@/lib/model/cost-proposal";
import type { WhatIf } from "@/lib/model/views/cost-what-if";
import { loadDurationQuantiles } from "@/lib/server/cost/duration-quantiles";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import type { CostSubjects } from "@/lib/server/cost/subjects";
import { whatIfView } from "@/lib/server/cost/what-if";
import { whatIfFacts } from "@/lib/server/cost/what-if-facts";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** What a proposal would do to the bill of a month like the window. Asks AWS only where a timeout is to change. */
export async function loadWhatIf(
  view: ViewRequest,
  subjects: CostSubjects,
  { usage }: FoundUsage,
  list: PriceList,
  { changes, freeTier }: { readonly changes: readonly ProposedChange[]; readonly freeTier: boolean },
): Promise<Found<WhatIf>> {
  const { durations, failures } = await loadDurationQuantiles(view, timed(changes, usage));
  const facts = whatIfFacts({ subjects, usage, durations, nowMs: view.nowMs });
  const windowMs = Math.min(view.window.toMs, view.nowMs) - view.window.fromMs;
  return { data: whatIfView(usage, changes, list, { freeTier, facts }, windowMs), failures };
}

/** Functions whose timeout is to change. */
function timed(changes: readonly ProposedChange[], usage: FoundUsage["usage"]): readonly string[] {
  const running = [...functionsIn(usage).keys()];
  const wanted = changes
    .filter(({ kind }) => kind === "timeout")
    .flatMap(({ subjects }) => (subjects.length === 0 ? running : subjects));
  return running.filter((name) => wanted.includes(name));
}
