import type { InitSummary } from "@/lib/cold-starts/summarise";

/** Share of invocations that waited for an init or a restore, 0–1, when lines may be missing. */
export interface RateBound {
  /** null: none was seen, and not all lines were, so that nothing is known from below. */
  readonly atLeast: number | null;
  readonly atMost: number;
}

/**
 * The rate over the invocations that CloudWatch counted, which do not depend on what was read: each one without a line,
 * and each init that could not be told, may have been a cold start or not. null: either count is not known.
 * `whole`: all lines of the function were read, so that an invocation without a line is one that is still on its way.
 */
export function rateBound(
  summary: Pick<InitSummary, "invocations" | "felt" | "counts"> | null,
  invocationsByMetric: number | null,
  whole: boolean,
): RateBound | null {
  if (summary === null || invocationsByMetric === null) return null;
  const total = Math.max(invocationsByMetric, summary.invocations);
  if (total === 0) return null;
  const unread = total - summary.invocations;
  const least = summary.felt / total;
  const exact = whole && unread === 0 && summary.counts.unknown === 0;
  return {
    atLeast: least === 0 && !exact ? null : least,
    atMost: Math.min(1, (summary.felt + summary.counts.unknown + unread) / total),
  };
}
