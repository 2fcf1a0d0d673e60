import { percentile } from "@/lib/base/statistics";
import type { Segment } from "@/lib/metrics/spikes/series";

/** Fewer values show no trend. */
const MIN_VALUES = 8;
/** Median absolute deviations: two standard deviations of normal noise. */
const SCATTER = 3;

/**
 * Values that move away from the usual steadily: the last third lies at least twice as far out as the first, and more
 * pairs agree with that than chance allows (Mann and Kendall, 4 standard deviations or all pairs of few).
 */
export function isTrend(values: readonly number[], usual: number): boolean {
  if (values.length < MIN_VALUES) return false;
  const few = thinned(values);
  const third = Math.floor(values.length / 3);
  const first = (percentile(values.slice(0, third), 50) ?? 0) - usual;
  const last = (percentile(values.slice(-third), 50) ?? 0) - usual;
  if (first * last < 0 || Math.abs(last) < 2 * Math.abs(first)) return false;
  let score = 0;
  for (let i = 0; i < few.length; i++)
    for (let j = i + 1; j < few.length; j++) score += Math.sign((few[j] ?? 0) - (few[i] ?? 0));
  const n = few.length;
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const agrees = Math.sign(score) === Math.sign(last - first);
  return agrees && Math.abs(score) >= Math.min(4 * deviation, 0.8 * ((n * (n - 1)) / 2));
}

/**
 * Back to where a slope left the usual: the first of the unbroken run of values beyond it and its ordinary scatter, each
 * with its neighbours.
 */
export function slopeStart(
  at: (cell: number) => number | null,
  { from }: Segment,
  earliest: number,
  usual: { readonly value: number; readonly mad: number },
  up: boolean,
): number {
  const bound = usual.value + (up ? SCATTER : -SCATTER) * usual.mad;
  let start = from;
  for (let cell = from - 1; cell >= earliest; cell--) {
    const around = [at(cell - 1), at(cell), at(cell + 1)].filter((value) => value !== null);
    const middle = percentile(around, 50);
    if (middle === undefined || (up ? middle <= bound : middle >= bound)) break;
    start = cell;
  }
  return start;
}

/** At most 60 values, each the median of its neighbours: pairs grow with the square. */
function thinned(values: readonly number[]): number[] {
  const step = Math.ceil(values.length / 60);
  const few: number[] = [];
  for (let i = 0; i < values.length; i += step) few.push(percentile(values.slice(i, i + step), 50) ?? 0);
  return few;
}
