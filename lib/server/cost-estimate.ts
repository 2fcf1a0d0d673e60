import "server-only";
import { resolveRegion } from "@/lib/aws/region";
import { costLineOf } from "@/lib/cost/cost-line";
import { estimate, requestsForBudget } from "@/lib/cost/estimate";
import { exact, figuresOf } from "@/lib/cost/estimate-figures";
import { type EstimateInput, limits, problemsOf } from "@/lib/cost/estimate-input";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { type PriceListName, priceListNames } from "@/lib/cost/prices/price-lists";
import type { CostEstimate } from "@/lib/model/views/cost-estimate";
import { loadPriceList } from "@/lib/server/price-list";
import { BadParameter, BadParameters, quoteInput } from "@/lib/url/bad-parameter";
import { type CostEstimateParams, parseCostEstimate } from "@/lib/url/cost-estimate";
import type { RawSearch } from "@/lib/url/search";

const NO_REGION = "us-east-1";

/**
 * What a function that does not exist yet would cost. Asks nothing of AWS.
 * @throws BadParameters naming every field that cannot be used
 */
export async function loadCostEstimate(search: RawSearch): Promise<CostEstimate> {
  const params = parseCostEstimate(search);
  const region = params.region ?? (await resolveRegion()) ?? NO_REGION;
  const list = loadPriceList(region, nameOf(params.priceList));
  const input = inputOf(params);
  const problems = problemsOf(input, list);
  if (problems.length > 0) {
    throw new BadParameters(problems.map(({ field, message }) => new BadParameter(field, message)));
  }
  const { budgetUsd } = params;
  const estimated = estimate(budgetUsd === null ? input : within(input, list, budgetUsd), list);
  const { monthly, worstHour, requestsPerMonth } = estimated;
  return {
    region,
    priceList: { id: list.id, region: list.region, notices: [...list.notices] },
    requestsPerMonth: exact(requestsPerMonth),
    averageConcurrency: exact(estimated.averageConcurrency),
    concurrencyLimit: input.concurrencyLimit,
    requestsPerHourAtLimit: exact(estimated.requestsPerHourAtLimit),
    monthly: figuresOf(monthly),
    perRequest: figuresOf(monthly, requestsPerMonth),
    worstHour: figuresOf(worstHour),
    lines: { monthly: monthly.lines.map(costLineOf), worstHour: worstHour.lines.map(costLineOf) },
    assumptions: [...estimated.assumptions],
  };
}

function nameOf(text: string): PriceListName {
  const found = priceListNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw new BadParameters([
    new BadParameter("priceList", `${quoteInput(text)} is none of ${priceListNames.join(", ")}.`),
  ]);
}

/** The load that a budget pays for. @throws BadParameters when it pays for none, or there is nothing to pay */
function within(input: EstimateInput, list: PriceList, budgetUsd: number): EstimateInput {
  const refused = (message: string) => new BadParameters([new BadParameter("budgetUsd", message)]);
  const perMonth = requestsForBudget(input, list, budgetUsd);
  if (perMonth === null) {
    throw refused("What is kept ready costs more than that, without a single request.");
  }
  if (perMonth < 1) throw refused("That does not pay for one request.");
  if (perMonth > limits.requestsPerMonth.max) {
    throw refused(`That pays for more than ${limits.requestsPerMonth.max.toLocaleString("en")} requests.`);
  }
  return { ...input, load: { kind: "requests", perMonth: Math.floor(perMonth) } };
}

function inputOf(params: CostEstimateParams): EstimateInput {
  const { region: _, priceList: __, requestsPerMonth, concurrency, budgetUsd, ...rest } = params;
  const load: EstimateInput["load"] =
    concurrency === null
      ? { kind: "requests", perMonth: requestsPerMonth ?? (budgetUsd === null ? 0 : 1) }
      : { kind: "concurrency", average: concurrency };
  return { ...rest, load };
}
