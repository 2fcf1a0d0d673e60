import { LRUCache } from "lru-cache";
import { floorTo, HOUR_MS } from "@/lib/base/time";
import type { IndexList } from "@/lib/sandbox/world/types";

/**
 * Records of one hour as rows of 32-bit numbers, ascending by start. Reading a record from the world makes an object
 * of twenty fields; a function of a busy shop has a hundred thousand of them an hour, and every metric looks at all.
 */
interface PackedHour {
  rows: Uint32Array;
  /** Records that start before this never change again. */
  finalUntilMs: number;
  /** Clock at the last look. */
  asOfMs: number;
}

export type PackedCache = LRUCache<string, PackedHour>;

export function packedCache(maxBytes: number): PackedCache {
  return new LRUCache({ maxSize: maxBytes, sizeCalculation: (hour) => 400 + hour.rows.byteLength });
}

/** Column 0 of every row: hundredths of a millisecond since the hour began. */
const START = 0;

export interface PackedRecordsOptions {
  readonly key: string;
  /** Numbers per row. */
  readonly width: number;
  readonly settleMs: number;
  /** Records with fromMs <= start < toMs, ascending. */
  readonly list: (fromMs: number, toMs: number) => IndexList;
  /** Writes columns 1 and on of the row at `at`; returns the record's start, epoch ms. */
  readonly pack: (index: number, rows: Uint32Array, at: number) => number;
}

/** `at` is where the row begins in `rows`. */
export type VisitRow = (startMs: number, rows: Uint32Array, at: number) => void;

export class PackedRecords {
  readonly settleMs: number;
  readonly #cache: PackedCache;
  readonly #options: PackedRecordsOptions;

  constructor(cache: PackedCache, options: PackedRecordsOptions) {
    this.#cache = cache;
    this.#options = options;
    this.settleMs = options.settleMs;
  }

  /** Visits records with fromMs <= start < toMs, ascending. */
  each(fromMs: number, toMs: number, nowMs: number, visit: VisitRow): void {
    const { width } = this.#options;
    for (let hourMs = floorTo(fromMs, HOUR_MS); hourMs < toMs && hourMs <= nowMs; hourMs += HOUR_MS) {
      const rows = this.#rows(hourMs, nowMs);
      const first = firstAt(rows, width, (fromMs - hourMs) * 100);
      const last = firstAt(rows, width, (toMs - hourMs) * 100);
      for (let at = first; at < last; at += width) visit(hourMs + (rows[at + START] ?? 0) / 100, rows, at);
    }
  }

  #rows(hourMs: number, nowMs: number): Uint32Array {
    const key = `${hourMs} ${this.#options.key}`;
    const known = this.#cache.get(key);
    const endMs = hourMs + HOUR_MS;
    if (known && (known.finalUntilMs >= endMs || known.asOfMs === nowMs)) return known.rows;
    const finalUntilMs = Math.min(endMs, Math.max(hourMs, Math.floor(nowMs - this.settleMs)));
    const rows = this.#read(hourMs, known);
    this.#cache.set(key, { rows, finalUntilMs, asOfMs: nowMs });
    return rows;
  }

  /** Keeps the rows that are final and reads the rest of the hour again. */
  #read(hourMs: number, known: PackedHour | undefined): Uint32Array {
    const { width, list, pack } = this.#options;
    const fromMs = known?.finalUntilMs ?? hourMs;
    const kept = known
      ? known.rows.subarray(0, firstAt(known.rows, width, (fromMs - hourMs) * 100))
      : undefined;
    const fresh = list(fromMs, hourMs + HOUR_MS);
    let at = kept?.length ?? 0;
    const rows = new Uint32Array(at + fresh.length * width);
    if (kept) rows.set(kept);
    for (let i = 0; i < fresh.length; i++) {
      const index = fresh[i];
      if (index === undefined) continue;
      const startMs = pack(index, rows, at);
      rows[at + START] = Math.floor((startMs - hourMs) * 100);
      at += width;
    }
    return rows;
  }
}

/** Position of the first row that starts at or after this many hundredths. */
function firstAt(rows: Uint32Array, width: number, startCs: number): number {
  let low = 0;
  let high = rows.length / width;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle * width + START] ?? 0) < startCs) low = middle + 1;
    else high = middle;
  }
  return low * width;
}
