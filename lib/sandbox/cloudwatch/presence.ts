import { DAY_MS, floorTo, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { SampleSource } from "./metric";

interface Seen {
  /** Latest sample, or -Infinity. */
  lastMs: number;
  /** Everything before this has been looked at and has settled. */
  scannedUntilMs: number;
}

/** Metrics without data for this long disappear from ListMetrics and SEARCH. [M ListMetrics] */
export const LISTED_FOR_MS = 14 * DAY_MS;

const LOOK_BACK_MS = [10 * MINUTE_MS, 3 * HOUR_MS, DAY_MS, Number.POSITIVE_INFINITY];

/** When a source last had a sample. Looks back in growing steps once, afterwards only at what is new. */
export class Presence {
  readonly #seen = new Map<string, Seen>();

  /** Epoch ms of the latest sample of the last two weeks (or earlier if already known), -Infinity if none. */
  lastSampleMs(source: SampleSource, nowMs: number): number {
    const known = this.#seen.get(source.key);
    const endMs = floorTo(nowMs, MINUTE_MS) + MINUTE_MS;
    const oldest = Math.max(known?.scannedUntilMs ?? 0, floorTo(nowMs, MINUTE_MS) - LISTED_FOR_MS);
    const fresh = source.parts
      ? Math.max(...source.parts.map((part) => this.lastSampleMs(part, nowMs)), Number.NEGATIVE_INFINITY)
      : latestIn(source, oldest, endMs, nowMs);
    const seen: Seen = {
      lastMs: Math.max(fresh, known?.lastMs ?? Number.NEGATIVE_INFINITY),
      scannedUntilMs: Math.max(known?.scannedUntilMs ?? 0, floorTo(nowMs - source.settleMs, MINUTE_MS)),
    };
    this.#seen.set(source.key, seen);
    return seen.lastMs;
  }
}

function latestIn(source: SampleSource, oldestMs: number, endMs: number, nowMs: number): number {
  let toMs = endMs;
  for (const back of LOOK_BACK_MS) {
    const fromMs = Math.max(oldestMs, endMs - back);
    if (fromMs >= toMs) break;
    let last = Number.NEGATIVE_INFINITY;
    source.scan(fromMs, toMs, nowMs, (atMs) => {
      if (atMs > last) last = atMs;
    });
    if (last > Number.NEGATIVE_INFINITY) return last;
    toMs = fromMs;
  }
  return Number.NEGATIVE_INFINITY;
}
