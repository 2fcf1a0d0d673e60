import { formatCount } from "@/lib/base/format-number";
import { clusteringOf, type Deviations } from "@/lib/comparison/clustering";
import {
  deviationsOfPercentile,
  deviationsOfShare,
  pairedPercentiles,
  pairedShares,
} from "@/lib/comparison/deviations";
import { betaDistribution, mapped, meanDistribution } from "@/lib/comparison/distribution";
import { type Beliefs, type Judged, judge } from "@/lib/comparison/judge";
import { percentileAt } from "@/lib/comparison/percentile-curve";
import { busyPeriods, requestsOf, type Side, sumOf } from "@/lib/comparison/side";

/** What can be said of one figure. */
export interface FigureJudgement {
  readonly earlier: number | null;
  readonly later: number | null;
  readonly clustering: number | null;
  /** null: a side has no data, and nothing is believed. */
  readonly judged: Judged | null;
  /** Why not, when `judged` is null. */
  readonly reason: string | null;
}

/** Fewer requests are told, never judged. */
export const FEWEST_REQUESTS = 20;
const FEWEST_PERIODS = 5;
/** So many failures more than the other side's share would have brought. */
const FEWEST_FAILURES = 3;
/** So many requests must be slower than a percentile to know where it lies. */
const FEWEST_BEYOND = 5;
/** Of what fails a fifth of the time, a tenth more or less is no news. */
const OF_SHARES = 0.1;
/** A prior as strong as half a request of either outcome, where nothing else is known (Jeffreys'). */
const HALF = 0.5;
/** No prior is weaker than this: its density could not be tabulated. */
const LEAST_PRIOR = 0.1;

/** Two sides, and whether both are of the same periods, so that what befell both is no difference. */
export interface Pair {
  readonly earlier: Side;
  readonly later: Side;
  readonly paired: boolean;
}

/** A share of requests: failures, cold starts. `matters` is a share as well. */
export function judgeShare(
  { earlier, later, paired }: Pair,
  countsOf: (side: Side) => readonly number[],
  matters: number,
): FigureJudgement {
  const sides = [earlier, later] as const;
  const [n, k] = [sides.map(requestsOf), sides.map((side) => sumOf(countsOf(side)))];
  const [[nA = 0, nB = 0], [kA = 0, kB = 0]] = [n, k];
  const measured = { earlier: nA > 0 ? kA / nA : null, later: nB > 0 ? kB / nB : null };
  const refusal = refusalOf(sides);
  if (refusal !== null || measured.earlier === null || measured.later === null) {
    return { ...measured, clustering: null, judged: null, reason: refusal };
  }
  const clustering = clusteringOfPair(
    sides.map((side) => deviationsOfShare(side, countsOf(side))),
    paired ? pairedShares(earlier, later, countsOf) : null,
  );
  return {
    ...measured,
    clustering,
    reason: null,
    judged: judge(shareBeliefs({ n: nA, k: kA }, { n: nB, k: kB }, clustering, matters)),
  };
}

/** The same of counts that are known only as a whole: each request counts. */
export function judgeCounts(
  earlier: Counted,
  later: Counted,
  sides: { readonly earlier: Side; readonly later: Side },
  matters: number,
): FigureJudgement {
  const rate = ({ n, k }: Counted) => (n > 0 ? k / n : null);
  const measured = { earlier: rate(earlier), later: rate(later), clustering: null };
  const reason =
    refusalOf([sides.earlier, sides.later]) ??
    (Math.min(earlier.n, later.n) < FEWEST_REQUESTS ? "Too few invocations in the log." : null);
  if (reason !== null) return { ...measured, judged: null, reason };
  return { ...measured, reason: null, judged: judge(shareBeliefs(earlier, later, 1, matters)) };
}

/**
 * Of sides on the same periods the lower of two: what befalls both makes each vary, but not their difference; where the
 * sides differ much, their difference varies with the requests, but each side on its own need not.
 */
function clusteringOfPair(each: readonly Deviations[], paired: Deviations | null): number {
  const own = clusteringOf(each);
  return paired === null ? own : Math.min(own, clusteringOf([paired]));
}

interface Counted {
  readonly n: number;
  readonly k: number;
}

/** Beliefs about two shares, of which each `clustering` requests count as one. */
export function shareBeliefs(earlier: Counted, later: Counted, clustering: number, matters: number): Beliefs {
  const [a, b] = [earlier, later].map(({ n, k }) => ({ n: n / clustering, k: k / clustering }));
  const [countsA, countsB] = [a ?? earlier, b ?? later];
  const pooled = (countsA.k + countsB.k) / (countsA.n + countsB.n);
  const common = [Math.max(LEAST_PRIOR, pooled), Math.max(LEAST_PRIOR, 1 - pooled)] as const;
  const belief = ({ n, k }: Counted, [hit, miss]: readonly [number, number]) =>
    betaDistribution(k + hit, n - k + miss);
  const [rateA, rateB] = [earlier.k / earlier.n, later.k / later.n];
  // Of the side that has more: how many are beyond what the other's share would bring.
  const beyond = rateB >= rateA ? later.k - later.n * rateA : earlier.k - earlier.n * rateB;
  return {
    earlier: rateA,
    later: rateB,
    believed: [belief(countsA, common), belief(countsB, common)],
    bounded: [belief(countsA, [HALF, HALF]), belief(countsB, [HALF, HALF])],
    matters: Math.max(matters, OF_SHARES * Math.min(rateA, rateB)),
    tooFew: beyond < FEWEST_FAILURES ? "One or two events make the difference." : null,
  };
}

/** A percentile of durations, e.g. 0.95. `matters` is a part of the lower of both. */
export function judgePercentile(
  { earlier, later, paired }: Pair,
  level: number,
  periodsOf: (side: Side) => readonly (number | null)[],
  matters: number,
): FigureJudgement {
  const sides = [earlier, later] as const;
  const measured = {
    earlier: earlier.curve && percentileAt(earlier.curve, level),
    later: later.curve && percentileAt(later.curve, level),
  };
  const beyond = Math.min(level, 1 - level);
  const refusal = refusalOf(sides, Math.ceil(FEWEST_BEYOND / beyond), `p${Math.round(level * 100)}`);
  const [curveA, curveB] = [earlier.curve, later.curve];
  if (refusal !== null || curveA === null || curveB === null) {
    const reason = refusal ?? "The percentiles of a side are not known.";
    return { ...measured, clustering: null, judged: null, reason };
  }
  const deviations = [earlier, later].map((side) => deviationsOfPercentile(side, level, periodsOf(side)));
  const clustering = clusteringOfPair(deviations, paired ? pairedPercentiles(sides, deviations) : null);
  const believe = (side: Side, curve: typeof curveA) => {
    const n = requestsOf(side) / clustering;
    // Which share of requests lies below the true percentile is known like any share of n requests.
    const share = betaDistribution(n * level + HALF, n * (1 - level) + HALF);
    return mapped(share, (at) => percentileAt(curve, at));
  };
  const beliefs = [believe(earlier, curveA), believe(later, curveB)] as const;
  const [a, b] = [percentileAt(curveA, level), percentileAt(curveB, level)];
  const few = sides.find((side) => (requestsOf(side) / clustering) * beyond < FEWEST_BEYOND / 2);
  return {
    ...measured,
    clustering,
    reason: null,
    judged: judge({
      earlier: a,
      later: b,
      believed: beliefs,
      bounded: beliefs,
      matters: Math.max(1, matters * Math.min(a, b)),
      tooFew: few === undefined ? null : `Slow requests ${few.of} come in a few bursts.`,
    }),
  };
}

/** A mean per request of what is summed up by period, times `scale`. `matters` is a part of the lower of both. */
export function judgeMean(
  { earlier, later }: Omit<Pair, "paired">,
  sumsOf: (side: Side) => readonly number[] | null,
  scaleOf: (mean: number) => number,
  matters: number,
): FigureJudgement {
  const sides = [earlier, later] as const;
  const [a, b] = sides.map((side) => meanOf(side, sumsOf(side)));
  const measured = {
    earlier: a ? scaleOf(a.mean) : null,
    later: b ? scaleOf(b.mean) : null,
  };
  const refusal = refusalOf(sides);
  if (refusal !== null || !a || !b) return { ...measured, clustering: null, judged: null, reason: refusal };
  if (a.standardError === 0 || b.standardError === 0) {
    return { ...measured, clustering: null, judged: null, reason: "It does not vary: nothing to judge by." };
  }
  const clustering = clusteringOf([a.deviations, b.deviations]);
  const believe = ({ mean, standardError }: Mean, side: Side) =>
    mapped(
      meanDistribution(mean, standardError * Math.sqrt(clustering), Math.max(4, busyPeriods(side) - 1)),
      scaleOf,
    );
  const beliefs = [believe(a, earlier), believe(b, later)] as const;
  const [valueA, valueB] = [scaleOf(a.mean), scaleOf(b.mean)];
  return {
    ...measured,
    clustering,
    reason: null,
    judged: judge({
      earlier: valueA,
      later: valueB,
      believed: beliefs,
      bounded: beliefs,
      matters: matters * Math.min(valueA, valueB),
      tooFew: null,
    }),
  };
}

interface Mean {
  readonly mean: number;
  readonly standardError: number;
  readonly deviations: Deviations;
}

/** Its error from how the sums of periods scatter around what their requests would bring. */
function meanOf({ requests }: Side, sums: readonly number[] | null): Mean | null {
  const n = sumOf(requests);
  if (sums === null || n === 0) return null;
  const mean = sumOf(sums) / n;
  const busy = requests.filter((count) => count > 0).length;
  const excess = requests.map((count, i) => (sums[i] ?? 0) - count * mean);
  const perRequest = busy < 2 ? 0 : (sumOf(excess.map((one) => one ** 2)) / n) * (busy / (busy - 1));
  return {
    mean,
    standardError: Math.sqrt(perRequest / n),
    deviations: { excess, variance: requests.map((count) => count * perRequest) },
  };
}

/** Why two sides cannot be judged at all; null: they can. */
export function refusalOf(
  sides: readonly Side[],
  fewest: number = FEWEST_REQUESTS,
  what: string | null = null,
): string | null {
  for (const side of sides) {
    const n = requestsOf(side);
    if (n === 0) return `No request ${side.of}.`;
    if (n < fewest) {
      const told = `${formatCount(n)} ${n === 1 ? "request" : "requests"} ${side.of}`;
      return what === null ? `${told}.` : `${told}: a ${what} needs ${fewest}.`;
    }
    if (busyPeriods(side) < FEWEST_PERIODS) {
      return `Requests ${side.of} came in ${busyPeriods(side)} ${busyPeriods(side) === 1 ? "period" : "periods"} only.`;
    }
  }
  return null;
}
