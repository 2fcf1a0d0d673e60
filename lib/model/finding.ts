/**
 * What a series measures, which decides the statistics:
 *
 *   count        events a period (errors, throttles, requests)
 *   rate         failures of `requests` a period: `values` are the failures, not the quotient
 *   duration     a percentile or mean in milliseconds
 *   concurrency  environments busy at once
 *   age          how far a consumer lags, in milliseconds
 */
export type SeriesKind = "count" | "rate" | "duration" | "concurrency" | "age";

export type Direction = "up" | "down";

/**
 *   spike   __/‾\__    up, and over or too young to be more
 *   drop    ‾‾\_/‾‾    down, likewise
 *   shift   __/‾‾‾‾    to another level that has lasted
 *   trend   ____...··  away from the usual, further and further
 */
export type FindingShape = "spike" | "drop" | "shift" | "trend";

export type Severity = "high" | "medium" | "low";

/** What the finding was measured against. */
export interface UsedBaseline {
  readonly source: "same-hours" | "before" | "rest-of-window";
  /** Earlier days that had data; 0 unless the source is `same-hours`. */
  readonly days: number;
  /** Periods with data, those of the finding itself left out. */
  readonly periods: number;
  /** Per period with data, in the unit of `Finding.value`; null without any. */
  readonly median: number | null;
  /** Median of the absolute deviations from that median: not scaled. */
  readonly mad: number | null;
}

export interface Evidence {
  /** `poisson` counts, `binomial` shares of requests, `robust` values on a logarithmic axis by median and MAD. */
  readonly test: "poisson" | "binomial" | "robust";
  /** Periods of the finding that have data. */
  readonly periods: number;
  /** Events in the finding and events that would have been usual; null for `robust`. */
  readonly events: number | null;
  readonly usualEvents: number | null;
  /** How much more the series varies over such a length than the plain model: 1 is as the model says. */
  readonly dispersion: number;
  /** Upper bound of the chance to find this anywhere in the window by noise, all places that were tried included. */
  readonly chance: number;
}

export interface Finding {
  readonly kind: SeriesKind;
  readonly shape: FindingShape;
  readonly direction: Direction;
  /** Start of the first period of it. */
  readonly fromMs: number;
  /** It was so when the window began: the onset is not known. */
  readonly beganBefore: boolean;
  /** End of its last period; null while it goes on, or when too little came after it to say that it is over. */
  readonly toMs: number | null;
  /** Index of its first period, and of the one after its last. */
  readonly from: number;
  readonly to: number;
  /** Level in it: events a period, a share of requests, or the median of the values in the series' own unit. */
  readonly value: number;
  /** The same of the baseline, at the same hours where earlier days are known. */
  readonly usual: number;
  /** value ÷ usual; null when the usual is 0. */
  readonly ratio: number | null;
  /** The period furthest from the usual. */
  readonly peak: number;
  readonly peakMs: number;
  /** Requests touched: failed beyond the usual, missing, or served meanwhile; null when they are not known. */
  readonly affected: number | null;
  /** Of all requests meanwhile, 0–1. */
  readonly affectedShare: number | null;
  readonly severity: Severity;
  readonly baseline: UsedBaseline;
  readonly evidence: Evidence;
}
