import { formatUsd } from "@/lib/base/format-money";
import { formatChange } from "@/lib/base/format-value";
import type { UsdRange } from "@/lib/model/views/cost";

/** As the reader sees it: `$1.20` when exact, `≈ $1.20` when both ends read so, `$1.20 – $1.60` otherwise. */
export function formatUsdRange(range: UsdRange): string {
  const [low, high] = [formatUsd(range.lowUsd), formatUsd(range.highUsd)];
  if (low !== high) return `${low} – ${high}`;
  return isExact(range) || low.startsWith("<") ? low : `≈ ${low}`;
}

/** Null, where nothing is known of a figure, stays so. */
export function optionalUsdRange(range: UsdRange | null): string {
  return range === null ? "–" : formatUsdRange(range);
}

/** The ends differ by no more than the last digits of sums. */
export function isExact({ lowUsd, highUsd }: UsdRange): boolean {
  return highUsd - lowUsd <= Math.abs(highUsd) * 1e-9;
}

export function middleUsd({ lowUsd, highUsd }: UsdRange): number {
  return (lowUsd + highUsd) / 2;
}

/**
 * How much more or less than before, by the middles; null where before is not known, was nothing, or the two ranges
 * overlap: they may be the same then.
 */
export function changeOf(now: UsdRange, before: UsdRange | null): number | null {
  if (before === null || middleUsd(before) <= 0) return null;
  const ratio = middleUsd(now) / middleUsd(before) - 1;
  const wide = !isExact(now) || !isExact(before);
  const overlap = now.lowUsd <= before.highUsd && before.lowUsd <= now.highUsd;
  return wide && overlap && ratio !== 0 ? null : ratio;
}

/** The change as text; says why where it cannot be told. */
export function changeText(now: UsdRange, before: UsdRange | null): string {
  if (before === null) return "–";
  const change = changeOf(now, before);
  if (change !== null) return formatChange(change);
  if (middleUsd(before) <= 0) return middleUsd(now) > 0 ? "new" : "±0 %";
  return "within the range";
}
