import { NO_DATA } from "@/lib/base/format-number";

/**
 * US dollars with as many decimals as it takes to show two digits that matter.
 *
 *     0 → $0.00     12.345 → $12.35     0.0123 → $0.012     0.00000042 → <$0.0001     1234.5 → $1,234.50
 */
export function formatUsd(usd: number | null | undefined): string {
  if (usd === null || usd === undefined || !Number.isFinite(usd)) return NO_DATA;
  const size = Math.abs(usd);
  const sign = usd < 0 ? "−" : "";
  if (size === 0) return "$0.00";
  if (size < 0.0001) return usd > 0 ? "<$0.0001" : ">−$0.0001";
  const decimals = size >= 0.1 ? 2 : size >= 0.01 ? 3 : 4;
  return `${sign}$${size.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}`;
}
