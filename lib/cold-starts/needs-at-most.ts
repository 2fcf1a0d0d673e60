import type { CausedStart } from "@/lib/cold-starts/causes";
import type { Datapoints } from "@/lib/model/metric";

/** A request that waited: its START, and for how long before. */
export interface FeltAt {
  readonly atMs: number;
  readonly waitMs: number | null;
}

/** Where an init has no duration, it may have begun this long before. [D gettingstarted-limits] */
const LONGEST_INIT_MS = 10_000;

/**
 * How many environments at most were at work when each felt cold start began, from the highest concurrency of the periods
 * in which it was: no line is needed, and the true number is that or less. null: a period has no datapoint.
 */
export function needsAtMost(
  felt: readonly FeltAt[],
  peaks: Datapoints,
  periodMs: number,
): readonly Pick<CausedStart, "concurrency">[] | null {
  const needs = felt.flatMap(({ atMs, waitMs }) => {
    const fromMs = atMs - (waitMs ?? LONGEST_INIT_MS);
    const seen = peaks.values.filter((_, i) => {
      const beginMs = peaks.timesMs[i] ?? Number.NaN;
      return beginMs <= atMs && fromMs < beginMs + periodMs;
    });
    return seen.length === 0 ? [] : [{ concurrency: seen.reduce((top, value) => Math.max(top, value), 1) }];
  });
  return needs.length === felt.length ? needs : null;
}
