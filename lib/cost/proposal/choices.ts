import { type BillGroup, billBy } from "@/lib/cost/bill-by";
import type { Ends } from "@/lib/cost/proposal/compare";
import type { ProposalFacts } from "@/lib/cost/proposal/facts";
import { functionsIn } from "@/lib/cost/proposal/seen-usage";
import { stagesIn } from "@/lib/cost/proposal/stages";
import type { Owner } from "@/lib/cost/usage";
import type { UsageRange } from "@/lib/cost/usage-range";
import type { UsdRange } from "@/lib/model/views/cost";
import type { WhatIfChoices } from "@/lib/model/views/cost-what-if";

/** Functions and stages that were used, with what they cost a month, dearest first. */
export function choicesOf(now: Ends, usage: UsageRange, { functions }: ProposalFacts): WhatIfChoices {
  const functionUsd = usdBy(now, ({ functionName }) => functionName);
  const apiUsd = usdBy(now, ({ functionName, api }) => (functionName === null ? api : null));
  const seen = [...functionsIn(usage).values()];
  return {
    functions: seen
      .map(({ name, records: [first] }) => ({
        name,
        monthly: functionUsd(name),
        memoryMb: first?.memoryMb ?? null,
        architecture: first?.architecture ?? null,
        runtime: functions?.get(name)?.runtime ?? null,
      }))
      .sort(byUsd),
    apis: stagesIn(usage.high, [])
      .stages.map(({ name, kind }) => ({ name, kind, monthly: apiUsd(name) }))
      .sort(byUsd),
  };
}

function usdBy({ low, high }: Ends, part: (owner: Owner) => string | null): (key: string) => UsdRange {
  const totals = (groups: readonly BillGroup[]) => new Map(groups.map(({ key, usd }) => [key, usd]));
  const [atLow, atHigh] = [totals(billBy(low, part)), totals(billBy(high, part))];
  return (key) => ({ lowUsd: atLow.get(key) ?? 0, highUsd: atHigh.get(key) ?? 0 });
}

function byUsd(a: { readonly name: string; monthly: UsdRange }, b: { name: string; monthly: UsdRange }) {
  const middle = ({ lowUsd, highUsd }: UsdRange) => lowUsd + highUsd;
  return middle(b.monthly) - middle(a.monthly) || a.name.localeCompare(b.name);
}
