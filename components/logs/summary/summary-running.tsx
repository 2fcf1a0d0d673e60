"use client";

import type { PartProgress } from "@/components/logs/summary/use-summary";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/lib/base/format-size";
import type { LogSummary } from "@/lib/model/views/log-summary";
import type { SummaryPart } from "@/lib/url/log-summary";

interface SummaryRunningProps {
  readonly parts: readonly SummaryPart[];
  readonly progress: ReadonlyMap<SummaryPart, PartProgress>;
  readonly estimate: LogSummary["estimate"] | null;
  readonly onStop: () => void;
}

/** How far the queries are; an estimate can be too low, so only finished queries fill their share. */
export function SummaryRunning({ parts, progress, estimate, onStop }: SummaryRunningProps) {
  const each = estimate?.bytes ?? null;
  const shares = parts.map((part) => {
    const known = progress.get(part);
    if (known === undefined || known.state === "queued") return 0;
    if (known.state === "complete") return 1;
    return each === null || each === 0 ? 0.1 : Math.min(0.9, known.bytesScanned / each);
  });
  const percent = Math.round((shares.reduce((sum, one) => sum + one, 0) / Math.max(1, parts.length)) * 100);
  const scanned = [...progress.values()].reduce((sum, { bytesScanned }) => sum + bytesScanned, 0);
  const queued = [...progress.values()].filter(({ state }) => state === "queued").length;
  const ready = [...progress.values()].filter(({ state }) => state === "complete").length;
  return (
    <section
      aria-label="Counting"
      data-testid="summary-running"
      className="max-w-3xl rounded-lg border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="min-w-0">
          <span className="font-medium">Logs Insights counts: </span>
          {ready} of {parts.length} queries done, {formatBytes(scanned)} scanned
          {queued > 0 ? `; ${queued} wait, because too many queries run in this account` : ""}
        </p>
        <Button size="sm" className="ml-auto" onClick={onStop}>
          Stop
        </Button>
      </div>
      <div
        role="progressbar"
        aria-label="Counting"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="mt-2 h-1 overflow-hidden rounded-sm bg-line"
      >
        <div
          className="h-full origin-left bg-ink transition-transform"
          style={{ transform: `scaleX(${Math.max(2, percent) / 100})` }}
        />
      </div>
      <p className="pt-2 text-ink-3 text-xs">
        What was scanned until you stop is paid; what was found stays readable for seven days.
      </p>
    </section>
  );
}
