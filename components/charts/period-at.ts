/** Index of the period that holds `timeMs`; -1 before the first or after the last period's end. */
export function periodAt(timesMs: readonly number[], periodMs: number, timeMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  const start = timesMs[index];
  if (start === undefined) return -1;
  // Down-sampled points stand further apart than a period.
  const next = timesMs[index + 1];
  return timeMs < start + periodMs || next !== undefined ? index : -1;
}
