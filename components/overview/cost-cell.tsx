import { ViewLink } from "@/components/view/view-link";
import { NO_DATA } from "@/lib/base/format-number";
import { compactUsdRange, perThousandOf } from "@/lib/model/compact-usd-range";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { UsdRange } from "@/lib/model/views/cost";

interface CostCellProps {
  readonly name: string;
  readonly cost: UsdRange | null;
  /** Executions or gateway requests; null: none. */
  readonly requests: number | null;
  /** What they are called. */
  readonly unit: "invocations" | "requests";
  readonly path: string;
}

/** What the window cost, which leads to the bill; what a thousand cost is in its title. */
export function CostCell({ name, cost, requests, unit, path }: CostCellProps) {
  if (cost === null) return requests === null ? NO_DATA : <span className="text-ink-3">unknown</span>;
  const thousand = perThousandOf(cost, requests);
  return (
    <ViewLink
      path={path}
      className="hover:underline"
      aria-label={`Cost of ${name}: ${formatUsdRange(cost)}`}
      title={thousand ? `${formatUsdRange(thousand)} per 1,000 ${unit}` : undefined}
    >
      {compactUsdRange(cost)}
    </ViewLink>
  );
}
