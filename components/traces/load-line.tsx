"use client";

import { RotateCcw } from "lucide-react";
import { FailureNotice } from "@/components/panel/panel-state";
import type { TraceLoad } from "@/components/traces/trace-load";
import { Button } from "@/components/ui/button";
import { useZone } from "@/components/ui/zone-context";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact } from "@/lib/base/format-number";
import { formatDayClock } from "@/lib/base/format-time";
import type { ColdOnly } from "@/lib/model/views/traces";

interface LoadLineProps {
  readonly load: TraceLoad;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  /** Reads ten times as many; null where no more are read. */
  readonly onMore: (() => void) | null;
}

/** How far the reading is, what it cost, and what it left out. */
export function LoadLine({ load, fromMs, toMs, limit, onCancel, onAgain, onMore }: LoadLineProps) {
  const zone = useZone();
  const { phase, rows, processed, reachedMs, truncatedAtMs } = load;
  const read = reachedMs === null ? 0 : Math.max(0, Math.min(1, (toMs - reachedMs) / (toMs - fromMs)));
  const count = `${formatExact(rows.length)} ${rows.length === 1 ? "trace" : "traces"} of ${formatExact(processed)} looked at`;
  return (
    <div className="space-y-1 text-ink-3 text-xs">
      <div
        data-testid="trace-load"
        data-phase={phase}
        role="status"
        className="flex min-h-7 flex-wrap items-center gap-x-3"
      >
        {phase === "loading" ? (
          <>
            <progress
              value={read}
              max={1}
              aria-label="Part of the window that was read"
              className="h-1.5 w-32"
            />
            <span>Reading, newest first: {count}</span>
            <Button size="sm" onClick={onCancel}>
              Stop
            </Button>
          </>
        ) : (
          <>
            <span>
              {phase === "cancelled" ? "Stopped: " : ""}
              {count}
              {load.awsCalls === null ? "" : ` · ${formatExact(load.awsCalls)} AWS calls`}
              {load.costUsd === null ? "" : ` · ${formatUsd(load.costUsd)}`}
            </span>
            <Button size="sm" variant="ghost" onClick={onAgain}>
              <RotateCcw aria-hidden />
              Read again
            </Button>
          </>
        )}
      </div>
      {truncatedAtMs !== null ? (
        <p data-testid="truncated" className="text-warning">
          The newest {formatExact(rows.length)} are shown; the limit is {formatExact(limit)}. What began
          before {formatDayClock(truncatedAtMs, zone)} was not read.{" "}
          {onMore === null ? "Filter, or shorten the window." : ""}
          {onMore === null ? null : (
            <button type="button" className="underline" onClick={onMore}>
              Read more
            </button>
          )}
        </p>
      ) : null}
      {load.coldOnly === null ? null : <ColdLine {...load.coldOnly} />}
      {phase === "cancelled" && reachedMs !== null ? (
        <p className="text-warning">What began before {formatDayClock(reachedMs, zone)} was not read.</p>
      ) : null}
      {load.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {load.failure !== null ? (
        <div className="rounded-lg border border-line bg-surface text-ink text-sm">
          <FailureNotice failure={load.failure} className="border-t-0" />
        </div>
      ) : null}
      {load.error !== null ? <p className="text-critical">{load.error}</p> : null}
    </div>
  );
}

/** What the search for cold starts left out, and why. */
function ColdLine({ traces, found, unknown, unread }: ColdOnly) {
  return (
    <p data-testid="cold-only" className={unread > 0 ? "text-warning" : undefined}>
      Cold only: {formatExact(found)} of {formatExact(traces)} traces, by their documents, since X-Ray cannot
      search for it.
      {unknown > 0 ? ` ${formatExact(unknown)} do not tell and are left out.` : ""}
      {unread > 0
        ? ` ${formatExact(unread)} older ones were not looked into: filter, or shorten the window.`
        : ""}{" "}
      Inits that nobody waited for are none. What X-Ray did not sample or does not trace is not here; Logs has
      every request.
    </p>
  );
}
