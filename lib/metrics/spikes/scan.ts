import type { Dispersion } from "@/lib/metrics/spikes/dispersion";
import type { Mask, SegmentModel } from "@/lib/metrics/spikes/segment-model";
import { prefixSums, within } from "@/lib/metrics/spikes/segment-model";
import type { Segment } from "@/lib/metrics/spikes/series";
import type { Direction } from "@/lib/model/finding";

export interface Candidate extends Segment {
  readonly direction: Direction;
  /** Nats after dispersion, of the scanned run before its ends were moved. */
  readonly evidence: number;
}

/** A run of cells that was found, before it is put in words. */
export interface Found extends Candidate {
  /** Bound of the chance to see it in noise, over all runs tried. */
  readonly chance: number;
  readonly dispersion: number;
}

/**
 * The most unusual run in `span` that touches no masked cell. Lengths grow by 40 %, so that some run that was tried
 * shares at least 70 % with any true one; then both ends move to where the evidence is greatest. `longest` bounds what
 * is tried, in cells.
 */
export function mostUnusual(
  model: SegmentModel,
  span: Segment,
  masked: Mask,
  directions: readonly Direction[],
  dispersion: Dispersion,
  longest = span.to - span.from,
): Candidate | undefined {
  const blocked = prefixSums(masked);
  let best: Candidate | undefined;
  for (const length of lengthsUpTo(Math.min(longest, span.to - span.from))) {
    const spread = dispersion(length);
    for (let from = span.from; from + length <= span.to; from++) {
      const segment = { from, to: from + length };
      if (within(blocked, segment) > 0) continue;
      for (const direction of directions) {
        const evidence = model.evidence(segment, direction, spread);
        if (evidence > (best?.evidence ?? 0)) best = { ...segment, direction, evidence };
      }
    }
  }
  return best && { ...best, ...moveEnds(model, best, span, blocked, dispersion(best.to - best.from)) };
}

/** How many runs the scan of a span tries: what the evidence must make up for. */
export function triesIn(span: Segment, directions: readonly Direction[]): number {
  const size = span.to - span.from;
  const runs = lengthsUpTo(size).reduce((sum, length) => sum + size - length + 1, 0);
  return runs * directions.length;
}

function lengthsUpTo(size: number): number[] {
  const lengths: number[] = [];
  for (let length = 1; length <= size; length = Math.max(length + 1, Math.floor(length * 1.4)))
    lengths.push(length);
  return lengths;
}

function moveEnds(
  model: SegmentModel,
  { from, to, direction }: Candidate,
  span: Segment,
  blocked: Float64Array,
  dispersion: number,
): Segment {
  let best: Segment = { from, to };
  let most = model.evidence(best, direction, dispersion);
  const offer = (segment: Segment) => {
    if (within(blocked, segment) > 0) return;
    const evidence = model.evidence(segment, direction, dispersion);
    if (evidence > most) [best, most] = [segment, evidence];
  };
  for (let round = 0; round < ROUNDS; round++) {
    const { from: a, to: b } = best;
    const reach = Math.max(3, b - a);
    for (let at = Math.max(span.from, a - reach); at < b; at++) offer({ from: at, to: best.to });
    for (let at = best.from + 1; at <= Math.min(span.to, b + reach); at++) offer({ from: best.from, to: at });
    if (best.from === a && best.to === b) break;
  }
  return best;
}

const ROUNDS = 6;
