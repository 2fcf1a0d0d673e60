import { HOUR_MS } from "@/lib/base/time";

/** As AWS counts a month. */
const MONTH_MS = 730 * HOUR_MS;

/** Dollars of a window as those of a month at the same rate: an estimate, since no hour is like another. null stays. */
export function monthlyAtThisRate(usd: number | null | undefined, windowMs: number): number | null {
  return usd === null || usd === undefined || windowMs <= 0 ? null : (usd * MONTH_MS) / windowMs;
}
