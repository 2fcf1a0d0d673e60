import { formatDuration } from "@/lib/base/format-duration";
import { formatExact, formatRatio, threeDigits } from "@/lib/base/format-number";
import { SECOND_MS } from "@/lib/base/time";
import { healthOfShare, shareOf } from "@/lib/model/health-of-share";
import type { Datapoints } from "@/lib/model/metric";
import type { RouteThrottle, Throttle } from "@/lib/model/usage-plan";
import type { Answer } from "@/lib/model/views/overview";
import type { StageLimits, ThrottleRow } from "@/lib/model/views/stage-limits";

/** What AWS allows all APIs of an account in a region unless it was raised. [D api-gateway-request-throttling] */
export const DEFAULT_ACCOUNT_THROTTLE: Throttle = { rateLimit: 10_000, burstLimit: 5_000 };

export interface StageLimitsInput {
  /** null: the stage could not be read. */
  readonly stage: {
    readonly throttle: Throttle | null;
    readonly routeThrottles: readonly RouteThrottle[];
  } | null;
  /** null: could not be read, or AWS does not tell. */
  readonly account: Throttle | null;
  /** Requests per period. */
  readonly counts: Datapoints | undefined;
  readonly periodMs: number;
  readonly status4xx: number | null;
}

/** Which rates hold requests back, and how near the busiest moment came to them. */
export function stageLimits(input: StageLimitsInput, tellTime: (ms: number) => string): StageLimits {
  const { stage, account, counts, periodMs, status4xx } = input;
  const peak = peakOf(counts, periodMs);
  const used = peak?.perSecond ?? null;
  const throttles: ThrottleRow[] = [
    ...(stage?.routeThrottles ?? []).map(routeRow),
    ...(stage?.throttle ? [stageRow(stage.throttle, used)] : []),
    accountRow(account, used),
  ];
  return { answer: answerOf(input, throttles, peak, tellTime), peak, throttles, status4xx };
}

function peakOf(counts: Datapoints | undefined, periodMs: number): StageLimits["peak"] {
  let best: StageLimits["peak"] = null;
  counts?.values.forEach((count, i) => {
    const perSecond = (count * SECOND_MS) / periodMs;
    const atMs = counts.timesMs[i];
    if (atMs !== undefined && count > 0 && perSecond > (best?.perSecond ?? 0)) {
      best = { perSecond, atMs, periodMs };
    }
  });
  return best;
}

function routeRow({ route, rateLimit, burstLimit }: RouteThrottle): ThrottleRow {
  const note = "In place of the stage's; requests of one route are not counted here";
  return { scope: "route", route, rateLimit, burstLimit, share: null, health: "unknown", note };
}

function stageRow({ rateLimit, burstLimit }: Throttle, used: number | null): ThrottleRow {
  const share = shareOf(used, rateLimit);
  const note = "Applied to each method by itself; the peak is of all methods together";
  return { scope: "stage", route: null, rateLimit, burstLimit, share, health: healthOfShare(share), note };
}

/** The stage's part of what all share: near the limit by itself, or harmless as far as this stage goes. */
function accountRow(account: Throttle | null, used: number | null): ThrottleRow {
  const { rateLimit, burstLimit } = account ?? DEFAULT_ACCOUNT_THROTTLE;
  const share = shareOf(used, rateLimit);
  const whose = "All APIs of the region share it; the peak is of this stage alone";
  const note = account === null ? `AWS's default: the account's own is not known. ${whose}` : whose;
  return { scope: "account", route: null, rateLimit, burstLimit, share, health: healthOfShare(share), note };
}

function answerOf(
  { stage }: StageLimitsInput,
  throttles: readonly ThrottleRow[],
  peak: StageLimits["peak"],
  tellTime: (ms: number) => string,
): Answer {
  const row = throttles.find(({ scope }) => scope === "stage") ?? throttles.find(isOfAccount);
  if (row === undefined) return { health: "unknown", sentence: "No limit is known." };
  const limit = `${formatExact(row.rateLimit)} requests/s`;
  const none =
    stage === null ? "The stage's own limits are not known." : "The stage has no limit of its own.";
  const before = isOfAccount(row) ? `${none} ` : "";
  const whose = isOfAccount(row) ? "that all APIs of the account share" : "that the stage allows";
  if (peak === null) {
    return {
      health: "unknown",
      sentence: `${before}No request in this window to hold against ${limit} ${whose}.`,
    };
  }
  const rate = `${threeDigits(peak.perSecond)} requests/s`;
  const when = `in the busiest ${formatDuration(peak.periodMs)}, ${tellTime(peak.atMs)}`;
  const share = formatRatio(row.share);
  const sentence = `${before}At most ${rate} on average ${when}: ${share} of the ${limit} ${whose}.`;
  return { health: stage === null && row.health === "ok" ? "unknown" : row.health, sentence };
}

function isOfAccount({ scope }: ThrottleRow): boolean {
  return scope === "account";
}
