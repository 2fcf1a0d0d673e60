import { MINUTE_MS } from "@/lib/base/time";

/** Requests that someone has left, as of a time. */
export interface Allowance {
  readonly tokens: number;
  readonly atMs: number;
}

export interface Rate {
  readonly perMinute: number;
  /** So many at once. */
  readonly burst: number;
}

/** Takes one, or says when there will be one. No allowance yet: all of the burst is left. */
export function takeToken(
  allowance: Allowance | undefined,
  { perMinute, burst }: Rate,
  nowMs: number,
): { readonly left: Allowance; readonly retryAfterMs: number | null } {
  const gained = allowance ? (Math.max(0, nowMs - allowance.atMs) / MINUTE_MS) * perMinute : burst;
  const tokens = Math.min(burst, (allowance?.tokens ?? 0) + gained);
  if (tokens >= 1) return { left: { tokens: tokens - 1, atMs: nowMs }, retryAfterMs: null };
  return {
    left: { tokens, atMs: nowMs },
    retryAfterMs: Math.ceil(((1 - tokens) / perMinute) * MINUTE_MS),
  };
}

/** Plain requests cost AWS little or nothing once they were answered for anyone: ten times as many are fine. */
const PLAIN_SHARE = 10;

export type Weight = "costly" | "plain";

export function rateOf(weight: Weight, costlyPerMinute: number): Rate {
  const perMinute = weight === "costly" ? costlyPerMinute : costlyPerMinute * PLAIN_SHARE;
  return { perMinute, burst: Math.max(1, Math.ceil(perMinute / 2)) };
}

/** What starts a scan, a query, a retrieval or a tail: billed by what it reads, or held open. */
const costly: readonly RegExp[] = [
  /^\/api\/logs(\/|$)/,
  /^\/api\/requests(\/|$)/,
  /^\/api\/traces(\/|$)/,
  /^\/api\/cost(\/|$)/,
  /^\/api\/cold-starts(\/|$)/,
  /^\/api\/alarms\/proposals$/,
  /^\/api\/functions\/[^/]+\/callers$/,
  /^\/api\/apis\/[^/]+\/[^/]+\/refused$/,
  /^\/cost$/,
  /^\/requests\//,
  /^\/traces\//,
];

export function weightOf(path: string): Weight {
  return costly.some((pattern) => pattern.test(path)) ? "costly" : "plain";
}
