import { NO_DATA } from "@/lib/base/format-number";

/**
 * US dollars for reading on: every digit that matters of figures far below a cent, and no more than cents of large ones.
 *
 *     90.036 → $90.036     65726.28 → $65,726.28     0.00002501 → $0.00002501     0.1 → $0.10     0 → $0.00
 */
export function exactUsd(usd: number | null | undefined): string {
  if (usd === null || usd === undefined || !Number.isFinite(usd)) return NO_DATA;
  const size = Math.abs(usd);
  const sign = usd < 0 ? "−" : "";
  if (size === 0) return "$0.00";
  // 1 → 3 decimals, 0.000025 → four digits behind the zeros.
  const most = size >= 1000 ? 2 : size >= 1 ? 3 : Math.min(15, 3 - Math.floor(Math.log10(size)));
  return `${sign}$${size.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: most })}`;
}
