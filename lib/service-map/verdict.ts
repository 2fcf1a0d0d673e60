import { formatRatio } from "@/lib/base/format-number";
import { healthOfRate, MIN_FAILURES } from "@/lib/model/health-of-rate";
import type { Health } from "@/lib/model/views/common";
import type { MapCounts } from "@/lib/model/views/service-map";

export interface Verdict {
  readonly health: Health;
  /** In words; null when there is nothing to say. */
  readonly reason: string | null;
}

/** Share of 4xx that is worth a warning; the callers' trouble as often as ours, so never critical. */
const MANY_ERRORS = 0.25;

/** By sampled traces alone: faults and throttles count as failures. */
export function tracedVerdict(counts: MapCounts | null): Verdict {
  if (!counts || counts.total === 0) return { health: "unknown", reason: "no traces in this window" };
  const failures = counts.fault + counts.throttle;
  const health = healthOfRate(failures, counts.total);
  if (health !== "ok") {
    const parts = [
      counts.fault > 0 ? `${formatRatio(counts.fault / counts.total)} faults` : null,
      counts.throttle > 0 ? `${formatRatio(counts.throttle / counts.total)} throttled` : null,
    ].filter((part) => part !== null);
    return { health, reason: `${parts.join(", ")} of the traced calls` };
  }
  if (counts.error >= MIN_FAILURES && counts.error / counts.total >= MANY_ERRORS) {
    return {
      health: "warning",
      reason: `${formatRatio(counts.error / counts.total)} errors of the traced calls`,
    };
  }
  return { health: "ok", reason: null };
}
