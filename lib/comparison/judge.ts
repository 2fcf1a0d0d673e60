import { intervalOfDifference, probabilityHigher } from "@/lib/comparison/contrast";
import type { Distribution } from "@/lib/comparison/distribution";
import type { FigureVerdict } from "@/lib/model/views/comparison";

/** What is believed of a figure on either side. */
export interface Beliefs {
  /** As measured. */
  readonly earlier: number;
  readonly later: number;
  /** For the probability. */
  readonly believed: readonly [Distribution, Distribution];
  /** For the interval; where it differs from `believed`, it makes less of what was not seen. */
  readonly bounded: readonly [Distribution, Distribution];
  /** A difference below it is of no interest. */
  readonly matters: number;
  /** Why the difference cannot be called one, whatever its probability; null: it can. */
  readonly tooFew: string | null;
}

export interface Judged {
  readonly verdict: FigureVerdict;
  /** Why it cannot be told; null when it can. */
  readonly reason: string | null;
  readonly probabilityWorse: number;
  readonly difference: { readonly value: number; readonly low: number; readonly high: number };
}

/** One wrong verdict in two hundred figures without any difference, both directions together. */
export const SURE = 0.9975;

/** Higher is worse. */
export function judge({ earlier, later, believed, bounded, matters, tooFew }: Beliefs): Judged {
  const probabilityWorse = probabilityHigher(...believed);
  const { low, high } = intervalOfDifference(...bounded);
  const value = later - earlier;
  // What was measured is never drawn outside its own interval.
  const difference = { value, low: Math.min(low, value), high: Math.max(high, value) };
  return {
    ...verdictOf({ probabilityWorse, ...difference, matters, tooFew }),
    probabilityWorse,
    difference,
  };
}

function verdictOf({
  probabilityWorse,
  value,
  low,
  high,
  matters,
  tooFew,
}: Judged["difference"] & {
  readonly probabilityWorse: number;
  readonly matters: number;
  readonly tooFew: string | null;
}): Pick<Judged, "verdict" | "reason"> {
  if (low >= -matters && high <= matters) return { verdict: "alike", reason: null };
  const sure = probabilityWorse >= SURE ? "worse" : probabilityWorse <= 1 - SURE ? "better" : null;
  if (sure !== null && Math.abs(value) >= matters && Math.sign(value) === (sure === "worse" ? 1 : -1)) {
    return tooFew === null ? { verdict: sure, reason: null } : { verdict: "cannot-tell", reason: tooFew };
  }
  return {
    verdict: "cannot-tell",
    reason:
      sure === null ? "Chance alone may make such a difference." : "A difference, but too small to matter.",
  };
}
