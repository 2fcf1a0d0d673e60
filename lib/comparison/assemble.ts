import { type ComparedSubject, compareSides, type Sequence } from "@/lib/comparison/compare-sides";
import { requestsOf, type Side, sumOf } from "@/lib/comparison/side";
import { type Names, overallVerdict, sentenceOf } from "@/lib/comparison/tell";
import type { ComparedFigure, ComparedSide, Comparison } from "@/lib/model/views/comparison";

type Head = Pick<Comparison, "kind" | "key" | "title" | "coldStarts"> & {
  readonly remarks: readonly string[];
};
type SideHead = Pick<ComparedSide, "label" | "fromMs" | "toMs" | "version" | "share">;

export interface Sides {
  readonly earlier: { readonly head: SideHead; readonly side: Side };
  readonly later: { readonly head: SideHead; readonly side: Side };
}

/** The whole comparison of two sides. `more`: figures that metrics do not tell. */
export function assembleComparison(
  head: Head,
  { earlier, later }: Sides,
  subject: ComparedSubject,
  names: Names,
  { sequence = null, more = [] }: { sequence?: Sequence | null; more?: readonly ComparedFigure[] } = {},
): Comparison {
  const figures = [...compareSides(earlier.side, later.side, subject, sequence), ...more];
  return {
    ...head,
    remarks: [...head.remarks],
    verdict: overallVerdict(figures),
    sentence: sentenceOf(figures, names),
    earlier: headOf(earlier),
    later: headOf(later),
    figures,
  };
}

/** Nothing to compare, and why. */
export function withoutSides(head: Head, sentence: string): Comparison {
  return {
    ...head,
    remarks: [...head.remarks],
    verdict: "cannot-tell",
    sentence,
    earlier: null,
    later: null,
    figures: [],
  };
}

function headOf({ head, side }: Sides["earlier"]): ComparedSide {
  return { ...head, requests: requestsOf(side), failures: sumOf(side.failures) };
}

/** Beyond it, other requests than before may be the reason. */
const MUCH = 2;

/** What else than the deployment differs between two spans; empty: nothing to speak of. */
export function trafficRemarks(earlier: Side, later: Side): string[] {
  const [before, after] = [requestsOf(earlier), requestsOf(later)];
  if (before === 0 || after === 0) return [];
  const factor = after / before;
  if (factor < MUCH && factor > 1 / MUCH) return [];
  const told = factor > 1 ? `${factor.toFixed(1)} times as many` : `${(1 / factor).toFixed(1)} times fewer`;
  return [`There were ${told} requests after it: a different mix of them may explain a difference too.`];
}
