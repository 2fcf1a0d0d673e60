import type { DurationMs, EpochMs } from "@/lib/base/time";
import type { Failure } from "@/lib/model/failure";

/** One CloudWatch metric. Dimensions are a set: order has no meaning. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Half-open: `fromMs <= t < toMs`. */
export interface Window {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

export interface MetricQuery {
  /** The caller's own name for the result; any text. */
  readonly key: string;
  readonly metric: Metric;
  /** `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount`, `p95`, `tm99`, … */
  readonly statistic: string;
  /** A multiple of one minute. */
  readonly periodMs: DurationMs;
}

/** Ascending. Periods without a datapoint are absent: nothing is filled in. */
export interface Datapoints {
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

export interface MetricData {
  readonly byKey: ReadonlyMap<string, Datapoints>;
  /** Queries that AWS answered only in part or not at all; empty when all is there. */
  readonly failures: readonly Failure[];
}
