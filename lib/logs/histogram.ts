import type { LineLevels } from "@/lib/logs/levels";
import type { LineId, LogBook } from "@/lib/logs/log-book";

/** Line counts over time by level. */
export interface LevelHistogram {
  readonly fromMs: number;
  readonly binMs: number;
  readonly bins: number;
  /** `counts[bin * 7 + level code]`; code 0 is lines without a level. */
  readonly counts: Uint32Array;
}

export const LEVEL_CODES = 7;

/**
 * Counts lines of [fromMs, toMs) in equal bins.
 * @param lines line ids in order; those outside of the time are left out
 * @throws RangeError unless fromMs < toMs and bins ≥ 1
 */
export function levelHistogram(
  book: LogBook,
  levels: LineLevels,
  lines: ArrayLike<LineId>,
  fromMs: number,
  toMs: number,
  bins: number,
): LevelHistogram {
  if (!(fromMs < toMs) || !(bins >= 1)) throw new RangeError("a histogram needs a span of time and a bin");
  const count = Math.floor(bins);
  const binMs = (toMs - fromMs) / count;
  const counts = new Uint32Array(count * LEVEL_CODES);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? -1;
    const ms = book.timeOf(line);
    if (ms < fromMs || ms >= toMs) continue;
    const bin = Math.min(count - 1, Math.floor((ms - fromMs) / binMs));
    const at = bin * LEVEL_CODES + levels.codeOf(line);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { fromMs, binMs, bins: count, counts };
}
