import type { Deviations } from "@/lib/comparison/clustering";
import { levelOf } from "@/lib/comparison/percentile-curve";
import { type Side, sumOf } from "@/lib/comparison/side";

/** Failures of each period beyond those that the side's own share would bring. */
export function deviationsOfShare({ requests }: Side, counts: readonly number[]): Deviations {
  const rate = sumOf(counts) / Math.max(1, sumOf(requests));
  return {
    excess: requests.map((n, i) => (counts[i] ?? 0) - n * rate),
    variance: requests.map((n) => n * rate * (1 - rate)),
  };
}

/**
 * Failures of the later side beyond its part of those of both, period by period, less what it has too many on the whole:
 * what befalls both sides at once is no deviation. Of all failures of a period, chance deals them like cards.
 */
export function pairedShares(
  earlier: Side,
  later: Side,
  countsOf: (side: Side) => readonly number[],
): Deviations {
  const [of, by] = [countsOf(earlier), countsOf(later)];
  const dealt = later.requests.map((mine, i) => {
    const n = mine + (earlier.requests[i] ?? 0);
    const k = (by[i] ?? 0) + (of[i] ?? 0);
    if (n < 2) return { excess: 0, variance: 0 };
    const part = mine / n;
    return {
      excess: (by[i] ?? 0) - k * part,
      variance: (k * (n - k) * part * (1 - part)) / (n - 1),
    };
  });
  return withoutTheirMean(dealt);
}

/**
 * Where each period's own percentile stands among all requests of its side, against where it stands by chance: of n
 * independent requests the r-th smallest is at (r + 1) / (n + 1) on average.
 */
export function deviationsOfPercentile(
  { requests, curve }: Side,
  level: number,
  periods: readonly (number | null)[],
): Deviations {
  return gathered(
    requests.map((n, i) => {
      const value = periods[i] ?? null;
      if (value === null || n === 0 || curve === null) return { excess: 0, variance: 0 };
      const usual = (level * (n - 1) + 1) / (n + 1);
      return {
        excess: n * (levelOf(curve, value) - usual),
        variance: (n * n * usual * (1 - usual)) / (n + 2),
      };
    }),
  );
}

/** The later side's less the earlier's, per request, in periods that both have. */
export function pairedPercentiles(
  sides: readonly [Side, Side],
  [earlier, later]: readonly Deviations[],
): Deviations {
  const [a, b] = sides;
  return withoutTheirMean(
    b.requests.map((mine, i) => {
      const theirs = a.requests[i] ?? 0;
      const [ofMine = 0, ofTheirs = 0] = [later?.variance[i], earlier?.variance[i]];
      if (ofMine === 0 || ofTheirs === 0) return { excess: 0, variance: 0 };
      const weight = (mine * theirs) / (mine + theirs);
      const difference = (later?.excess[i] ?? 0) / mine - (earlier?.excess[i] ?? 0) / theirs;
      return {
        excess: weight * difference,
        variance: weight ** 2 * (ofMine / mine ** 2 + ofTheirs / theirs ** 2),
      };
    }),
  );
}

interface Deviation {
  readonly excess: number;
  readonly variance: number;
}

function withoutTheirMean(each: readonly Deviation[]): Deviations {
  const variance = sumOf(each.map((one) => one.variance));
  const shift = variance > 0 ? sumOf(each.map((one) => one.excess)) / variance : 0;
  return gathered(each.map((one) => ({ excess: one.excess - shift * one.variance, variance: one.variance })));
}

function gathered(each: readonly Deviation[]): Deviations {
  return { excess: each.map(({ excess }) => excess), variance: each.map(({ variance }) => variance) };
}
