import { formatUsd } from "@/lib/base/format-money";
import type { UsdRange } from "@/lib/model/views/cost";

/** A difference for a table: `−$3.33`, `+$1.20`, `−$5.00 to −$3.00`, `±$0.00`. */
export function deltaText({ lowUsd, highUsd }: UsdRange): string {
  const [low, high] = [signed(lowUsd), signed(highUsd)];
  return low === high ? low : `${low} to ${high}`;
}

/** The same in words, of a month: `saves $3.00 to $5.00 a month`. */
export function deltaWords({ lowUsd, highUsd }: UsdRange): string {
  const [low, high] = [formatUsd(Math.abs(lowUsd)), formatUsd(Math.abs(highUsd))];
  const span = (from: string, to: string) => (from === to ? from : `${from} to ${to}`);
  if (isNothing(lowUsd) && isNothing(highUsd)) return "changes nothing";
  if (highUsd <= 0 || isNothing(highUsd)) {
    return isNothing(highUsd) ? `saves up to ${low} a month` : `saves ${span(high, low)} a month`;
  }
  if (lowUsd >= 0 || isNothing(lowUsd)) {
    return isNothing(lowUsd) ? `costs up to ${high} a month more` : `costs ${span(low, high)} a month more`;
  }
  return `costs between ${low} less and ${high} more a month`;
}

/** What binary fractions leave of nothing. */
function isNothing(usd: number): boolean {
  return Math.abs(usd) < 1e-6;
}

function signed(usd: number): string {
  if (isNothing(usd)) return "±$0.00";
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd);
}
