import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import { formatBytes, formatMemoryMb } from "@/lib/base/format-size";

export type DisplayUnit = "count" | "ratio" | "ms" | "bytes" | "usd" | "per-second" | "mb";

const formats = {
  count: formatCount,
  ratio: formatRatio,
  ms: formatDuration,
  bytes: formatBytes,
  usd: formatUsd,
  "per-second": (value: number) => `${formatCount(value)}/s`,
  mb: formatMemoryMb,
} as const satisfies Record<DisplayUnit, (value: number) => string>;

/** A value in its unit, as text. null and undefined are `–`. */
export function formatValue(value: number | null | undefined, unit: DisplayUnit): string {
  return value === null || value === undefined ? NO_DATA : formats[unit](value);
}

/**
 * A change against an earlier value, always signed: `0.123` → `+12 %`, `-0.5` → `−50 %`, `4.2` → `5.2×`, `0` → `±0 %`.
 * Growth beyond a tripling reads better as a factor than as percent.
 */
export function formatChange(ratio: number | null): string {
  if (ratio === null || !Number.isFinite(ratio)) return NO_DATA;
  if (ratio >= 2) return `${ratio >= 9 ? Math.round(ratio + 1) : (ratio + 1).toFixed(1)}×`;
  const percent = Math.abs(ratio * 100);
  if (percent < 0.05) return "±0 %";
  const text = percent < 10 ? percent.toFixed(1).replace(/\.0$/, "") : percent.toFixed(0);
  return `${ratio > 0 ? "+" : "−"}${text} %`;
}
