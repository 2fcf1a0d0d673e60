import type { ColdReportFacts } from "@/lib/cold-starts/environment-facts";

/**
 * How much of Billed Duration is the init or the restore, in whole milliseconds. Since 2025-08-01 Billed Duration is
 * Duration and Init Duration together, rounded up; before, the init of managed runtimes was free, and so it is in the
 * old lines. Read from the line itself, not from its date: what is billed there is never to be added again.
 * null: the line does not say.
 */
export function billedInitOf(report: ColdReportFacts): number | null {
  const { initMs, restoreMs, billedRestoreMs, durationMs, billedDurationMs } = report;
  if (restoreMs !== null) return billedRestoreMs;
  if (initMs === null || durationMs === null || billedDurationMs === null) return null;
  const rounded = Math.ceil(durationMs);
  // Half a millisecond of doubt for what rounding did to both parts.
  const included = billedDurationMs >= durationMs + initMs - 0.5;
  return included ? Math.max(0, billedDurationMs - rounded) : 0;
}
