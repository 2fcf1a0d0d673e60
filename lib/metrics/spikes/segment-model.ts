import type { Segment } from "@/lib/metrics/spikes/series";
import type { Direction } from "@/lib/model/finding";

/** Cells that do not count: unusual ones already found. One byte a cell, 0 or 1. */
export type Mask = Uint8Array;

/** How unusual a run of cells is among all others. Cells are the periods of the baseline and the window in one row. */
export interface SegmentModel {
  /**
   * Negative natural logarithm of an upper bound of the chance of a run at least so far out, were it drawn from the
   * same as all other cells, with `dispersion` times the model's variance. 0 where it lies on the other side.
   */
  evidence(segment: Segment, direction: Direction, dispersion: number): number;
  /** Deviation from the usual: mean 0, variance 1 by the model. null: nothing is known of the run. */
  residual(segment: Segment): number | null;
  /** Cells of the run with data. */
  observed(segment: Segment): number;
}

/** Sums of everything before each index: `sums[to] - sums[from]` is the sum of a run. */
export function prefixSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return sums;
}

export function within(sums: Float64Array, { from, to }: Segment): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0);
}
