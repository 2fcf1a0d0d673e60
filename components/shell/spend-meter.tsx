"use client";

import { CircleDollarSign } from "lucide-react";
import { lazy, Suspense } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useSlot } from "@/components/view/publish";
import { pageSpend, resolvedView } from "@/components/view/view-store";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact } from "@/lib/base/format-number";

const SpendDetails = lazy(() =>
  import("@/components/shell/spend-details").then((module) => ({ default: module.SpendDetails })),
);

/** What this page asked of AWS and what that costs. Counted when all panels have settled. */
export function SpendMeter() {
  const spend = useSlot(pageSpend);
  const view = useSlot(resolvedView);
  const sent = spend ? spend.page.sent + spend.later.sent : 0;
  const cost = spend ? formatUsd(spend.page.costUsd + spend.later.costUsd) : null;
  const calls = spend
    ? `${formatExact(sent)} ${sent === 1 ? "call" : "calls"}`
    : view
      ? "counting…"
      : "no calls";
  return (
    <Popover>
      <PopoverTrigger
        aria-label={`AWS calls of this page: ${calls}${cost === null ? "" : `, ${cost}`}`}
        className="inline-flex h-8 items-center justify-end gap-1.5 rounded-md px-2 text-ink-2 text-xs hover:bg-hover data-[state=open]:bg-hover md:min-w-36"
      >
        <CircleDollarSign className="size-4 text-ink-3" aria-hidden />
        <span className="max-md:hidden">{calls}</span>
        {cost === null ? null : <span className="font-medium text-ink max-md:hidden">{cost}</span>}
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[540px] p-4">
        <h2 className="font-semibold">What Lambdascope itself asks of AWS</h2>
        {spend ? (
          <Suspense fallback={<p className="text-ink-3">Loading…</p>}>
            <SpendDetails spend={spend} />
          </Suspense>
        ) : (
          <p className="text-ink-3">Counted when every panel is there.</p>
        )}
      </PopoverContent>
    </Popover>
  );
}
