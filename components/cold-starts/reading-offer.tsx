"use client";

import { Gauge } from "lucide-react";
import { ReadingActions } from "@/components/cold-starts/reading-actions";
import { formatDuration } from "@/lib/base/format-duration";
import { formatBytes } from "@/lib/base/format-size";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

interface ReadingOfferProps {
  readonly estimate: ColdStarts["estimate"];
  readonly windowMs: number;
  readonly onSumUp: () => void;
}

/** What summing up would scan and cost, before anything is paid, and the way that is free. */
export function ReadingOffer({ estimate, windowMs, onSumUp }: ReadingOfferProps) {
  const bytes = estimate?.bytes ?? null;
  const costUsd = estimate?.costUsd ?? null;
  return (
    <section
      aria-label="How to read this window"
      data-testid="cold-offer"
      className="max-w-3xl rounded-lg border border-line bg-surface"
    >
      <div className="space-y-1 px-4 pt-3">
        <h2 className="flex items-center gap-2 font-semibold text-md">
          <Gauge className="size-4 text-ink-3" aria-hidden />
          {bytes === null
            ? `A window of ${formatDuration(windowMs)}`
            : `This window holds about ${formatBytes(bytes)} of log lines`}
        </h2>
        <p className="max-w-[72ch] text-ink-2">
          CloudWatch has no metric of cold starts: they are in the log lines that the platform writes.
          {bytes === null ? " How much is in this window is not known. " : " "}
          Logs Insights can sum them up where they are stored. Reading the lines is free but slower, stops at
          100,000 of them, and tells more: why each cold start happened and what would have prevented it.
        </p>
      </div>
      <div className="px-4 py-3">
        <ReadingActions estimate={estimate} onSumUp={onSumUp} />
      </div>
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        {costUsd === null
          ? "The price cannot be estimated: log groups are too new, or may not be described. "
          : null}
        Estimated from the bytes stored at the last midnight, as if traffic were even: right within a factor
        of a few.
        {estimate === null ? "" : ` Prices of ${estimate.pricesAsOf}.`}
      </p>
    </section>
  );
}
