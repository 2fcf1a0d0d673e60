import "server-only";
import { callPrices } from "@/lib/aws/call-prices";
import { ceilTo, DAY_MS, HOUR_MS } from "@/lib/base/time";
import type { LogGroupInfo } from "@/lib/model/log-group";

export interface ScanEstimate {
  /** null when nothing is known about one of the groups. */
  readonly bytes: number | null;
  readonly costUsd: number | null;
  /** Date of the price. */
  readonly pricesAsOf: string;
}

/**
 * What a query over the window would scan: of each group's stored bytes the window's share of the time that they cover
 * (its retention, or its age in whole hours, so that the same question has the same estimate for an hour). Stored bytes
 * are compressed in AWS's figure, and traffic is not even: within a factor of a few, not more exact.
 */
export function estimateScan(
  groups: readonly (LogGroupInfo | null)[],
  window: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): ScanEstimate {
  let bytes: number | null = 0;
  for (const group of groups) {
    // A group that does not exist holds nothing.
    if (group === null) continue;
    if (group.storedBytes === null || isTooNew(group, nowMs)) {
      bytes = null;
      break;
    }
    bytes += group.storedBytes * shareOf(group, window, nowMs);
  }
  return {
    bytes: bytes === null ? null : Math.round(bytes),
    costUsd: bytes === null ? null : (bytes / 1e9) * callPrices.perGbScannedUsd,
    pricesAsOf: callPrices.asOf,
  };
}

/** Stored bytes are as of about the last midnight: 0 of a group of yesterday says nothing. */
function isTooNew({ storedBytes, createdMs }: LogGroupInfo, nowMs: number): boolean {
  return storedBytes === 0 && createdMs !== null && nowMs - createdMs < 2 * DAY_MS;
}

function shareOf(
  { createdMs, retentionDays }: LogGroupInfo,
  window: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): number {
  const kept = retentionDays === null ? Number.POSITIVE_INFINITY : retentionDays * DAY_MS;
  const age = createdMs === null ? 30 * DAY_MS : Math.max(DAY_MS, ceilTo(nowMs - createdMs, HOUR_MS));
  const covered = Math.min(kept, age);
  const oldestMs = nowMs - covered;
  const asked = Math.max(0, Math.min(window.toMs, nowMs) - Math.max(window.fromMs, oldestMs));
  return Math.min(1, asked / covered);
}
