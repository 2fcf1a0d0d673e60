"use client";

import { Gauge } from "lucide-react";
import type { ExactBill } from "@/components/cost/bill/use-exact-bill";
import { Button } from "@/components/ui/button";
import { formatUsd } from "@/lib/base/format-money";
import { formatBytes } from "@/lib/base/format-size";

interface ExactOfferProps {
  readonly state: ExactBill;
  readonly onAsk: () => void;
  readonly onRun: () => void;
  readonly onStop: () => void;
}

/** The way from a range to the exact bill: first what it would cost, then, at a press, the query. */
export function ExactOffer({ state, onAsk, onRun, onStop }: ExactOfferProps) {
  switch (state.phase) {
    case "found":
      return null;
    case "idle":
    case "asking":
      return (
        <Button size="sm" disabled={state.phase === "asking"} onClick={onAsk}>
          <Gauge aria-hidden />
          {state.phase === "asking" ? "Asking what it costs…" : "Make it exact…"}
        </Button>
      );
    case "offered": {
      const { bytes, costUsd, pricesAsOf } = state.estimate;
      return (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1" data-testid="exact-offer">
          <Button size="sm" variant="solid" onClick={onRun}>
            Make it exact{costUsd === null ? "" : ` for ${priceText(costUsd)}`}
          </Button>
          <span className="text-ink-3 text-xs">
            {bytes === null
              ? "One query of Logs Insights; how much it would scan is not known"
              : `One query of Logs Insights scans about ${formatBytes(bytes)}`}
            , prices of {pricesAsOf}
          </span>
        </span>
      );
    }
    case "running":
      return (
        <span className="flex items-center gap-3">
          <span role="status" className="text-ink-2 text-xs">
            Logs Insights adds up what was billed…
          </span>
          <Button size="sm" onClick={onStop}>
            Stop
          </Button>
        </span>
      );
    default:
      return (
        <span className="flex flex-wrap items-center gap-3">
          <span role="alert" className="text-critical text-xs">
            {state.message}
          </span>
          <Button size="sm" onClick={onAsk}>
            Try again
          </Button>
        </span>
      );
  }
}

function priceText(usd: number): string {
  const text = formatUsd(usd);
  return text.startsWith("<") ? `less than ${text.slice(1)}` : `about ${text}`;
}
