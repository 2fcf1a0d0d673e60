const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const PASSES = 3;
/** A span of time beyond it (99 days) does not fit the digits: the engine's own sort takes over. */
const WIDEST_MS = 2 ** (DIGIT_BITS * PASSES);
const FEW = 256;

/** Sorts lines by their time, keeping the order of equal ones: one look where they are in order, else by digits. */
export function sortByTime(lines: Int32Array, timeMs: Float64Array): void {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let before = Number.NEGATIVE_INFINITY;
  let sorted = true;
  let whole = true;
  for (let i = 0; i < lines.length; i++) {
    const ms = timeMs[lines[i] ?? 0] ?? 0;
    if (ms < before) sorted = false;
    if (ms < least) least = ms;
    if (ms > most) most = ms;
    if (whole && !Number.isInteger(ms)) whole = false;
    before = ms;
  }
  if (sorted) return;
  if (!whole || lines.length < FEW || most - least >= WIDEST_MS) {
    lines.sort((a, b) => (timeMs[a] ?? 0) - (timeMs[b] ?? 0) || a - b);
    return;
  }
  sortByDigits(lines, timeMs, least);
}

function sortByDigits(lines: Int32Array, timeMs: Float64Array, least: number): void {
  let from: Int32Array = lines;
  let to: Int32Array = new Int32Array(lines.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const divisor = 2 ** (DIGIT_BITS * pass);
    const starts = new Int32Array(DIGITS + 1);
    for (let i = 0; i < from.length; i++) {
      const digit = digitOf((timeMs[from[i] ?? 0] ?? 0) - least, divisor) + 1;
      starts[digit] = (starts[digit] ?? 0) + 1;
    }
    for (let digit = 1; digit <= DIGITS; digit++) {
      starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    }
    for (let i = 0; i < from.length; i++) {
      const line = from[i] ?? 0;
      const digit = digitOf((timeMs[line] ?? 0) - least, divisor);
      const at = starts[digit] ?? 0;
      to[at] = line;
      starts[digit] = at + 1;
    }
    [from, to] = [to, from];
  }
  // An odd number of passes ends in the other array.
  lines.set(from);
}

function digitOf(offset: number, divisor: number): number {
  return (offset / divisor) & (DIGITS - 1);
}
