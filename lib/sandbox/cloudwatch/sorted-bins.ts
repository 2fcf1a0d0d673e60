import { LRUCache } from "lru-cache";
import type { SampleSource } from "./metric";
import type { Grid } from "./periods";

/** Samples of one source, bin after bin, ascending inside each bin. */
export interface SortedBins {
  readonly values: Float64Array;
  /** Bin i is values[offsets[i] … offsets[i + 1]). */
  readonly offsets: Uint32Array;
}

interface Entry {
  readonly bins: SortedBins;
  readonly asOfMs: number;
  readonly settled: boolean;
}

/** Sorted samples for percentiles. Dear in memory, so kept only as long as a small budget allows. */
export class SortedBinsCache {
  readonly #entries: LRUCache<string, Entry>;

  constructor(maxBytes: number) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ bins }) => 500 + bins.values.byteLength + bins.offsets.byteLength,
    });
  }

  bins(source: SampleSource, grid: Grid, nowMs: number): SortedBins {
    const key = `${grid.startMs} ${grid.periodMs} ${grid.count} ${grid.endMs} ${source.key}`;
    const known = this.#entries.get(key);
    if (known && (known.settled || known.asOfMs === nowMs)) return known.bins;
    const bins = sortIntoBins(source, grid, nowMs);
    this.#entries.set(key, { bins, asOfMs: nowMs, settled: grid.endMs + source.settleMs <= nowMs });
    return bins;
  }
}

export function sortIntoBins(source: SampleSource, grid: Grid, nowMs: number): SortedBins {
  const binOf = (atMs: number) => Math.floor((atMs - grid.startMs) / grid.periodMs);
  // Scanned twice: counting first is cheaper than growing lists of samples.
  const offsets = new Uint32Array(grid.count + 1);
  source.scan(grid.startMs, grid.endMs, nowMs, (atMs) => {
    const bin = binOf(atMs);
    if (bin < grid.count) offsets[bin + 1] = (offsets[bin + 1] ?? 0) + 1;
  });
  for (let bin = 0; bin < grid.count; bin++) offsets[bin + 1] = (offsets[bin + 1] ?? 0) + (offsets[bin] ?? 0);
  const next = offsets.slice();
  const values = new Float64Array(offsets[grid.count] ?? 0);
  source.scan(grid.startMs, grid.endMs, nowMs, (atMs, value) => {
    const bin = binOf(atMs);
    if (bin >= grid.count) return;
    const at = next[bin] ?? 0;
    next[bin] = at + 1;
    values[at] = value;
  });
  for (let bin = 0; bin < grid.count; bin++) {
    const from = offsets[bin] ?? 0;
    const to = offsets[bin + 1] ?? 0;
    if (to - from > 1) values.subarray(from, to).sort();
  }
  return { values, offsets };
}
