import "server-only";
import type { Interval } from "@/lib/model/views/logs";

/** Oldest first; what overlaps or touches is one. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const one of [...intervals].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged[merged.length - 1];
    if (last === undefined || one.fromMs > last.toMs) merged.push({ ...one });
    else merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, one.toMs) };
  }
  return merged;
}

export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs), 0);
}
