import "server-only";
import { resolveRegion } from "@/lib/aws/region";
import type { Bill } from "@/lib/cost/bill";
import { estimate } from "@/lib/cost/estimate";
import { exact, figuresOf } from "@/lib/cost/estimate-figures";
import { type EstimateInput, problemsOf } from "@/lib/cost/estimate-input";
import { formulaOf } from "@/lib/cost/formula";
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
  const estimated = estimate(input, list);
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
    lines: { monthly: linesOf(monthly), worstHour: linesOf(worstHour) },
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

function inputOf(params: CostEstimateParams): EstimateInput {
  const { region: _, priceList: __, requestsPerMonth, concurrency, ...rest } = params;
  const load: EstimateInput["load"] =
    concurrency === null
      ? { kind: "requests", perMonth: requestsPerMonth ?? 0 }
      : { kind: "concurrency", average: concurrency };
  return { ...rest, load };
}

function linesOf(bill: Bill): CostEstimate["lines"]["monthly"] {
  return bill.lines.map((line) => ({
    line: line.line,
    label: line.label,
    quantity: exact(line.quantity),
    unit: line.unit,
    usd: line.usd === null ? null : exact(line.usd),
    formula: formulaOf(line),
    price: line.price && {
      per: line.per,
      tiers: [...line.price.tiers],
      verified: line.price.verified,
      note: line.price.note,
      source: line.price.source.title,
      url: line.price.source.url,
      date: line.price.source.date,
    },
  }));
}
