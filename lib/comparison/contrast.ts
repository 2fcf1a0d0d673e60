import type { Distribution } from "@/lib/comparison/distribution";

/** No probability is told as nearer to certainty than this. */
const CERTAIN = 1e-9;
const TAIL = 0.025;

/** The probability that `later` is higher than `earlier`, both independent of each other. */
export function probabilityHigher(earlier: Distribution, later: Distribution): number {
  const higher = 1 - upTo(earlier, later, 0);
  return Math.min(1 - CERTAIN, Math.max(CERTAIN, higher));
}

/** The middle 95 % of `later − earlier`, both independent of each other. */
export function intervalOfDifference(
  earlier: Distribution,
  later: Distribution,
): { readonly low: number; readonly high: number } {
  return { low: quantile(earlier, later, TAIL), high: quantile(earlier, later, 1 - TAIL) };
}

function quantile(earlier: Distribution, later: Distribution, share: number): number {
  const [from, to] = [ends(earlier), ends(later)];
  let low = to.first - from.last;
  let high = to.last - from.first;
  for (let i = 0; i < 32; i++) {
    const middle = (low + high) / 2;
    if (upTo(earlier, later, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Each side once as the table and once as the masses, so that swapping the sides gives exactly the complement. */
function upTo(earlier: Distribution, later: Distribution, d: number): number {
  return (below(earlier, later, d) + 1 - below(later, earlier, -d)) / 2;
}

/** P(later − earlier ≤ d): the masses of `earlier`, each with the table of `later`, in one pass over both. */
function below(earlier: Distribution, later: Distribution, d: number): number {
  const { values, cdf } = later;
  const last = values.length - 1;
  let [sum, at] = [0, 0];
  for (let i = 1; i < earlier.values.length; i++) {
    const mass = (earlier.cdf[i] ?? 0) - (earlier.cdf[i - 1] ?? 0);
    const limit = ((earlier.values[i] ?? 0) + (earlier.values[i - 1] ?? 0)) / 2 + d;
    while (at <= last && (values[at] ?? 0) <= limit) at += 1;
    if (at > last) sum += mass;
    else if (at > 0) {
      const [left = 0, right = 0] = [values[at - 1], values[at]];
      const [under = 0, over = 0] = [cdf[at - 1], cdf[at]];
      sum += mass * (under + ((over - under) * (limit - left)) / (right - left));
    }
  }
  return sum;
}

function ends({ values }: Distribution): { first: number; last: number } {
  return { first: values[0] ?? 0, last: values[values.length - 1] ?? 0 };
}
