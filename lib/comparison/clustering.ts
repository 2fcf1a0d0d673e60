/** What a run of periods had more than expected, and how much that varies if requests are independent. */
export interface Deviations {
  readonly excess: readonly number[];
  /** 0: nothing could deviate there. */
  readonly variance: readonly number[];
}

const LENGTHS = [1, 2, 4, 8] as const;
/** Standard errors of what was found to be added to it. */
const CAUTION = 3;
/** Fewer blocks say too little of how they vary. */
const FEWEST_BLOCKS = 8;

/**
 * How many requests count as one, because failures (or slow requests) come together: 1 when they are independent, never
 * less. Blocks of 1, 2, 4 and 8 periods are tried, since what lasts for minutes shows in long blocks alone; the highest
 * counts, which errs towards "cannot tell".
 */
export function clusteringOf(sides: readonly Deviations[]): number {
  return Math.max(1, ...LENGTHS.map((length) => ofBlocks(sides, length)));
}

function ofBlocks(sides: readonly Deviations[], length: number): number {
  let [sum, blocks, freedom] = [0, 0, 0];
  for (const { excess, variance } of sides) {
    let own = 0;
    for (let at = 0; at < excess.length; at += length) {
      const spread = total(variance.slice(at, at + length));
      if (spread <= 0) continue;
      sum += total(excess.slice(at, at + length)) ** 2 / spread;
      own += 1;
    }
    blocks += own;
    freedom += Math.max(0, own - 1);
  }
  if (blocks < FEWEST_BLOCKS || freedom === 0) return 0;
  const found = sum / freedom;
  // What is beyond 1 may well be more: it was seen in so few blocks.
  return found <= 1 ? found : 1 + (found - 1) * (1 + CAUTION * Math.sqrt(2 / freedom));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
