import type { DurationSpread } from "@/lib/cost/proposal/facts";
import type { Span } from "@/lib/cost/span";

/** Lambda's longest timeout. [D gettingstarted-limits] */
export const LONGEST_TIMEOUT_MS = 900_000;

interface Executions {
  readonly meanMs: number;
  /** Timeout that they ran under. null: not known. */
  readonly timeoutMs: number | null;
  readonly spread: DurationSpread | null;
}

/**
 * Sum of the durations under another timeout, over the sum now. A shorter one cuts what lasts longer: how much that is
 * follows from the quantiles where they are known, and in any case from the mean (a sum cannot be cut by less than if
 * all lasted as long as the mean, nor by more than if each lasted either nothing or up to the timeout it ran under). A
 * longer one lets those go on that were cut: until the new timeout at most.
 */
export function timeoutEffect(newMs: number, { meanMs, timeoutMs, spread }: Executions): Span {
  const nowMs = timeoutMs ?? longestOf(spread) ?? LONGEST_TIMEOUT_MS;
  if (meanMs <= 0) return { least: 1, most: 1 };
  if (newMs >= nowMs) {
    if (timeoutMs === null) return { least: 1, most: 1 };
    // Among those that last d or more there are at most mean ÷ d (Markov's inequality).
    const cutShare = Math.min(1, meanMs / nowMs, 1 - shareBelow(nowMs, spread));
    return { least: 1, most: 1 + (cutShare * (newMs - nowMs)) / meanMs };
  }
  const fromMean = { least: Math.max(0, meanMs - newMs), most: (meanMs * (nowMs - newMs)) / nowMs };
  const fromSpread = spread ? cutOf(spread, newMs, nowMs) : { least: 0, most: Number.POSITIVE_INFINITY };
  const mostCut = Math.min(meanMs, fromMean.most, fromSpread.most);
  // Quantiles of metrics are not exact to the last digit: what they say must not contradict the mean.
  const leastCut = Math.min(mostCut, Math.max(fromMean.least, fromSpread.least));
  return { least: 1 - mostCut / meanMs, most: 1 - leastCut / meanMs };
}

/** Mean of what is beyond `limitMs`: between quantiles a duration lies between them. */
function cutOf(spread: DurationSpread, limitMs: number, longestMs: number): Span {
  let [share, ms, least, most] = [0, 0, 0, 0];
  for (const next of [...ascending(spread), { share: 1, ms: longestOf(spread) ?? longestMs }]) {
    const part = next.share - share;
    least += part * Math.max(0, ms - limitMs);
    most += part * Math.max(0, next.ms - limitMs);
    ({ share, ms } = next);
  }
  return { least, most };
}

function ascending({ quantiles }: DurationSpread): DurationSpread["quantiles"] {
  return [...quantiles].sort((a, b) => a.share - b.share);
}

/** The longest, where it is among the quantiles. */
function longestOf(spread: DurationSpread | null): number | null {
  return spread?.quantiles.find(({ share }) => share === 1)?.ms ?? null;
}

/** Largest share known to be shorter. */
function shareBelow(ms: number, spread: DurationSpread | null): number {
  const shorter = (spread?.quantiles ?? []).filter((one) => one.ms < ms).map(({ share }) => share);
  return Math.max(0, ...shorter);
}
