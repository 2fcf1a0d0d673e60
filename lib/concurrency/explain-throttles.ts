import { formatCount, formatRatio } from "@/lib/base/format-number";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { ThrottleCause, ThrottleEpisode } from "@/lib/model/views/concurrency";

/** One period of one function with what else is known of it; null where CloudWatch has no datapoint. */
export interface ThrottlePeriod {
  readonly fromMs: number;
  readonly throttles: number;
  readonly concurrency: number | null;
  /** The function's concurrency in the period before. */
  readonly before: number | null;
  readonly invocations: number | null;
  /** What was taken of the account's unreserved pool. */
  readonly pool: number | null;
}

export interface ThrottleLimits {
  /** null: none is reserved. undefined: could not be read. */
  readonly reserved: number | null | undefined;
  /** The account's unreserved pool; null when it could not be read. */
  readonly unreservedLimit: number | null;
}

/** [D lambda-concurrency, scaling-behavior]: environments that one function gains in 10 seconds. */
export const SCALING_STEP = 1000;
/** [D lambda-concurrency]: requests a second that one environment takes, synchronous calls. */
export const REQUESTS_PER_ENVIRONMENT = 10;
/** Under this share of its limit a function was not stopped by the limit. */
const FAR_FROM_LIMIT = 0.9;
/** Episodes of one cause with less between them are one. */
const PAUSE_MS = 5 * MINUTE_MS;

interface Explained {
  readonly cause: ThrottleCause;
  readonly limit: number | null;
}

/**
 * Why the calls of each throttled period were refused, by what was reached in that very period, in this order:
 * the function is switched off; its reservation; the account's pool; ten requests a second for each environment allowed;
 * a rise faster than 1,000 environments in 10 seconds while far below the limit. Otherwise it cannot be told.
 *
 * Periods without throttles are skipped; those of one cause that follow on each other become one episode.
 */
export function explainThrottles(
  periods: readonly ThrottlePeriod[],
  periodMs: number,
  limits: ThrottleLimits,
): ThrottleEpisode[] {
  const runs: { explained: Explained; periods: ThrottlePeriod[] }[] = [];
  for (const period of [...periods].sort((a, b) => a.fromMs - b.fromMs)) {
    if (period.throttles <= 0) continue;
    const explained = causeOf(period, periodMs, limits);
    const last = runs.at(-1);
    const ended = (last?.periods.at(-1)?.fromMs ?? 0) + periodMs;
    if (last?.explained.cause === explained.cause && period.fromMs - ended <= Math.max(PAUSE_MS, periodMs)) {
      last.periods.push(period);
    } else runs.push({ explained, periods: [period] });
  }
  return runs.map(({ explained, periods: own }) => episodeOf(explained, own, periodMs, limits));
}

function causeOf(period: ThrottlePeriod, periodMs: number, limits: ThrottleLimits): Explained {
  const { reserved, unreservedLimit } = limits;
  const { concurrency, before, pool, invocations, throttles } = period;
  if (reserved === 0) return { cause: "switched-off", limit: 0 };
  const limit = reserved ?? (reserved === null ? unreservedLimit : null);
  const reached = (used: number | null, most: number | null | undefined) =>
    used !== null && most !== null && most !== undefined && used >= most;
  if (reached(concurrency, reserved)) return { cause: "function-limit", limit: reserved ?? null };
  if (reserved === null && (reached(pool, unreservedLimit) || reached(concurrency, unreservedLimit))) {
    return { cause: "account-limit", limit: unreservedLimit };
  }
  const perSecond = attemptsPerSecond(invocations, throttles, periodMs);
  if (limit !== null && perSecond !== null && perSecond >= REQUESTS_PER_ENVIRONMENT * limit) {
    return { cause: "request-rate", limit: REQUESTS_PER_ENVIRONMENT * limit };
  }
  const rise = concurrency === null ? 0 : concurrency - (before ?? 0);
  if (
    limit !== null &&
    concurrency !== null &&
    concurrency < FAR_FROM_LIMIT * limit &&
    rise >= SCALING_STEP
  ) {
    return { cause: "scaling-rate", limit };
  }
  return { cause: "unknown", limit };
}

function attemptsPerSecond(invocations: number | null, throttles: number, periodMs: number): number | null {
  return invocations === null ? null : (invocations + throttles) / (periodMs / SECOND_MS);
}

function episodeOf(
  { cause, limit }: Explained,
  periods: readonly ThrottlePeriod[],
  periodMs: number,
  limits: ThrottleLimits,
): ThrottleEpisode {
  const throttles = periods.reduce((sum, one) => sum + one.throttles, 0);
  const concurrencyPeak = most(periods.map((one) => one.concurrency));
  const fromMs = periods[0]?.fromMs ?? 0;
  return {
    cause,
    fromMs,
    toMs: (periods.at(-1)?.fromMs ?? fromMs) + periodMs,
    periodMs,
    periods: periods.length,
    throttles,
    concurrencyPeak,
    limit,
    sentence: `${evidenceOf(cause, periods, concurrencyPeak, limit, periodMs, limits)}.`,
  };
}

function evidenceOf(
  cause: ThrottleCause,
  periods: readonly ThrottlePeriod[],
  peak: number | null,
  limit: number | null,
  periodMs: number,
  { reserved, unreservedLimit }: ThrottleLimits,
): string {
  const pool = most(periods.map((one) => one.pool));
  switch (cause) {
    case "switched-off":
      return "Its reserved concurrency is 0, which switches the function off";
    case "function-limit":
      return `Its concurrency reached ${formatCount(peak)}: all ${formatCount(limit)} reserved for it were busy in the same minutes`;
    case "account-limit":
      return `The account's unreserved pool was used up in the same minutes: ${formatCount(pool ?? peak)} of ${formatCount(limit)}`;
    case "request-rate": {
      const rate = most(periods.map((one) => attemptsPerSecond(one.invocations, one.throttles, periodMs)));
      return `${formatCount(rate)} calls a second met a limit of ${formatCount(limit)}: ${REQUESTS_PER_ENVIRONMENT} for each concurrent execution allowed`;
    }
    case "scaling-rate": {
      const rise = most(periods.map((one) => (one.concurrency ?? 0) - (one.before ?? 0)));
      const share = peak === null || limit === null ? null : peak / limit;
      return `Its concurrency rose by ${formatCount(rise)} from one period to the next at ${formatRatio(share)} of its limit; a function gains at most ${formatCount(SCALING_STEP)} environments in 10 seconds`;
    }
    case "unknown": {
      if (reserved === undefined) return "Cannot tell: its reserved concurrency could not be read";
      const own = `its concurrency peaked at ${formatCount(peak)} of ${formatCount(limit)}`;
      const all =
        pool === null
          ? ""
          : `, the account's pool at ${formatCount(pool)} of ${formatCount(unreservedLimit)}`;
      return `Cannot tell: no limit was reached in the same minutes, ${own}${all}`;
    }
  }
}

function most(values: readonly (number | null)[]): number | null {
  return values.reduce((top, value) => (value === null ? top : Math.max(top ?? value, value)), null);
}
