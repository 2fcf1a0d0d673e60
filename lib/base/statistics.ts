/**
 * Percentile of ascending values by linear interpolation between closest ranks.
 * `p` is 0–100. No values: undefined, never 0.
 */
export function percentileOfSorted(ascending: ArrayLike<number>, p: number): number | undefined {
  const n = ascending.length;
  if (n === 0) return undefined;
  const rank = (Math.min(100, Math.max(0, p)) / 100) * (n - 1);
  const low = Math.floor(rank);
  const a = ascending[low] ?? 0;
  const b = ascending[Math.min(n - 1, low + 1)] ?? a;
  return a + (b - a) * (rank - low);
}

/** Percentile of values in any order; the input is not changed. */
export function percentile(values: ArrayLike<number>, p: number): number | undefined {
  return percentileOfSorted(Float64Array.from(values).sort(), p);
}

/**
 * The same of values that are counted instead of repeated, `values` ascending and `counts` beside them.
 * No counts: undefined.
 */
export function percentileOfCounts(
  values: ArrayLike<number>,
  counts: ArrayLike<number>,
  p: number,
): number | undefined {
  let n = 0;
  for (let i = 0; i < counts.length; i++) n += counts[i] ?? 0;
  if (n === 0) return undefined;
  const rank = (Math.min(100, Math.max(0, p)) / 100) * (n - 1);
  const low = Math.floor(rank);
  let below = 0;
  let a: number | undefined;
  for (let i = 0; i < values.length; i++) {
    below += counts[i] ?? 0;
    const value = values[i] ?? 0;
    if (a === undefined && below > low) a = value;
    if (a !== undefined && below > Math.min(n - 1, low + 1)) return a + (value - a) * (rank - low);
  }
  return a;
}
