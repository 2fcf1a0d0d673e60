const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** A longer span of time (49 days) does not fit the keys: the engine's own sort takes over. */
const WIDEST_MS = 2 ** 32;
const FEW = 256;

/**
 * Sorts lines by their time, keeping the order of equal ones: one look where they are in order, else by digits.
 * @param times time of each line, at the line's place; not sorted with them
 */
export function sortByTime(lines: Int32Array, times: Float64Array): void {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let before = Number.NEGATIVE_INFINITY;
  let sorted = true;
  let whole = true;
  for (let i = 0; i < lines.length; i++) {
    const ms = times[i] ?? 0;
    if (ms < before) sorted = false;
    if (ms < least) least = ms;
    if (ms > most) most = ms;
    if (whole && !Number.isInteger(ms)) whole = false;
    before = ms;
  }
  if (sorted) return;
  if (!whole || lines.length < FEW || most - least >= WIDEST_MS) {
    sortByComparing(lines, times);
    return;
  }
  const keys = new Uint32Array(lines.length);
  for (let i = 0; i < lines.length; i++) keys[i] = (times[i] ?? 0) - least;
  sortByDigits(lines, keys, most - least);
}

function sortByComparing(lines: Int32Array, times: Float64Array): void {
  const places = Array.from(lines.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  lines.set(places.map((place) => lines[place] ?? 0));
}

/** Least digit first; the keys travel with the lines, so that no pass reads at random. */
function sortByDigits(lines: Int32Array, keys: Uint32Array, most: number): void {
  let from: Int32Array = lines;
  let fromKeys: Uint32Array = keys;
  let to: Int32Array = new Int32Array(lines.length);
  let toKeys: Uint32Array = new Uint32Array(lines.length);
  for (let shift = 0; shift < 32 && most >= 2 ** shift; shift += DIGIT_BITS) {
    const starts = new Int32Array(DIGITS + 1);
    for (let i = 0; i < fromKeys.length; i++) {
      const digit = (((fromKeys[i] ?? 0) >>> shift) & (DIGITS - 1)) + 1;
      starts[digit] = (starts[digit] ?? 0) + 1;
    }
    for (let digit = 1; digit <= DIGITS; digit++) {
      starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
    }
    for (let i = 0; i < from.length; i++) {
      const key = fromKeys[i] ?? 0;
      const digit = (key >>> shift) & (DIGITS - 1);
      const at = starts[digit] ?? 0;
      to[at] = from[i] ?? 0;
      toKeys[at] = key;
      starts[digit] = at + 1;
    }
    [from, to] = [to, from];
    [fromKeys, toKeys] = [toKeys, fromKeys];
  }
  if (from !== lines) lines.set(from);
}
