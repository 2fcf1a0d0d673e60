import { formatUsd } from "@/lib/base/format-money";
import type { UsdRange } from "@/lib/model/views/cost";

/** A range where there is little room: `$0.12–0.15`, or one figure when both ends read alike. */
export function compactUsdRange({ lowUsd, highUsd }: UsdRange): string {
  const [low, high] = [formatUsd(lowUsd), formatUsd(highUsd)];
  if (low === high) return low;
  return low.startsWith("$") ? `${low}–${high.replace("$", "")}` : `${low}–${high}`;
}

/** What a thousand of so many requests cost; null without any. */
export function perThousandOf(cost: UsdRange | null, requests: number | null): UsdRange | null {
  if (cost === null || requests === null || requests === 0) return null;
  return { lowUsd: (cost.lowUsd / requests) * 1000, highUsd: (cost.highUsd / requests) * 1000 };
}
