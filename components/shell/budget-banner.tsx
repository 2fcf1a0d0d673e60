"use client";

import { Wallet } from "lucide-react";
import { ChangeBudget } from "@/components/view/change-budget";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact } from "@/lib/base/format-number";
import type { BudgetView } from "@/lib/model/views/own-spend";

/** Says on every page that billed calls are stopped, and lets them go on. */
export function BudgetBanner({ budget }: { readonly budget: BudgetView }) {
  const { stoppedCalls, spentUsd, limitUsd } = budget;
  return (
    <section
      aria-label="Budget"
      data-testid="budget-banner"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-warning-soft px-3 py-2 sm:px-5"
    >
      <p role="status" className="flex min-w-0 items-start gap-2">
        <Wallet className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
        <span>
          <strong className="font-medium">The budget stops billed calls to AWS.</strong> {formatUsd(spentUsd)}{" "}
          of {formatUsd(limitUsd)} are spent since 00:00 UTC
          {stoppedCalls === 0
            ? ""
            : `; ${formatExact(stoppedCalls)} ${stoppedCalls === 1 ? "call was" : "calls were"} not sent`}
          . Free reads and cached answers go on.
        </span>
      </p>
      <span className="flex flex-wrap items-center gap-2 sm:ml-auto">
        <ChangeBudget budget={budget} />
      </span>
    </section>
  );
}
