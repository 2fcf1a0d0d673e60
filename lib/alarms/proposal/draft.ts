import type { Rule } from "@/lib/alarms/proposal/back-test";
import type { Basis } from "@/lib/alarms/proposal/weekly";

/** A threshold, and where it comes from. */
export interface Draft extends Rule {
  /** Events a period, percent of the requests, or milliseconds. */
  readonly compares: "count" | "percent" | "ms";
  /** Of percent: fewer requests in a period are no measure. Else 0. */
  readonly minRequests: number;
  readonly basis: Basis;
  readonly reasons: readonly string[];
  /** The compared figure by period; null: no datapoint. Empty without data. */
  readonly values: readonly (number | null)[];
}

/** Up to two significant digits: `231` → `240`, `1.04` → `1.1`, `6` → `6`. */
export function roundedUp(value: number): number {
  if (!(value > 0)) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  // The small step back keeps 240.00000000000003 from becoming 250.
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2));
}

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.floor((ascending.length - 1) / 2)] ?? null;
}
