import { LRUCache } from "lru-cache";
import { floorTo, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { SampleSource } from "./metric";

const MINUTES = 60;

/**
 * Totals of one hour of one source, minute by minute. Only what the shape needs is stored: for `ones` the sum is the
 * count, for `flags` the extremes follow from count and sum.
 */
interface HourBlock {
  readonly startMs: number;
  readonly count: Uint32Array;
  readonly sum: Float64Array | undefined;
  readonly min: Float64Array | undefined;
  readonly max: Float64Array | undefined;
  /** Minutes before this never change again. */
  finalUntilMs: number;
  /** Clock at the last look. */
  asOfMs: number;
}

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
      const block = this.#block(source, hour, nowMs);
      const first = Math.max(0, (fromMs - hour) / MINUTE_MS);
      const last = Math.min(MINUTES, (toMs - hour) / MINUTE_MS);
      for (let minute = first; minute < last; minute++) {
        const count = block.count[minute] ?? 0;
        if (count === 0) continue;
        const sum = block.sum?.[minute] ?? count;
        const min = block.min?.[minute] ?? (sum < count ? 0 : 1);
        const max = block.max?.[minute] ?? (sum > 0 ? 1 : 0);
        visit(hour + minute * MINUTE_MS, count, sum, min, max);
      }
    }
  }

  #block(source: SampleSource, hourMs: number, nowMs: number): HourBlock {
    const key = `${hourMs} ${source.key}`;
    let block = this.#blocks.get(key);
    if (!block) {
      block = emptyBlock(source, hourMs);
      this.#blocks.set(key, block);
    }
    if (block.finalUntilMs < hourMs + HOUR_MS && block.asOfMs !== nowMs) this.#refresh(block, source, nowMs);
    return block;
  }

  #refresh(block: HourBlock, source: SampleSource, nowMs: number): void {
    const endMs = block.startMs + HOUR_MS;
    const firstOpen = (block.finalUntilMs - block.startMs) / MINUTE_MS;
    block.count.fill(0, firstOpen);
    block.sum?.fill(0, firstOpen);
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
  const minute = Math.floor((atMs - block.startMs) / MINUTE_MS);
  const before = block.count[minute] ?? 0;
  block.count[minute] = before + count;
  if (block.sum) block.sum[minute] = (block.sum[minute] ?? 0) + sum;
  if (block.min) block.min[minute] = before === 0 ? min : Math.min(block.min[minute] ?? min, min);
  if (block.max) block.max[minute] = before === 0 ? max : Math.max(block.max[minute] ?? max, max);
}

function emptyBlock(source: SampleSource, startMs: number): HourBlock {
  const values = source.shape === "values";
  return {
    startMs,
    count: new Uint32Array(MINUTES),
    sum: source.shape === "ones" ? undefined : new Float64Array(MINUTES),
    min: values ? new Float64Array(MINUTES) : undefined,
    max: values ? new Float64Array(MINUTES) : undefined,
    finalUntilMs: startMs,
    asOfMs: Number.NEGATIVE_INFINITY,
  };
}

/** Array contents plus what V8 spends on each typed array and on the key. */
function blockBytes(block: HourBlock): number {
  const doubles = [block.sum, block.min, block.max].filter((column) => column !== undefined).length;
  return 600 + MINUTES * 4 + doubles * (MINUTES * 8 + 200);
}
