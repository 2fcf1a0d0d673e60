"use client";

import { lazy, Suspense } from "react";
import { useSlot } from "@/components/view/publish";
import { pageSpend } from "@/components/view/view-store";
import type { BudgetView } from "@/lib/model/views/own-spend";

const BudgetBanner = lazy(() =>
  import("@/components/shell/budget-banner").then((module) => ({ default: module.BudgetBanner })),
);

/** The banner where it is needed; most pages never load it. */
export function BudgetNotice() {
  const budget = useSlot(pageSpend)?.own.budget;
  if (budget === undefined || !stops(budget)) return null;
  return (
    <Suspense fallback={null}>
      <BudgetBanner budget={budget} />
    </Suspense>
  );
}

function stops({ limitUsd, spentUsd, stoppedCalls }: BudgetView): boolean {
  return limitUsd !== null && (stoppedCalls > 0 || spentUsd >= limitUsd);
}
