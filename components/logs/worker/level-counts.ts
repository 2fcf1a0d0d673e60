import type { LogHistogram } from "@/components/logs/protocol";
import { LEVEL_CODES, levelHistogram } from "@/lib/logs/histogram";
import { ERROR, WARN } from "@/lib/logs/level-words";
import type { LineLevels } from "@/lib/logs/levels";
import type { LineId, LogBook } from "@/lib/logs/log-book";

const BINS = 120;

/** Levels by time in the three layers that the page draws. */
export function histogramOf(
  book: LogBook,
  levels: LineLevels,
  lines: ArrayLike<LineId>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): LogHistogram | null {
  if (toMs <= fromMs) return null;
  const { binMs, bins, counts } = levelHistogram(book, levels, lines, fromMs, toMs, BINS);
  const layer = (fits: (level: number) => boolean) =>
    Array.from({ length: bins }, (_, bin) => {
      let count = 0;
      for (let level = 0; level < LEVEL_CODES; level++) {
        if (fits(level)) count += counts[bin * LEVEL_CODES + level] ?? 0;
      }
      return count;
    });
  return {
    fromMs,
    binMs,
    errors: layer((level) => level >= ERROR),
    warnings: layer((level) => level === WARN),
    others: layer((level) => level < WARN),
  };
}
