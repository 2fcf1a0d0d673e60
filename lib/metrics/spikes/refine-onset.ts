import type { Periods } from "@/lib/metrics/spikes/series";
import type { Finding, SeriesKind } from "@/lib/model/finding";

/** A trend has no step to look for, and what began before the window no onset in it. */
export function hasOnset({ shape, beganBefore }: Finding): boolean {
  return shape !== "trend" && !beganBefore;
}

/**
 * The onset of a finding among finer periods around it: the split at which "usual until here, as in the finding from
 * here on" fits best. `fine` are periods from before the finding's first to some way into it, `perPeriod` of them in one
 * of the finding's. null: they do not tell.
 */
export function refineOnset(finding: Finding, fine: Periods, perPeriod: number): number | null {
  if (!hasOnset(finding)) return null;
  const gains = fine.values.map((value, i) =>
    value === null ? 0 : gain(finding, value, fine.requests?.[i] ?? null, perPeriod),
  );
  let rest = gains.reduce((sum, one) => sum + one, 0);
  let best = { at: -1, rest: 0 };
  gains.forEach((one, i) => {
    if (rest > best.rest) best = { at: i, rest };
    rest -= one;
  });
  return fine.timesMs[best.at] ?? null;
}

/** Log-likelihood ratio of one period: of the finding's level against the usual one. */
function gain(
  { kind, value, usual }: Finding,
  seen: number,
  requests: number | null,
  perPeriod: number,
): number {
  if (kind === "rate") {
    if (requests === null || requests <= 0) return 0;
    const failed = Math.min(seen, requests);
    const p = clamp(value);
    const q = clamp(usual);
    return failed * Math.log(p / q) + (requests - failed) * Math.log((1 - p) / (1 - q));
  }
  if (kind === "count") {
    const level = Math.max(value / perPeriod, LEAST);
    const before = Math.max(usual / perPeriod, LEAST);
    return seen * Math.log(level / before) - (level - before);
  }
  // Distances on the axis on which values are compared: nearer to the finding's level counts for it.
  const at = axis(kind, seen);
  return Math.abs(at - axis(kind, usual)) - Math.abs(at - axis(kind, value));
}

function axis(kind: SeriesKind, value: number): number {
  return Math.log(Math.max(0, value) + (kind === "age" ? 1_000 : 1));
}

function clamp(share: number): number {
  return Math.min(1 - LEAST, Math.max(LEAST, share));
}

/** Shares and counts of exactly 0 would forbid a single failure. */
const LEAST = 1e-4;
