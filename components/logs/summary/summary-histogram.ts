import type { LogHistogram } from "@/components/logs/protocol";
import type { LogSummary } from "@/lib/model/views/log-summary";

/**
 * Bins as AWS gives them → the histogram of the page. Bins without lines are absent there and 0 here; AWS's bins lie on
 * whole multiples of their length, so the first may begin before the window.
 */
export function summaryHistogram(
  bins: NonNullable<LogSummary["bins"]>,
  binMs: number,
  window: { readonly fromMs: number; readonly toMs: number },
): LogHistogram {
  const fromMs = Math.floor(window.fromMs / binMs) * binMs;
  const count = Math.max(1, Math.ceil((window.toMs - fromMs) / binMs));
  const empty = () => Array.from({ length: count }, () => 0);
  const histogram = { fromMs, binMs, errors: empty(), warnings: empty(), others: empty() };
  for (const bin of bins) {
    const at = Math.floor((bin.fromMs - fromMs) / binMs);
    if (at < 0 || at >= count) continue;
    // A line with words of both kinds is an error.
    const warnings = Math.min(bin.warningLines, Math.max(0, bin.lines - bin.errorLines));
    histogram.errors[at] = bin.errorLines;
    histogram.warnings[at] = warnings;
    histogram.others[at] = Math.max(0, bin.lines - bin.errorLines - warnings);
  }
  return histogram;
}
