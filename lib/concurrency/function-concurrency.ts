import { formatCount, formatRatio } from "@/lib/base/format-number";
import { type ForecastInput, forecastLimit, type TellTime } from "@/lib/concurrency/forecast";
import { peakOf, type Series } from "@/lib/concurrency/series";
import { healthOfShare, shareOf } from "@/lib/model/health-of-share";
import type {
  AccountConcurrency,
  FunctionConcurrency,
  ProvisionedUse,
  ThrottleEpisode,
} from "@/lib/model/views/concurrency";

/** What CloudWatch and the configuration say of one function. */
export interface FunctionFigures {
  readonly name: string;
  readonly concurrency: Series;
  /** Throttled calls of the window; null when the function has no datapoint at all. */
  readonly throttles: number | null;
  /** null: none. undefined: not read. */
  readonly reserved: number | null | undefined;
  readonly provisioned: readonly ProvisionedUse[];
  readonly provisionedInvocations: number | null;
  readonly spillover: number | null;
  readonly throttled: readonly ThrottleEpisode[];
  readonly daily: Series;
}

/** One row: its limit is its own reservation, or the account's pool with all others in it. */
export function functionConcurrency(
  figures: FunctionFigures,
  account: AccountConcurrency,
  endMs: number,
  tellTime: TellTime,
): FunctionConcurrency {
  const { name, reserved, throttles, throttled } = figures;
  const peak = peakOf(figures.concurrency);
  const own = limitOf(reserved, peak?.value ?? null, account);
  const verdict = verdictOf(own.share, own.limitKind, throttles, throttled, peak === null);
  return {
    name,
    ...verdict,
    peak: peak?.value ?? null,
    peakAtMs: peak?.atMs ?? null,
    ...own,
    throttles,
    provisioned: [...figures.provisioned],
    provisionedInvocations: figures.provisionedInvocations,
    spillover: figures.spillover,
    throttled: [...throttled],
    forecast:
      typeof reserved === "number"
        ? forecastLimit(
            {
              limit: reserved,
              throttledSinceMs: firstBy(throttled, "function-limit") ?? firstBy(throttled, "switched-off"),
              daily: figures.daily,
              window: figures.concurrency,
              endMs,
            },
            tellTime,
          )
        : null,
  };
}

export interface AccountFigures extends Pick<ForecastInput, "daily" | "endMs"> {
  readonly limit: number | null;
  readonly unreservedLimit: number | null;
  readonly total: Series;
  readonly unreserved: Series;
  readonly claimed: Series;
  /** Start of the first period in which the pool throttled someone. */
  readonly throttledSinceMs: number | null;
}

/** The account's pool, which all functions without a reservation share. */
export function accountConcurrency(figures: AccountFigures, tellTime: TellTime): AccountConcurrency {
  const { limit, unreservedLimit, throttledSinceMs, daily, endMs } = figures;
  const total = peakOf(figures.total);
  const window = poolSeries(figures);
  const pool = peakOf(window)?.value ?? null;
  const share = shareOf(pool, unreservedLimit);
  return {
    limit,
    unreservedLimit,
    peak: total?.value ?? null,
    peakAtMs: total?.atMs ?? null,
    unreservedPeak: peakOf(figures.unreserved)?.value ?? null,
    claimedPeak: peakOf(figures.claimed)?.value ?? null,
    poolPeak: pool,
    headroom: pool === null || unreservedLimit === null ? null : unreservedLimit - pool,
    share,
    health: throttledSinceMs === null ? healthOfShare(share) : "critical",
    forecast: forecastLimit({ limit: unreservedLimit, throttledSinceMs, daily, window, endMs }, tellTime),
  };
}

/**
 * What is taken of the account's unreserved pool. Provisioned concurrency takes its whole allocation out of the pool,
 * used or not; only ClaimedAccountConcurrency counts that, beside all that is reserved. [D monitoring-concurrency]
 */
export function poolSeries(
  figures: Pick<AccountFigures, "limit" | "unreservedLimit" | "unreserved" | "claimed">,
): Series {
  const { limit, unreservedLimit, unreserved, claimed } = figures;
  if (limit === null || unreservedLimit === null || claimed.values.every((value) => value === null)) {
    return unreserved;
  }
  const reserved = limit - unreservedLimit;
  return { ...claimed, values: claimed.values.map((value) => (value === null ? null : value - reserved)) };
}

/** Throttled first, then by the share of the limit in use, then by what they use themselves. */
export function byLeastHeadroom(a: FunctionConcurrency, b: FunctionConcurrency): number {
  return (
    Number((b.throttles ?? 0) > 0) - Number((a.throttles ?? 0) > 0) ||
    (b.share ?? -1) - (a.share ?? -1) ||
    (b.peak ?? -1) - (a.peak ?? -1) ||
    a.name.localeCompare(b.name)
  );
}

function limitOf(
  reserved: number | null | undefined,
  peak: number | null,
  account: AccountConcurrency,
): Pick<FunctionConcurrency, "limitKind" | "limit" | "headroom" | "share"> {
  if (reserved === undefined) return { limitKind: "unknown", limit: null, headroom: null, share: null };
  if (reserved === null) {
    const { unreservedLimit, headroom, share } = account;
    return { limitKind: "shared", limit: unreservedLimit, headroom, share };
  }
  const headroom = peak === null ? null : reserved - peak;
  return { limitKind: "reserved", limit: reserved, headroom, share: shareOf(peak, reserved) };
}

function verdictOf(
  share: number | null,
  limitKind: FunctionConcurrency["limitKind"],
  throttles: number | null,
  throttled: readonly ThrottleEpisode[],
  idle: boolean,
): Pick<FunctionConcurrency, "health" | "reason"> {
  if (throttles !== null && throttles > 0) {
    const causes = [...new Set(throttled.map(({ cause }) => CAUSE_WORDS[cause]))].join(", ");
    return {
      health: "critical",
      reason: `${formatCount(throttles)} throttled${causes === "" ? "" : `: ${causes}`}`,
    };
  }
  if (idle) return { health: "unknown", reason: "nothing ran in this window" };
  if (limitKind === "unknown") return { health: "unknown", reason: "its limit could not be read" };
  const health = healthOfShare(share);
  if (health === "ok") return { health, reason: null };
  if (health === "unknown") return { health, reason: "the account's limit could not be read" };
  const whose = limitKind === "reserved" ? "its reservation" : "the account's pool";
  return { health, reason: `${formatRatio(share)} of ${whose} in use` };
}

/** A cause in two or three words. */
export const CAUSE_WORDS = {
  "switched-off": "switched off",
  "function-limit": "reserved concurrency reached",
  "account-limit": "account limit reached",
  "scaling-rate": "scaled too fast",
  "request-rate": "requests per second",
  unknown: "cause unknown",
} as const satisfies Record<ThrottleEpisode["cause"], string>;

function firstBy(episodes: readonly ThrottleEpisode[], cause: ThrottleEpisode["cause"]): number | null {
  return episodes.find((one) => one.cause === cause)?.fromMs ?? null;
}
