import type { EnvironmentStore } from "@/lib/sandbox/world/records/environment-store";

/**
 * Billed Duration as REPORT says it: init of on-demand functions counts since 2025-08-01, a restore counts by its own
 * figure, provisioned and proactive inits and failed inits do not belong to the invocation [REPORT lines of 2026-10].
 */
export function billedDuration(
  durationMs: number,
  environments: EnvironmentStore | null,
  environment: number,
): number {
  if (environments === null) return Math.ceil(durationMs);
  if (environments.restore(environment)) {
    return Math.ceil(durationMs) + environments.billedRestoreMs(environment);
  }
  if (environments.initStatus(environment) !== "ok") return Math.ceil(durationMs);
  // In hundredths, so that binary fractions cannot push an exact millisecond up.
  const hundredths = Math.round(durationMs * 100) + Math.round(environments.initMs(environment) * 100);
  return Math.ceil(hundredths / 100);
}
