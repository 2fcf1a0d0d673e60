import type { PercentileCurve } from "@/lib/comparison/percentile-curve";

/** One of the two that are compared: requests of a span, of a version, of a canary. Arrays have one entry a period. */
export interface Side {
  /** Which requests, as a sentence goes on: `of version 42`, `of the canary`, `after it`. */
  readonly of: string;
  /** 0: none came. */
  readonly requests: readonly number[];
  readonly failures: readonly number[];
  /** Refused for what the client did; null: not a figure of this subject. */
  readonly clientErrors: readonly number[] | null;
  /** Percentiles of each period in milliseconds; null where none is known. */
  readonly p50Ms: readonly (number | null)[];
  readonly p95Ms: readonly (number | null)[];
  /** Of all its requests. null: not known. */
  readonly curve: PercentileCurve | null;
  /** Sum of durations in milliseconds; null: not a figure of this subject. */
  readonly durationSumMs: readonly number[] | null;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function requestsOf(side: Side): number {
  return sumOf(side.requests);
}

/** Periods in which any request came. */
export function busyPeriods(side: Side): number {
  return side.requests.filter((count) => count > 0).length;
}
