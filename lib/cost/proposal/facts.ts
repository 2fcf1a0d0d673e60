import type { PriceList } from "@/lib/cost/prices/price-list";
import type { UsageRange } from "@/lib/cost/usage-range";
import type { LambdaFunction } from "@/lib/model/lambda";

/** What is known of the account beside its usage. What is not known widens the ranges, or is said as an assumption. */
export interface ProposalFacts {
  /** Configurations by name; null: they could not be read. */
  readonly functions: ReadonlyMap<string, LambdaFunction> | null;
  /** By `name/stage`; null: they could not be read. */
  readonly stages: ReadonlyMap<string, StageFacts> | null;
  /** By function name. */
  readonly measured: ReadonlyMap<string, MeasuredFunction>;
}

/** Of a REST stage, what HTTP APIs do not have or have otherwise. null: not known. */
export interface StageFacts {
  readonly cacheSizeGb: number | null;
  readonly tracing: boolean | null;
  readonly canary: boolean | null;
  readonly executionLog: boolean | null;
}

/** What the window shows of a function, as far as it was asked for. */
export interface MeasuredFunction {
  readonly durations?: DurationSpread;
  /** Cold starts in the window. */
  readonly coldStarts?: number;
  /** Age of the oldest stored log event, in days. */
  readonly storedDays?: number;
  readonly load?: LoadSeries;
}

/** Durations of all executions of the window, milliseconds. Share 1 is the longest; any order. */
export interface DurationSpread {
  readonly quantiles: readonly { readonly share: number; readonly ms: number }[];
}

/** Milliseconds of execution in each bin of the window. null: not known. */
export interface LoadSeries {
  readonly binMs: number;
  readonly bins: readonly { readonly startMs: number; readonly busyMs: number | null }[];
}

/** The window's usage and what else is known of it. */
export interface Observed {
  readonly usage: UsageRange;
  readonly windowMs: number;
  readonly facts: ProposalFacts;
  readonly list: PriceList;
}

export const nothingKnown: ProposalFacts = { functions: null, stages: null, measured: new Map() };
