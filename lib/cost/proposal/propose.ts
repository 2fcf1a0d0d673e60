import type { BillOptions } from "@/lib/cost/bill";
import { ofMonth } from "@/lib/cost/monthly";
import { type Comparison, compareMonths } from "@/lib/cost/proposal/compare";
import type { Observed } from "@/lib/cost/proposal/facts";
import { type Resolved, resolveChange } from "@/lib/cost/proposal/resolve";
import type { SavingsPlan } from "@/lib/cost/savings-plan";
import type { ProposedChange } from "@/lib/model/cost-proposal";

export interface Outcome {
  readonly together: Comparison;
  /** In the order given. */
  readonly each: readonly (Resolved & {
    readonly proposal: ProposedChange;
    /** What it would do if it were made alone. */
    readonly alone: Comparison["total"];
  })[];
  readonly plan: SavingsPlan | null;
  readonly assumptions: readonly string[];
}

const PLAN_ASSUMPTION =
  "One year's commitment, used in full every hour: an hour with less usage pays the commitment all the same. Prices now are list prices: a plan that the account has is not known.";

/**
 * What the changes would do to the month that the window stands for. They are made one after the other; tiers are
 * climbed, and allowances deducted when asked for, with the whole month's usage.
 */
export function propose(
  proposals: readonly ProposedChange[],
  observed: Observed,
  freeTier: boolean,
): Outcome {
  const options: BillOptions = { freeTier, tiers: "month" };
  const { usage, windowMs } = observed;
  const month = { low: ofMonth(usage.low, windowMs), high: ofMonth(usage.high, windowMs) };
  const each = resolvedAll(proposals, observed);
  const compared = (some: typeof each) =>
    compareMonths(
      month,
      some.flatMap(({ changes }) => changes),
      some.flatMap(({ plan }) => plan ?? [])[0] ?? null,
      observed.list,
      options,
    );
  const together = compared(each);
  const rules = each.flatMap(({ assumptions }) => assumptions);
  return {
    together,
    plan: each.find(({ plan }) => plan)?.plan ?? null,
    each: each.map((one) => ({
      ...one,
      alone: (each.length === 1 ? together : compared([one])).total,
    })),
    assumptions: [...new Set([...rules, ...(each.some(({ plan }) => plan) ? [PLAN_ASSUMPTION] : [])])],
  };
}

/** One plan at a time: another one would discount the same usage twice. */
function resolvedAll(proposals: readonly ProposedChange[], observed: Observed) {
  let planned = false;
  return proposals.map((proposal) => {
    const resolved = resolveChange(proposal, observed);
    const plan: SavingsPlan | null = proposal.kind === "savings-plan" && !planned ? proposal : null;
    const refused =
      proposal.kind === "savings-plan" && planned
        ? [{ subject: null, reason: "Another Savings Plan is in the proposal already." }]
        : resolved.refused;
    planned ||= plan !== null;
    return { ...resolved, proposal, plan, refused };
  });
}
