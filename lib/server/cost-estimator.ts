import "server-only";
import { pricedRegions } from "@/lib/cost/prices/price-lists";
import type { CostEstimate } from "@/lib/model/views/cost-estimate";
import { loadCostEstimate } from "@/lib/server/cost-estimate";
import { BadParameter, BadParameters } from "@/lib/url/bad-parameter";
import { estimateSearch, parseEstimatorForm } from "@/lib/url/cost-estimator";
import { type RawSearch, single } from "@/lib/url/search";

export interface FirstEstimate {
  /** null: some field cannot be used. */
  readonly estimate: CostEstimate | null;
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>>;
  /** Regions with prices of their own. */
  readonly pricedRegions: readonly string[];
}

/** The estimator of the Cost page as its address has it. Asks nothing of AWS, so it is there when AWS is not. */
export async function firstEstimate(search: RawSearch): Promise<FirstEstimate> {
  try {
    const form = parseEstimatorForm(single(search, "estimate"));
    const estimate = await loadCostEstimate(estimateSearch(form, single(search, "region") ?? null));
    return { estimate, problems: {}, pricedRegions };
  } catch (error) {
    if (error instanceof BadParameters) {
      const problems = Object.fromEntries(error.all.map(({ parameter, message }) => [parameter, message]));
      return { estimate: null, problems, pricedRegions };
    }
    if (error instanceof BadParameter) return { estimate: null, problems: {}, pricedRegions };
    throw error;
  }
}
