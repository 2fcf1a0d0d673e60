import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { healthOfShare, shareOf } from "@/lib/model/health-of-share";
import type { ApiKeyName, KeyUsage, Quota } from "@/lib/model/usage-plan";
import type { KeyUse } from "@/lib/model/views/stage-limits";

/** Before so much of a day is over, its mean says little of the rest. */
const LEAST_OF_DAY_MS = HOUR_MS;

/**
 * What one key used of its quota. AWS's own count of what remains goes before any sum of ours: a quota may have been
 * extended for the period. [M UpdateUsage]
 * @param todayAtMs now, when the last day is today; else null
 */
export function keyUse(
  { keyId, days }: KeyUsage,
  quota: Quota | null,
  key: ApiKeyName | null,
  todayAtMs: number | null,
): KeyUse {
  const last = days.at(-1) ?? { used: 0, remaining: null };
  const remaining = quota === null ? null : last.remaining;
  const share = shareUsed(last.used, remaining, quota);
  return {
    keyId,
    name: key?.name ?? null,
    enabled: key?.enabled ?? null,
    used: last.used,
    remaining,
    share,
    health: quota === null ? "ok" : healthOfShare(share),
    mostInADay: days.reduce((most, { used }) => Math.max(most, used), 0),
    reachedAtMs: quota?.period === "DAY" ? reachedAt(last.used, remaining, todayAtMs) : null,
    days: days.map((day) => ({ ...day })),
  };
}

/** A day's quota is what was used and what is left; of longer ones only what is left of the limit is known. */
function shareUsed(used: number, remaining: number | null, quota: Quota | null): number | null {
  if (quota === null || remaining === null) return null;
  const limit = quota.period === "DAY" ? used + remaining : quota.limit;
  // What was refused counts as used as well, so that nothing may be left of less than was asked for.
  return shareOf(remaining === 0 ? limit : Math.max(0, limit - remaining), limit);
}

/** When nothing is left, at the day's mean pace so far; null: not before the day ends. */
function reachedAt(used: number, remaining: number | null, todayAtMs: number | null): number | null {
  if (todayAtMs === null || remaining === null || remaining === 0 || used === 0) return null;
  const goneMs = todayAtMs % DAY_MS;
  if (goneMs < LEAST_OF_DAY_MS) return null;
  const atMs = todayAtMs + (remaining / used) * goneMs;
  return atMs < todayAtMs - goneMs + DAY_MS ? Math.round(atMs) : null;
}
