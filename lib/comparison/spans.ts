import { ceilTo, type DurationMs, floorTo, MINUTE_MS } from "@/lib/base/time";

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A change: several deployments seconds apart are one. */
export interface Rollout {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Code, version and alias of one release follow each other within this. */
const TOGETHER_MS = 2 * MINUTE_MS;
const LONGEST_MS = 60 * MINUTE_MS;
/** Where CloudWatch keeps no finer periods than hours, an hour would be one. */
const LONGEST_PERIODS = 12;
const FEWEST_PERIODS = 5;

/** The deployment with those that belong to it: chained by gaps of at most two minutes. `othersMs` in any order. */
export function rolloutOf(atMs: number, othersMs: readonly number[]): Rollout {
  const near = (from: number, to: number) => to - from <= TOGETHER_MS;
  const ascending = [...othersMs].sort((a, b) => a - b);
  let [fromMs, toMs] = [atMs, atMs];
  for (const other of ascending) if (other > toMs && near(toMs, other)) toMs = other;
  for (const other of ascending.reverse()) if (other < fromMs && near(other, fromMs)) fromMs = other;
  return { fromMs, toMs };
}

interface SpanQuestion {
  readonly rollout: Rollout;
  /** Nothing later is compared: the end of the window on screen, or where metrics are settled. */
  readonly endMs: number;
  /** Other deployments of the same subject: no span reaches across one. */
  readonly othersMs: readonly number[];
  readonly periodMs: DurationMs;
}

/**
 * Equal spans on both sides, of whole periods, at most an hour each. The period of the change belongs to neither:
 *
 *        |<–– before ––>|      |<–– after ––>|
 *     ---|--------------|--↓---|-------------|---> now, the window's end, the next deployment
 *
 * A text instead: why there are none.
 */
export function spansAround({
  rollout,
  endMs,
  othersMs,
  periodMs,
}: SpanQuestion): { readonly before: Span; readonly after: Span } | string {
  const previous = Math.max(Number.NEGATIVE_INFINITY, ...othersMs.filter((ms) => ms < rollout.fromMs));
  const next = Math.min(Number.POSITIVE_INFINITY, ...othersMs.filter((ms) => ms > rollout.toMs));
  const longest = Math.max(LONGEST_MS, LONGEST_PERIODS * periodMs);
  const beforeTo = floorTo(rollout.fromMs, periodMs);
  const afterFrom = ceilTo(rollout.toMs, periodMs);
  const beforeFrom = ceilTo(Math.max(rollout.fromMs - 2 * longest, previous), periodMs);
  const afterTo = floorTo(Math.min(endMs, next), periodMs);
  const [room, since] = [beforeTo - beforeFrom, afterTo - afterFrom];
  const length = Math.min(longest, room, since);
  const least = FEWEST_PERIODS * periodMs;
  if (length < least) {
    const short = Math.max(0, Math.min(room, since)) / MINUTE_MS;
    const why =
      room < since
        ? "before it, back to another deployment"
        : `after it${next < endMs ? ", until another deployment" : " so far in this window"}`;
    return `Only ${Math.floor(short)} min ${why}; ${least / MINUTE_MS} are needed.`;
  }
  return {
    before: { fromMs: beforeTo - length, toMs: beforeTo },
    after: { fromMs: afterFrom, toMs: afterFrom + length },
  };
}
