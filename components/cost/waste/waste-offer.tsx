"use client";

import { Gauge } from "lucide-react";
import type { WasteInLogs } from "@/components/cost/waste/use-waste";
import { Button } from "@/components/ui/button";
import { formatUsd } from "@/lib/base/format-money";
import { formatBytes } from "@/lib/base/format-size";
import type { CostWaste } from "@/lib/model/views/cost-waste";

interface WasteOfferProps {
  readonly estimate: CostWaste["logs"]["estimate"];
  readonly state: WasteInLogs;
  readonly onRun: () => void;
  readonly onStop: () => void;
}

/** The way to what only log lines tell, with its price before it is paid. */
export function WasteOffer({
  estimate: { bytes, costUsd, pricesAsOf },
  state,
  onRun,
  onStop,
}: WasteOfferProps) {
  if (state.phase === "running") {
    return (
      <span className="flex items-center gap-3">
        <span role="status" className="text-ink-2 text-xs">
          Logs Insights looks for it…
        </span>
        <Button size="sm" onClick={onStop}>
          Stop
        </Button>
      </span>
    );
  }
  const failed = state.phase === "failed";
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1" data-testid="waste-offer">
      <Button size="sm" variant="solid" onClick={onRun}>
        <Gauge aria-hidden />
        {failed ? "Look again" : "Look in the logs"}
        {costUsd === null ? "" : ` for ${priceText(costUsd)}`}
      </Button>
      {failed ? (
        <span role="alert" className="text-critical text-xs">
          {state.message}
        </span>
      ) : (
        <span className="text-ink-3 text-xs">
          {bytes === null
            ? "Logs Insights; how much it would scan is not known"
            : `Logs Insights scans about ${formatBytes(bytes)}`}
          , prices of {pricesAsOf}
        </span>
      )}
    </span>
  );
}

function priceText(usd: number): string {
  const text = formatUsd(usd);
  return text.startsWith("<") ? `less than ${text.slice(1)}` : `about ${text}`;
}
