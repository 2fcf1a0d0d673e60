/**
 * Randomness without state: every draw is a hash of (key, salt), so that the simulation and any later renderer
 * that knows the key make the same draw, in any order.
 */

/** Mixes two 32-bit integers into one; each input bit reaches about half of the output bits. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x21f0aaad);
  h ^= h >>> 15;
  h = Math.imul(h, 0x735a2d97);
  h ^= h >>> 15;
  return h >>> 0;
}

export function mixText(key: number, text: string): number {
  let h = key;
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return h;
}

/** Uniform in [0, 1). */
export function unit(key: number, salt: number): number {
  return mix(key, salt) / 4294967296;
}

/** Uniform in [low, high). */
export function between(key: number, salt: number, low: number, high: number): number {
  return low + (high - low) * unit(key, salt);
}

/** Integer in [low, high]. */
export function integer(key: number, salt: number, low: number, high: number): number {
  return low + Math.floor((high - low + 1) * unit(key, salt));
}

export function pick<const A extends readonly [unknown, ...unknown[]]>(
  key: number,
  salt: number,
  from: A,
): A[number] {
  return from[Math.floor(unit(key, salt) * from.length)] ?? from[0];
}

/** About normal with mean 0 and deviation 1, never beyond ±3.5: three uniforms, no trigonometry in the hot loop. */
export function bell(key: number, salt: number): number {
  const a = mix(key, salt);
  const b = mix(a, 0x1234567);
  return ((a & 0xffff) + (a >>> 16) + (b & 0xffff) - 98302.5) / 32768;
}

/** Log-normal with the given median; `spread` is the deviation of the logarithm. */
export function skewed(key: number, salt: number, median: number, spread: number): number {
  return median * Math.exp(spread * bell(key, salt));
}

/** Waiting time until the next event of a Poisson process. */
export function exponential(key: number, salt: number, mean: number): number {
  return -mean * Math.log(1 - unit(key, salt));
}

/** Rank 0 … n-1, small ranks often (share falls like 1/rank). */
export function popular(key: number, salt: number, n: number): number {
  return Math.min(n - 1, Math.floor(n ** unit(key, salt)) - 1);
}

function round(half: number, key: number, i: number): number {
  return mix(half ^ key, i) & 0xffff;
}

/** A bijection of 32-bit integers (Feistel network), so that an index can hide in an id that looks random. */
export function permute(value: number, key: number): number {
  let left = value >>> 16;
  let right = value & 0xffff;
  for (let i = 0; i < 4; i++) {
    const next = left ^ round(right, key, i);
    left = right;
    right = next;
  }
  return ((left << 16) | right) >>> 0;
}

/** Inverse of `permute` under the same key. */
export function unpermute(value: number, key: number): number {
  let left = value >>> 16;
  let right = value & 0xffff;
  for (let i = 3; i >= 0; i--) {
    const previous = right ^ round(left, key, i);
    right = left;
    left = previous;
  }
  return ((left << 16) | right) >>> 0;
}
