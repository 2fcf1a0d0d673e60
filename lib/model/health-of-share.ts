import type { Health } from "@/lib/model/views/common";

/** At what share of a limit its use is called out. */
export const WARNING_SHARE = 0.8;
export const CRITICAL_SHARE = 0.95;

/** Unknown when the share is. */
export function healthOfShare(share: number | null): Health {
  if (share === null) return "unknown";
  if (share >= CRITICAL_SHARE) return "critical";
  return share >= WARNING_SHARE ? "warning" : "ok";
}

/** used ÷ limit; null when either is not known. A limit of 0 is used up by anything. */
export function shareOf(used: number | null, limit: number | null): number | null {
  if (used === null || limit === null) return null;
  return limit === 0 ? (used > 0 ? 1 : 0) : used / limit;
}
