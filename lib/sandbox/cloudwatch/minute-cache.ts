import { LRUCache } from "lru-cache";
import { floorTo, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { SampleSource, Shape } from "./metric";

const MINUTES = 60;

/** Totals of one hour of one source, minute by minute. */
interface HourBlock {
  readonly startMs: number;
  readonly shape: Shape;
  /** Columns of 60 minutes each, one after the other, as many as the shape needs; no samples yet: none. */
  totals: Float64Array;
  /** Minutes before this never change again. */
  finalUntilMs: number;
  /** Clock at the last look. */
  asOfMs: number;
}

/**
 * Columns per shape, first to last: count, sum, min, max. For ones the sum is the count, for flags the extremes follow
 * from count and sum, for peaks the only column is the sample itself.
 */
const COLUMNS: Readonly<Record<Shape, number>> = { ones: 1, peaks: 1, flags: 2, values: 4 };
const SUM = MINUTES;
const MIN = 2 * MINUTES;
const MAX = 3 * MINUTES;

const NO_SAMPLES = new Float64Array(0);

export type VisitMinute = (minuteMs: number, count: number, sum: number, min: number, max: number) => void;

/**
 * Minute totals by source, computed from the samples when first asked for and kept while they fit. A minute is final
 * once its samples have settled; only later minutes are read again when the clock moves.
 */
export class MinuteCache {
  readonly #blocks: LRUCache<string, HourBlock>;

  constructor(maxBytes: number) {
    this.#blocks = new LRUCache({ maxSize: maxBytes, sizeCalculation: blockBytes });
  }

  /** Visits every minute of [fromMs, toMs) that has samples, ascending. Bounds are whole minutes. */
  each(source: SampleSource, fromMs: number, toMs: number, nowMs: number, visit: VisitMinute): void {
    for (let hour = floorTo(fromMs, HOUR_MS); hour < toMs && hour <= nowMs; hour += HOUR_MS) {
      const { shape, totals } = this.#block(source, hour, nowMs);
      if (totals.length === 0) continue;
      const first = Math.max(0, (fromMs - hour) / MINUTE_MS);
      const last = Math.min(MINUTES, (toMs - hour) / MINUTE_MS);
      for (let minute = first; minute < last; minute++) {
        const count = totals[minute] ?? 0;
        if (count === 0) continue;
        const minuteMs = hour + minute * MINUTE_MS;
        if (shape === "ones") {
          visit(minuteMs, count, count, 1, 1);
        } else if (shape === "peaks") {
          visit(minuteMs, 1, count, count, count);
        } else {
          const sum = totals[minute + SUM] ?? 0;
          const min = totals[minute + MIN] ?? (sum < count ? 0 : 1);
          const max = totals[minute + MAX] ?? (sum > 0 ? 1 : 0);
          visit(minuteMs, count, sum, min, max);
        }
      }
    }
  }

  #block(source: SampleSource, hourMs: number, nowMs: number): HourBlock {
    const key = `${hourMs} ${source.key}`;
    const known = this.#blocks.get(key);
    if (known && (known.finalUntilMs >= hourMs + HOUR_MS || known.asOfMs === nowMs)) return known;
    const block = known ?? emptyBlock(source.shape, hourMs);
    const sizeBefore = block.totals.length;
    this.#refresh(block, source, nowMs);
    if (!known || sizeBefore !== block.totals.length) this.#blocks.set(key, { ...block });
    return block;
  }

  #refresh(block: HourBlock, source: SampleSource, nowMs: number): void {
    const endMs = block.startMs + HOUR_MS;
    const firstOpen = (block.finalUntilMs - block.startMs) / MINUTE_MS;
    for (let column = 0; column < block.totals.length; column += MINUTES) {
      block.totals.fill(0, column + firstOpen, column + MINUTES);
    }
    if (source.parts) {
      for (const part of source.parts) {
        this.each(part, block.finalUntilMs, endMs, nowMs, (minuteMs, count, sum, min, max) => {
          add(block, minuteMs, count, sum, min, max);
        });
      }
    } else {
      source.scan(block.finalUntilMs, endMs, nowMs, (atMs, value) =>
        add(block, atMs, 1, value, value, value),
      );
    }
    block.asOfMs = nowMs;
    const settled = floorTo(nowMs - source.settleMs, MINUTE_MS);
    block.finalUntilMs = Math.max(block.finalUntilMs, Math.min(endMs, settled));
  }
}

function add(block: HourBlock, atMs: number, count: number, sum: number, min: number, max: number): void {
  const { shape } = block;
  if (block.totals.length === 0) block.totals = new Float64Array(COLUMNS[shape] * MINUTES);
  const { totals } = block;
  const minute = Math.floor((atMs - block.startMs) / MINUTE_MS);
  if (shape === "peaks") {
    totals[minute] = sum;
    return;
  }
  const before = totals[minute] ?? 0;
  totals[minute] = before + count;
  if (shape === "ones") return;
  totals[minute + SUM] = (totals[minute + SUM] ?? 0) + sum;
  if (shape === "flags") return;
  totals[minute + MIN] = before === 0 ? min : Math.min(totals[minute + MIN] ?? min, min);
  totals[minute + MAX] = before === 0 ? max : Math.max(totals[minute + MAX] ?? max, max);
}

function emptyBlock(shape: Shape, startMs: number): HourBlock {
  return {
    startMs,
    shape,
    totals: NO_SAMPLES,
    finalUntilMs: startMs,
    asOfMs: Number.NEGATIVE_INFINITY,
  };
}

/** The columns plus what V8 and the cache spend on an entry. */
function blockBytes(block: HourBlock): number {
  return 450 + block.totals.byteLength;
}
