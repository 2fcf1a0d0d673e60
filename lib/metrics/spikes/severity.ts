import { LONG_LAG_MS } from "@/lib/metrics/spikes/effect";
import type { Series } from "@/lib/metrics/spikes/series";
import type { Finding, Severity } from "@/lib/model/finding";
import { CRITICAL_RATE, WARNING_RATE } from "@/lib/model/health-of-rate";

export type Affected = Pick<Finding, "affected" | "affectedShare" | "severity">;

export interface Change {
  readonly direction: Finding["direction"];
  readonly value: number;
  readonly ratio: number | null;
  readonly events: number;
  readonly usualEvents: number;
  /** Requests served meanwhile; null when not known. */
  readonly requests: number | null;
}

/**
 * How many requests the change touched, and how bad that is. A failure or a missing request weighs most, by share as on
 * the overview; slowness touches everybody meanwhile but is never `high`; good news is `low`.
 */
export function affectedBy(series: Pick<Series, "kind" | "counts">, change: Change): Affected {
  const { direction, requests, events, usualEvents } = change;
  if (series.kind === "rate") return failing(events - usualEvents, requests);
  if (series.kind === "count") {
    const ofRequests = series.counts === "requests";
    if (direction === "up" && !ofRequests) return failing(events - usualEvents, requests);
    if (direction === "down" && ofRequests) return failing(usualEvents - events, usualEvents);
    return { affected: null, affectedShare: null, severity: "low" };
  }
  return { affected: requests, affectedShare: null, severity: slowness(series.kind, change) };
}

function failing(count: number, of: number | null): Affected {
  const affected = Math.max(0, Math.round(count));
  const affectedShare = of === null || of <= 0 ? null : Math.min(1, count / of);
  return { affected, affectedShare, severity: severityOf(affected, affectedShare) };
}

/** Without a share the number alone never makes it `high`. */
function severityOf(affected: number, share: number | null): Severity {
  if (share === null) return affected >= MANY ? "medium" : "low";
  if (share >= CRITICAL_RATE && affected >= MANY) return "high";
  return share >= WARNING_RATE ? "medium" : "low";
}

function slowness(kind: Series["kind"], { direction, value, ratio, requests }: Change): Severity {
  if (direction === "down") return "low";
  if (kind === "age") return value >= LONG_LAG_MS ? "medium" : "low";
  return (ratio === null || ratio >= 2) && requests !== null && requests >= MANY ? "medium" : "low";
}

const MANY = 20;
