/** A figure of each period: its level there, and the requests that stand behind it. */
export interface Levels {
  readonly values: readonly (number | null)[];
  readonly weights: readonly number[];
}

/** How much better another start must explain the series, in variances: about one chance in a thousand. */
const CLEARLY = 11;
const FEWEST = 3;

/**
 * The period with which the level changed, where that is clearly not the one at `deployedAt`:
 *
 *     ____________/‾‾‾‾‾‾‾‾‾‾‾‾
 *                 ↑       ↑ deployedAt
 *
 * null: it changed then, or cannot be told apart. One step is all that is looked for.
 */
export function onsetOf({ values, weights }: Levels, deployedAt: number): number | null {
  const gains = splitGains(values, weights);
  let best = deployedAt;
  gains.forEach((gain, at) => {
    if (gain > (gains[best] ?? 0)) best = at;
  });
  if (Math.abs(best - deployedAt) < 2) return null;
  const spread = residual(values, weights, best);
  const advantage = (gains[best] ?? 0) - (gains[deployedAt] ?? 0);
  return spread > 0 && advantage / spread < CLEARLY ? null : best;
}

/** For each period, the sum of squares that a step at its start explains. */
function splitGains(values: readonly (number | null)[], weights: readonly number[]): number[] {
  const weightOf = (i: number) => (values[i] === null ? 0 : (weights[i] ?? 0));
  const [allWeight, allSum] = values.reduce<readonly [number, number]>(
    ([weight, sum], value, i) => [weight + weightOf(i), sum + weightOf(i) * (value ?? 0)],
    [0, 0],
  );
  let [weight, sum] = [0, 0];
  return values.map((value, at) => {
    const rest = allWeight - weight;
    const gain =
      at < FEWEST || at > values.length - FEWEST || weight === 0 || rest === 0
        ? 0
        : sum ** 2 / weight + (allSum - sum) ** 2 / rest - allSum ** 2 / allWeight;
    weight += weightOf(at);
    sum += weightOf(at) * (value ?? 0);
    return gain;
  });
}

/** Variance of one request's worth around the level before `at` and around that after it, whichever is higher. */
function residual(values: readonly (number | null)[], weights: readonly number[], at: number): number {
  return Math.max(
    varianceOf(values.slice(0, at), weights.slice(0, at)),
    varianceOf(values.slice(at), weights.slice(at)),
  );
}

function varianceOf(values: readonly (number | null)[], weights: readonly number[]): number {
  let [weight, sum, squares, known] = [0, 0, 0, 0];
  values.forEach((value, i) => {
    const own = weights[i] ?? 0;
    if (value === null || own === 0) return;
    weight += own;
    sum += own * value;
    squares += own * value ** 2;
    known += 1;
  });
  return known > 1 ? Math.max(0, squares - sum ** 2 / weight) / (known - 1) : 0;
}
