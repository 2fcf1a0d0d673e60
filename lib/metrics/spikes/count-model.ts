import type { Mask, SegmentModel } from "@/lib/metrics/spikes/segment-model";
import { prefixSums, within } from "@/lib/metrics/spikes/segment-model";

/** A cell of a count: the events, and what they are expected to be in proportion to. null events: not known. */
export interface CountCell {
  readonly events: number | null;
  /** Requests of a rate, the usual rhythm of a count. A cell without any is left out. */
  readonly exposure: number;
}

/**
 * Events against an exposure, with no level assumed: of all K events seen, how many fall into a run that has the share
 * q of the exposure? Under noise that is binomial (counts) or hypergeometric (failures among requests), and Chernoff's
 * bound is exp(−K·KL(k/K ‖ q)). For failures the same bound over the run's requests holds as well (Hoeffding), and the
 * sharper of the two is taken. Exact for few events, where a normal approximation cries wolf.
 */
export function countModel(cells: readonly CountCell[], masked: Mask, ofRequests: boolean): SegmentModel {
  const known = cells.map(({ events, exposure }, i) => events !== null && exposure > 0 && !masked[i]);
  const events = prefixSums(cells.map((cell, i) => (known[i] ? (cell.events ?? 0) : 0)));
  const exposure = prefixSums(cells.map((cell, i) => (known[i] ? cell.exposure : 0)));
  const seen = prefixSums(known.map(Number));
  const allEvents = events[cells.length] ?? 0;
  const allExposure = exposure[cells.length] ?? 0;

  return {
    observed: (segment) => within(seen, segment),
    evidence(segment, direction, dispersion) {
      const k = within(events, segment);
      const n = within(exposure, segment);
      if (allEvents === 0 || n <= 0 || n >= allExposure) return 0;
      const share = n / allExposure;
      const up = k / allEvents > share;
      if (up !== (direction === "up")) return 0;
      const byEvents = allEvents * divergence(k / allEvents, share);
      const plain = ofRequests
        ? Math.max(byEvents, n * divergence(k / n, allEvents / allExposure))
        : byEvents;
      const usual = (n * (allEvents - k)) / (allExposure - n);
      return Math.min(plain / dispersion, up ? inBursts(k, usual, dispersion / CLUSTERS) : Infinity);
    },
    residual(segment) {
      const n = within(exposure, segment);
      const usual = (n * allEvents) / Math.max(allExposure, Number.MIN_VALUE);
      const variance = usual * (ofRequests ? 1 - allEvents / allExposure : 1);
      return variance > 0 ? (within(events, segment) - usual) / Math.sqrt(variance) : null;
    },
  };
}

/**
 * Chernoff's exponent of a negative binomial count: dividing Poisson's by the dispersion takes the far tail of bursty
 * events for thinner than it is.
 */
function inBursts(events: number, usual: number, dispersion: number): number {
  if (dispersion <= 1 || usual <= 0) return Infinity;
  const size = usual / (dispersion - 1);
  return events * Math.log(events / usual) - (events + size) * Math.log((events + size) / (usual + size));
}

/** Variance of counts by Poisson that is always granted: an asynchronous event that fails is tried three times. */
export const CLUSTERS = 1.5;

/** Kullback–Leibler divergence of two Bernoulli distributions, in nats. More failures than requests counts as all. */
export function divergence(given: number, usual: number): number {
  const p = Math.min(1, Math.max(0, given));
  const q = Math.min(1, Math.max(0, usual));
  const hit = p === 0 ? 0 : p * Math.log(p / q);
  const miss = p === 1 ? 0 : (1 - p) * Math.log((1 - p) / (1 - q));
  return hit + miss;
}
