import { percentile } from "@/lib/base/statistics";
import type { Mask, SegmentModel } from "@/lib/metrics/spikes/segment-model";
import { prefixSums, within } from "@/lib/metrics/spikes/segment-model";

/** A cell of a measured value: already on the axis on which noise is alike up and down. null: not known. */
export interface ValueCell {
  readonly y: number | null;
  /** Requests that the value summarises; null where that is not known. */
  readonly samples: number | null;
}

/**
 * A run's normal deviation by median and MAD, each cell's clipped so that no single one can prove anything. The
 * deviation is that of the baseline, the cells up to `baselineEnd`, where it has enough of them; else of all cells.
 */
export function valueModel(cells: readonly ValueCell[], masked: Mask, baselineEnd: number): SegmentModel {
  const widths = relativeWidths(cells);
  const known = cells.map(({ y }, i) => y !== null && !masked[i]);
  const seen = prefixSums(known.map(Number));
  const inBaseline = seen[baselineEnd] ?? 0;
  const measureEnd = inBaseline >= MIN_BASELINE ? baselineEnd : cells.length;
  const all = within(seen, { from: 0, to: cells.length });
  const centre = percentile(
    cells.flatMap(({ y }, i) => (y !== null && known[i] ? [y] : [])),
    50,
  );
  const offsets = cells.map(({ y }, i) =>
    y !== null && known[i] ? (y - (centre ?? 0)) / (widths[i] ?? 1) : 0,
  );
  const scale = scaleOf(offsets.slice(0, measureEnd).filter((_, i) => known[i]));
  const z = prefixSums(offsets.map((offset) => Math.min(CLIP, Math.max(-CLIP, offset / scale))));

  return {
    observed: (segment) => within(seen, segment),
    evidence(segment, direction, dispersion) {
      const n = within(seen, segment);
      const sum = within(z, segment);
      const others = all - n;
      if (n === 0 || others < MIN_REFERENCE || sum > 0 !== (direction === "up")) return 0;
      // The centre is itself an estimate from the other cells: its own variance weighs in.
      return (sum * sum) / (2 * n * (1 + n / others) * dispersion);
    },
    residual(segment) {
      const n = within(seen, segment);
      return n === 0 ? null : within(z, segment) / Math.sqrt(n);
    },
  };
}

/** A percentile of few requests scatters more: its width grows with the root of what is missing to the median count. */
function relativeWidths(cells: readonly ValueCell[]): number[] {
  const typical = percentile(
    cells.flatMap(({ samples }) => (samples ? [samples] : [])),
    50,
  );
  return cells.map(({ samples }) =>
    typical === undefined || samples === null ? 1 : Math.sqrt(Math.max(1, typical / Math.max(1, samples))),
  );
}

/** Standard deviation by MAD, or by the 90th percentile where the tails are heavier than normal. */
function scaleOf(offsets: readonly number[]): number {
  const sizes = offsets.map(Math.abs);
  const middle = (percentile(sizes, 50) ?? 0) / NORMAL_P50;
  const outer = (percentile(sizes, 90) ?? 0) / NORMAL_P90;
  return Math.max(middle, outer, MIN_SCALE);
}

/** Percentiles of the absolute value of a standard normal variable. */
const NORMAL_P50 = 0.6745;
const NORMAL_P90 = 1.645;
/** 5 % on the logarithmic axis: a series that never moves must not turn a hair into a finding. */
const MIN_SCALE = 0.05;
/** One cell gives at most 4.5² ÷ 2 ≈ 10 nats, less than any threshold: it takes two. */
const CLIP = 4.5;
/** Fewer other cells than this say nothing about what is usual. */
const MIN_REFERENCE = 20;
const MIN_BASELINE = 30;
