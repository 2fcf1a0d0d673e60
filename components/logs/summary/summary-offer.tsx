"use client";

import { Gauge } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatBytes } from "@/lib/base/format-size";
import type { LogSummary } from "@/lib/model/views/log-summary";
import { type SummaryPart, summaryParts } from "@/lib/url/log-summary";

interface SummaryOfferProps {
  readonly estimate: LogSummary["estimate"];
  readonly windowMs: number;
  readonly onRun: (parts: readonly SummaryPart[]) => void;
  readonly onLines: () => void;
}

const questions = {
  counts: "Lines by level over time, requests and failures by function",
  errors: "The most frequent errors",
  slowest: "The slowest requests",
} as const satisfies Record<SummaryPart, string>;

/** What counting would scan and cost, before anything is paid, and the other way to read. */
export function SummaryOffer({ estimate, windowMs, onRun, onLines }: SummaryOfferProps) {
  const [parts, setParts] = useState<readonly SummaryPart[]>(summaryParts);
  const { bytes, costUsd, pricesAsOf } = estimate;
  const price = costUsd === null ? null : costUsd * parts.length;
  return (
    <section
      aria-label="How to read this window"
      data-testid="summary-offer"
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
          {bytes === null
            ? "How much is in it is not known: its log groups are too new, or may not be described. "
            : "That is more than one load reads (200,000 lines or 64 MB). "}
          CloudWatch Logs Insights can count it where it is stored; the lines of any part of it are then a
          drag away.
        </p>
      </div>
      <fieldset className="px-4 py-3">
        <legend className="sr-only">What to count</legend>
        {summaryParts.map((part) => (
          <label key={part} className="flex min-h-8 items-center gap-2.5 py-1">
            <input
              type="checkbox"
              checked={parts.includes(part)}
              onChange={(event) =>
                setParts(
                  summaryParts.filter((one) => (one === part ? event.target.checked : parts.includes(one))),
                )
              }
            />
            <span className="min-w-0">{questions[part]}</span>
            <span className="ml-auto shrink-0 whitespace-nowrap pl-4 text-ink-3 text-xs">
              {bytes === null
                ? "1 query, price not known"
                : `scans ${formatBytes(bytes)}, ${formatUsd(costUsd)}`}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
        <Button variant="solid" disabled={parts.length === 0} onClick={() => onRun(parts)}>
          Count by Insights{price === null ? "" : ` for about ${formatUsd(price)}`}
        </Button>
        <Button onClick={onLines}>Read lines, newest first</Button>
      </div>
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        Estimated from the bytes stored at the last midnight, as if traffic were even: right within a factor
        of a few. Prices of {pricesAsOf}. Reading lines costs nothing, only time.
      </p>
    </section>
  );
}
