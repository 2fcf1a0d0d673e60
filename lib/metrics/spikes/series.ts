import type { DurationMs } from "@/lib/base/time";
import type { Direction, SeriesKind } from "@/lib/model/finding";

/** Consecutive periods. null: nothing is known of that period, which never reads as 0. */
export interface Periods {
  /** Start of each period, ascending, one `periodMs` apart. */
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
  /**
   * Requests in each period: the trials of a rate (a period without is left out), the sample size of a duration, and
   * in every kind the number of people that a finding touches.
   */
  readonly requests?: readonly (number | null)[];
}

export interface Series extends Periods {
  readonly kind: SeriesKind;
  readonly periodMs: DurationMs;
  /** Directions worth telling; by default both for counts, up for all else. */
  readonly directions?: readonly Direction[];
  /** What a count counts, for who is touched: one more failure is harm, one more request is not. */
  readonly counts?: "failures" | "requests";
}

/** What is usual. Both may be missing: then the rest of the window is the measure. */
export interface Baseline {
  /** The periods right before the window. */
  readonly before?: Periods;
  /** The window's own hours on earlier days; each has one period for each of the window's. */
  readonly sameHours?: readonly Periods[];
}

/** A run of periods by index: `from` is in it, `to` is not. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

export function directionsOf(series: Pick<Series, "kind" | "directions">): readonly Direction[] {
  return series.directions ?? (series.kind === "count" ? ["up", "down"] : ["up"]);
}
