import "server-only";
import { HOUR_MS } from "@/lib/base/time";
import { MONTH_HOURS } from "@/lib/cost/estimate";
import { exact } from "@/lib/cost/estimate-figures";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { choicesOf } from "@/lib/cost/proposal/choices";
import type { NowAfter } from "@/lib/cost/proposal/compare";
import type { ProposalFacts } from "@/lib/cost/proposal/facts";
import { type Outcome, propose } from "@/lib/cost/proposal/propose";
import { proposalTitle } from "@/lib/cost/proposal/title";
import type { Span } from "@/lib/cost/span";
import type { UsageRange } from "@/lib/cost/usage-range";
import type { ProposedChange } from "@/lib/model/cost-proposal";
import type { UsdRange } from "@/lib/model/views/cost";
import type { NowAfterView, WhatIf, WhatIfChange } from "@/lib/model/views/cost-what-if";
import { breakEvens, changedLines, unpricedOf } from "@/lib/server/cost/tell-what-if";
import { changeText } from "@/lib/url/cost-changes";

export interface WhatIfOptions {
  /** Deducts the monthly allowances, now and after. */
  readonly freeTier: boolean;
  readonly facts: ProposalFacts;
}

/**
 * What the changes would do to the bill of a month like the window.
 * @param windowMs the part of the window that has happened
 */
export function whatIfView(
  usage: UsageRange,
  changes: readonly ProposedChange[],
  list: PriceList,
  { freeTier, facts }: WhatIfOptions,
  windowMs: number,
): WhatIf {
  const outcome = propose(changes, { usage, windowMs, facts, list }, freeTier);
  const { together } = outcome;
  const { plan } = outcome;
  return {
    windowMs,
    monthHours: MONTH_HOURS,
    freeTier,
    changes: outcome.each.map(tellChange),
    total: nowAfter(together),
    lines: changedLines(together, plan),
    parts: together.parts.map((part) => ({ kind: part.kind, key: part.key, ...nowAfter({ total: part }) })),
    assumptions: [...windowAssumptions(windowMs), ...outcome.assumptions],
    unpriced: unpricedOf(together),
    breakEven: breakEvens(list),
    choices: choicesOf(together.bills.now, usage, facts),
  };
}

function tellChange({ proposal, concerns, refused, notes, alone }: Outcome["each"][number]): WhatIfChange {
  return {
    change: changeText(proposal),
    title: proposalTitle(proposal),
    concerns: concerns && [...concerns],
    refused: [...refused],
    notes: [...notes],
    delta: usd(alone.delta),
  };
}

function windowAssumptions(windowMs: number): readonly string[] {
  const hours = windowMs / HOUR_MS;
  const length = hours >= 1 ? `${number(hours)} hours` : `${number(hours * 60)} minutes`;
  return [
    `The month of ${MONTH_HOURS} hours is like the ${length} of the window${hours < 168 ? "; what differs by hour of the day or by weekday is not in it" : ""}.`,
  ];
}

function nowAfter({ total: { now, after, delta } }: { readonly total: NowAfter }): NowAfterView {
  return { now: usd(now), after: usd(after), delta: usd(delta) };
}

function usd({ least, most }: Span): UsdRange {
  return { lowUsd: tidy(least), highUsd: tidy(most) };
}

/** What the difference of two binary fractions leaves of nothing is nothing. */
function tidy(amount: number): number {
  return Math.abs(amount) < 1e-12 ? 0 : exact(amount);
}

function number(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}
