/** Half-open range of periods. */
export interface Periods {
  readonly from: number;
  readonly to: number;
}

/** A side that was quiet for so many times its usual distance between requests was not there. */
const QUIET = 10;
const FEWEST_QUIET = 15;

/**
 * The latest run of periods in which all sides took part, from counts by period: between the first and the last one in
 * which each had a request, cut where one of them was switched off for a while. null: never.
 *
 *     a  ||||||||||||||||||||||
 *     b  .| || |.........|| |.|
 *                        ↑ from here
 */
export function sharedSpan(sides: readonly (readonly number[])[]): Periods | null {
  const spans = sides.map(lastRun);
  let [from, to] = [0, Number.POSITIVE_INFINITY];
  for (const span of spans) {
    if (span === null) return null;
    from = Math.max(from, span.from);
    to = Math.min(to, span.to);
  }
  return from < to && Number.isFinite(to) ? { from, to } : null;
}

function lastRun(counts: readonly number[]): Periods | null {
  const busy = counts.flatMap((count, i) => (count > 0 ? [i] : []));
  const [first, last] = [busy[0], busy[busy.length - 1]];
  if (first === undefined || last === undefined) return null;
  const gaps = busy.slice(1).map((at, i) => at - (busy[i] ?? at));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
  const longest = Math.max(FEWEST_QUIET, QUIET * usual);
  const break_ = gaps.findLastIndex((gap) => gap > longest);
  return { from: break_ < 0 ? first : (busy[break_ + 1] ?? first), to: last + 1 };
}
