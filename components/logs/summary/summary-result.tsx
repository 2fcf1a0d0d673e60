"use client";

import { useMemo } from "react";
import { LevelHistogram } from "@/components/logs/level-histogram";
import { summaryHistogram } from "@/components/logs/summary/summary-histogram";
import { ErrorsTable, GroupsTable, SlowestTable } from "@/components/logs/summary/summary-tables";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Button } from "@/components/ui/button";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount } from "@/lib/base/format-number";
import { formatBytes } from "@/lib/base/format-size";
import type { GroupCounts, LogSummary } from "@/lib/model/views/log-summary";

interface SummaryResultProps {
  readonly summary: LogSummary;
  readonly fromMs: number;
  readonly toMs: number;
  /** Makes a part of the window the page's window. */
  readonly onNarrow: (fromMs: number, toMs: number) => void;
  readonly onOnly: (sources: readonly string[]) => void;
  readonly onLines: () => void;
}

/** What the queries found, what they scanned, and the ways to the lines. */
export function SummaryResult({ summary, fromMs, toMs, onNarrow, onOnly, onLines }: SummaryResultProps) {
  const { bins, binMs, groups, errors, slowest, missing, sources } = summary;
  const histogram = useMemo(
    () => (bins === null || binMs === null ? null : summaryHistogram(bins, binMs, { fromMs, toMs })),
    [bins, binMs, fromMs, toMs],
  );
  return (
    <div data-testid="summary-result" className="space-y-4">
      <section
        aria-label="The window in counts"
        className="overflow-clip rounded-lg border border-line bg-surface"
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
          <p data-testid="answer" className="min-w-0 text-md">
            {sentence(summary)}
          </p>
          <Button size="sm" className="sm:ml-auto" onClick={onLines}>
            Read lines, newest first
          </Button>
        </div>
        {missing.length > 0 ? <PartialNotice failures={missing.map(({ failure }) => failure)} /> : null}
        {histogram ? (
          <LevelHistogram
            histogram={histogram}
            fromMs={fromMs}
            toMs={toMs}
            brush={null}
            onBrush={(range) => {
              if (range) onNarrow(Math.max(fromMs, range.fromMs), Math.min(toMs, range.toMs));
            }}
          />
        ) : null}
        <p data-testid="summary-cost" className="px-4 pb-2 text-ink-3 text-xs">
          Counted by Logs Insights: {formatBytes(summary.bytesScanned)} scanned by{" "}
          {Object.keys(summary.queries).length}{" "}
          {Object.keys(summary.queries).length === 1 ? "query" : "queries"}, {formatUsd(summary.scanCostUsd)}.
          Levels are told by words in the lines. Drag over the bars to read the lines of that time.
        </p>
      </section>
      {groups ? <GroupsTable groups={groups} onOnly={sources.length > 1 ? onOnly : null} /> : null}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {errors ? (
          <ErrorsTable
            errors={errors}
            linesRead={summary.errorLinesRead}
            limited={summary.errorLinesLimited}
          />
        ) : null}
        {slowest ? <SlowestTable slowest={slowest} /> : null}
      </div>
    </div>
  );
}

function sentence({ groups, errors, slowest }: LogSummary): string {
  if (groups === null) {
    const kinds = errors === null ? "" : `${formatCount(errors.length)} kinds of errors. `;
    return `${kinds}${slowest === null ? "" : `The ${formatCount(slowest.length)} slowest requests.`}`.trim();
  }
  const sum = (of: (row: GroupCounts) => number | null) =>
    groups.reduce((total, row) => total + (of(row) ?? 0), 0);
  const lines = sum((row) => row.lines);
  if (lines === 0) return "No log lines in this window.";
  const requests = groups.every((row) => row.requests === null)
    ? ""
    : `${formatCount(sum((row) => row.requests))} requests, `;
  return `${requests}${formatCount(lines)} lines, ${formatCount(sum((row) => row.errorLines))} of them tell of errors.`;
}
