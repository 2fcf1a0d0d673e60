import { formatRatio } from "@/lib/base/format-number";
import { healthOfRate, MIN_FAILURES } from "@/lib/model/health-of-rate";
import type { Health } from "@/lib/model/views/common";

export interface Verdict {
  readonly health: Health;
  /** In words; null when there is nothing to say. */
  readonly reason: string | null;
}

const ORDER: Readonly<Record<Health, number>> = { critical: 3, warning: 2, unknown: 1, ok: 0 };

/** The worse of two; unknown is worse than ok. */
export function worse(a: Health, b: Health): Health {
  return ORDER[a] >= ORDER[b] ? a : b;
}

/** Sort key: critical first. */
export function severity(health: Health): number {
  return ORDER[health];
}

export interface FunctionFigures {
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly throttles: number | null;
}

/**
 * Throttled calls are in neither Invocations nor Errors [D monitoring-metrics-types], so they are judged against all
 * attempts. The more severe verdict is told first.
 */
export function functionVerdict(figures: FunctionFigures): Verdict {
  const { invocations, errors, throttles } = figures;
  if (invocations === null && !throttles)
    return { health: "unknown", reason: "no invocations in this window" };
  const attempts = (invocations ?? 0) + (throttles ?? 0);
  const byErrors = healthOfRate(errors ?? 0, invocations);
  const byThrottles = throttles ? healthOfRate(throttles, attempts) : "ok";
  const health = invocations === null ? byThrottles : worse(byErrors, byThrottles);
  const reasons = [
    byErrors === "critical" || byErrors === "warning"
      ? { of: byErrors, text: `${formatRatio((errors ?? 0) / (invocations ?? 1))} errors` }
      : null,
    byThrottles === "critical" || byThrottles === "warning"
      ? { of: byThrottles, text: `${formatRatio((throttles ?? 0) / attempts)} throttled` }
      : null,
  ].filter((reason) => reason !== null);
  reasons.sort((a, b) => severity(b.of) - severity(a.of));
  return { health, reason: reasons.length === 0 ? null : reasons.map((reason) => reason.text).join(", ") };
}

export interface ApiFigures {
  readonly count: number | null;
  readonly status4xx: number | null;
  readonly status5xx: number | null;
}

/** A high share of 4xx is the callers' trouble as often as ours: it warns, it is never critical. */
export function apiVerdict({ count, status4xx, status5xx }: ApiFigures): Verdict {
  if (count === null || count === 0) return { health: "unknown", reason: "no requests in this window" };
  const by5xx = healthOfRate(status5xx ?? 0, count);
  const many4xx = (status4xx ?? 0) >= MIN_FAILURES && (status4xx ?? 0) / count >= 0.25;
  if (by5xx !== "ok") return { health: by5xx, reason: `${formatRatio((status5xx ?? 0) / count)} 5xx` };
  return many4xx
    ? { health: "warning", reason: `${formatRatio((status4xx ?? 0) / count)} 4xx` }
    : { health: "ok", reason: null };
}
