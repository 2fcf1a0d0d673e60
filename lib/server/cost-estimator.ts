import "server-only";
import { pricedRegions } from "@/lib/cost/prices/price-lists";
import type { CostEstimate } from "@/lib/model/views/cost-estimate";
import { loadCostEstimate } from "@/lib/server/cost-estimate";
import { BadParameter, BadParameters } from "@/lib/url/bad-parameter";
import { type EstimatorForm, estimateSearch, parseEstimatorForm } from "@/lib/url/cost-estimator";
import { type RawSearch, single } from "@/lib/url/search";

export interface FirstEstimate {
  readonly form: EstimatorForm;
  /** null: some field cannot be used. */
  readonly estimate: CostEstimate | null;
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>>;
  /** Regions with prices of their own. */
  readonly pricedRegions: readonly string[];
}

/** The estimator of the Cost page as its address has it. Asks nothing of AWS, so it is there when AWS is not. */
export async function firstEstimate(search: RawSearch): Promise<FirstEstimate> {
  const form = parseEstimatorForm(textOf(search, "estimate"));
  try {
    const estimate = await loadCostEstimate(estimateSearch(form, textOf(search, "region")));
    return { form, estimate, problems: {}, pricedRegions };
  } catch (error) {
    if (!(error instanceof BadParameters)) throw error;
    const problems = Object.fromEntries(error.all.map(({ parameter, message }) => [parameter, message]));
    return { form, estimate: null, problems, pricedRegions };
  }
}

/** The page says for itself what is wrong with a parameter of its own. */
function textOf(search: RawSearch, name: string): string | null {
  try {
    return single(search, name) ?? null;
  } catch (error) {
    if (error instanceof BadParameter) return null;
    throw error;
  }
}
