import "server-only";
import { DAY_MS, floorTo, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Interval } from "@/lib/model/views/logs";

/** Lengths of slices: their edges lie on multiples, so that two loads of overlapping windows ask for the same slices. */
const LENGTHS = [
  ...[1, 2, 5, 10, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 5, 10, 30].map((n) => n * DAY_MS),
];

/** Below this a window is one slice: it is asked for as a whole. */
const SMALL_MS = 15 * MINUTE_MS;
/** Pages that a slice should have: enough not to waste calls, few enough to share the work among several. */
const WANTED_PAGES = 2;
/** How much longer a slice may be than the last: what lies before a quiet hour is not known. */
const GROWTH = 12;

/**
 * Cuts a window into slices, newest first, that can be read at the same time, each to its end. How long they are follows
 * from how many pages the ones before had: a quiet function is read in two or three calls, a busy one in many at once.
 */
export class SlicePlan {
  readonly #fromMs: number;
  #edgeMs: number;
  #lengthMs: number;
  /** From what was read, all the rest should fit into one slice. */
  #restFits = false;

  constructor({ fromMs, toMs }: Interval) {
    this.#fromMs = fromMs;
    this.#edgeMs = toMs;
    const window = toMs - fromMs;
    this.#lengthMs = window <= SMALL_MS ? window : Math.max(SMALL_MS, window / 12);
  }

  /** null: all of the window is given out. */
  next(): Interval | null {
    const toMs = this.#edgeMs;
    if (toMs <= this.#fromMs) return null;
    const left = toMs - this.#fromMs;
    const length = lengthBelow(this.#lengthMs);
    const cut = this.#restFits || left <= this.#lengthMs * 1.5 ? this.#fromMs : floorTo(toMs - 1, length);
    this.#edgeMs = Math.max(this.#fromMs, cut);
    return { fromMs: this.#edgeMs, toMs };
  }

  /** What is not given out yet; null when nothing is left. */
  rest(): Interval | null {
    return this.#edgeMs <= this.#fromMs ? null : { fromMs: this.#fromMs, toMs: this.#edgeMs };
  }

  /** `pages` (fractions count) were found in `coveredMs` of the window. */
  learn(pages: number, coveredMs: number): void {
    if (coveredMs <= 0) return;
    const fits = pages === 0 ? Number.POSITIVE_INFINITY : (WANTED_PAGES / pages) * coveredMs;
    this.#restFits = pages > 0 && fits >= this.#edgeMs - this.#fromMs;
    this.#lengthMs = Math.max(SECOND_MS, Math.min(fits, Math.max(coveredMs, this.#lengthMs) * GROWTH));
  }
}

function lengthBelow(ms: number): number {
  return LENGTHS.findLast((length) => length <= ms) ?? SECOND_MS;
}
