import type { Mask, SegmentModel } from "@/lib/metrics/spikes/segment-model";
import type { Segment } from "@/lib/metrics/spikes/series";

/** Variance of a run of `length` cells as a multiple of what the model says. */
export type Dispersion = (length: number) => number;

/**
 * How much a series really varies over 1, 2, 4, 8 … periods. Retries come in clusters, traffic has rhythm and memory: a
 * long run then deviates far more than independent periods would. Blocks never cross from one span to another, and
 * blocks with masked cells are left out. Never falls with length; beyond what the data can show it grows on as it grew.
 */
export function dispersionOf(
  model: SegmentModel,
  spans: readonly Segment[],
  masked: Mask,
  least: number,
): Dispersion {
  const byDoubling: number[] = [];
  for (let length = 1; ; length *= 2) {
    const squares = spans.flatMap((span) => squaresOf(model, span, masked, length));
    if (squares.length < MIN_BLOCKS) break;
    const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    // One standard error above the estimate: a lucky quiet baseline must not make the rest look loud.
    const cautious = mean * (1 + Math.sqrt(2 / squares.length));
    byDoubling.push(Math.max(least, byDoubling.at(-1) ?? least, cautious));
  }
  const last = byDoubling.at(-1) ?? least;
  const growth = last / (byDoubling.at(-2) ?? last);
  return (length) => {
    const doublings = Math.ceil(Math.log2(Math.max(1, length)));
    const beyond = doublings - (byDoubling.length - 1);
    return byDoubling[doublings] ?? (growth > GROWS ? last * growth ** Math.min(beyond, MAX_BEYOND) : last);
  };
}

function squaresOf(model: SegmentModel, span: Segment, masked: Mask, length: number): number[] {
  const squares: number[] = [];
  for (let from = span.from; from + length <= span.to; from += length) {
    const block = { from, to: from + length };
    if (masked.subarray(block.from, block.to).includes(1) || model.observed(block) * 2 < length) continue;
    const residual = model.residual(block);
    if (residual !== null) squares.push(residual * residual);
  }
  return squares;
}

const MIN_BLOCKS = 6;
/** Growth a doubling that is taken for the series' nature rather than for chance. */
const GROWS = 1.2;
const MAX_BEYOND = 3;
