import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Advice, AdviceFacts } from "@/lib/cold-starts/advice/advice";
import { memoryAdvice, packageAdvice } from "@/lib/cold-starts/advice/compare-peers";
import { provisionedAdvice } from "@/lib/cold-starts/advice/provisioned";
import { snapStartAdvice } from "@/lib/cold-starts/advice/snap-start";
import { warmUpAdvice } from "@/lib/cold-starts/advice/warm-up";

/** Below it, the slowest hundredth of requests has other reasons to be slow. */
const RARE = 0.01;

/**
 * What would help one function, with the figures that say so, most removed first. Where cold starts are rare and nothing
 * pays for itself, the first advice is to do nothing, before what would remove them all the same. Empty: whether requests waited is not known.
 */
export function advise(facts: AdviceFacts): readonly Advice[] {
  const { felt, feltRate, counts, invocations } = facts.summary;
  if (invocations === 0 || feltRate === null) return [];
  if (felt === 0) {
    if (counts.unknown > 0) return [];
    const evidence = `None of ${formatCount(invocations)} invocations waited for an environment.`;
    return [nothing("Nothing to do in this window.", evidence)];
  }
  const all = [
    ...provisionedAdvice(facts),
    ...warmUpAdvice(facts),
    ...snapStartAdvice(facts),
    ...packageAdvice(facts),
    ...memoryAdvice(facts),
  ].sort((a, b) => (b.removes?.share ?? 0) - (a.removes?.share ?? 0));
  const paying = all.filter(({ monthlyUsd }) => monthlyUsd !== null && monthlyUsd < 0);
  if (feltRate >= RARE) return all;
  const evidence = `${formatCount(felt)} of ${formatCount(invocations)} invocations waited, ${formatRatio(feltRate)}: fewer than 1 in 100, so that even the 99th percentile meets none.`;
  if (paying.length > 0) return paying;
  return [
    nothing("Leave it: cold starts are rare here, and nothing that removes them pays for itself.", evidence),
    ...all.filter(({ removes }) => removes !== null),
  ];
}

function nothing(text: string, evidence: string): Advice {
  return { kind: "nothing", text, evidence, removes: null, monthlyUsd: null, unknowable: null };
}
