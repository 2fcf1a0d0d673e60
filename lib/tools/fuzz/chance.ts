/** Pseudo-random choices: the same seed makes the same ones on every machine. */
export interface Chance {
  /** A whole number from 0 up to and without `count`. */
  below(count: number): number;
  /** True in `share` of the cases. */
  happens(share: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** undefined of an empty list. */
  pickAny<T>(choices: readonly T[]): T | undefined;
}

/** Mulberry32, a public-domain generator of 32 bits of state: enough for choosing, not for secrets. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    happens: (share) => next() < share,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    pickAny: (choices) => choices[below(choices.length)],
  };
}
