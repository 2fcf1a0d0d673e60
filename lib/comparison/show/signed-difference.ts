import { threeDigits } from "@/lib/base/format-number";
import { type DisplayUnit, formatValue } from "@/lib/base/format-value";

/**
 * A difference with its sign. Of shares it is in percentage points, which are no percent of anything:
 * `0.095` → `+9.5 pp`, `-12` ms → `−12 ms`, `0` → `±0 ms`. Small dollars keep
 * their digits, since `−<$0.0001` would say nothing.
 */
export function signedDifference(value: number, unit: DisplayUnit): string {
  const sign = value > 0 ? "+" : value < 0 ? "−" : "±";
  const size = Math.abs(value);
  if (unit === "usd" && size > 0 && size < 0.0001) return `${sign}$${size.toFixed(6)}`;
  if (unit !== "ratio") return `${sign}${formatValue(size, unit)}`;
  const points = size * 100;
  return points !== 0 && points < 0.01 ? `${sign}<0.01 pp` : `${sign}${threeDigits(points)} pp`;
}
