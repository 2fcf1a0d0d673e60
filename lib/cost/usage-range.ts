import type { UsageRecord } from "@/lib/cost/usage";

/**
 * What was used, at both ends of what is known of it; the same list twice where all is known. Of each charged quantity
 * the truth lies between the two lists' sums.
 */
export interface UsageRange {
  readonly low: readonly UsageRecord[];
  readonly high: readonly UsageRecord[];
}

export function exactly(usage: readonly UsageRecord[]): UsageRange {
  return { low: usage, high: usage };
}

export function joined(parts: readonly UsageRange[]): UsageRange {
  return { low: parts.flatMap(({ low }) => low), high: parts.flatMap(({ high }) => high) };
}
