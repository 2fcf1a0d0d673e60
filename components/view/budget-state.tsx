import { cn } from "@/components/ui/class-names";
import { ChangeBudget } from "@/components/view/change-budget";
import { formatUsd } from "@/lib/base/format-money";
import { formatRatio } from "@/lib/base/format-number";
import type { BudgetView } from "@/lib/model/views/own-spend";

interface BudgetStateProps {
  readonly budget: BudgetView;
  readonly className?: string;
  readonly onChanged?: () => void;
}

/** How much of today's budget is left, and what changes it. */
export function BudgetState({ budget, className, onChanged }: BudgetStateProps) {
  const { configuredUsd, limitUsd, spentUsd } = budget;
  if (configuredUsd === null) {
    return (
      <p className={cn("text-ink-2 text-xs", className)}>
        No budget is set: LAMBDASCOPE_BUDGET_USD_PER_DAY limits what billed calls may cost a day.
      </p>
    );
  }
  const share = limitUsd === null ? null : limitUsd === 0 ? 1 : spentUsd / limitUsd;
  return (
    <div className={cn("space-y-1.5 text-xs", className)}>
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">Budget</span>
        {limitUsd === null || share === null ? (
          <span className="text-ink-2">
            lifted until 00:00 UTC; {formatUsd(spentUsd)} spent today, {formatUsd(configuredUsd)} a day
            otherwise
          </span>
        ) : (
          <span className="text-ink-2">
            {formatUsd(spentUsd)} of {formatUsd(limitUsd)} ({formatRatio(share)}) until 00:00 UTC
            {limitUsd === configuredUsd ? "" : `, raised from ${formatUsd(configuredUsd)}`}
          </span>
        )}
      </p>
      {share === null ? null : (
        <span aria-hidden className="block h-1.5 overflow-hidden rounded-sm bg-sunken">
          <span
            className={cn("block h-full rounded-sm", share >= 0.8 ? "bg-warning" : "bg-ink-3")}
            style={{ width: `${Math.min(100, share * 100)}%` }}
          />
        </span>
      )}
      <p className="flex flex-wrap items-center gap-2 pt-1">
        <ChangeBudget budget={budget} onChanged={onChanged} />
      </p>
    </div>
  );
}
