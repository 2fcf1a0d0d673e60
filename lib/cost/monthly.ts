import { MONTH_MS } from "@/lib/cost/estimate";
import { times } from "@/lib/cost/times";
import type { UsageRecord } from "@/lib/cost/usage";

/** A window's usage as often as it fits into AWS's month of 730 hours, what is charged by the clock included. */
export function ofMonth(usage: readonly UsageRecord[], windowMs: number): readonly UsageRecord[] {
  return usage.map((record) => times(record, MONTH_MS / windowMs));
}
