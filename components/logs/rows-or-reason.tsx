"use client";

import type { ReactNode } from "react";
import { isNothingRead } from "@/components/logs/nothing-read";
import type { QueryResult, SessionState } from "@/components/logs/protocol";
import { TableSkeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import type { LogView } from "@/lib/url/logs";

interface RowsOrReasonProps {
  readonly result: QueryResult | null;
  readonly session: SessionState;
  readonly filtered: boolean;
  readonly onShowAll: () => void;
  readonly children: (result: QueryResult) => ReactNode;
}

/** The rows, or why there are none. */
export function RowsOrReason({ result, session, filtered, onShowAll, children }: RowsOrReasonProps) {
  if (result && result.count > 0) return children(result);
  const loading = session.phase === "loading" || session.phase === "idle" || !result;
  if (loading && session.phase !== "failed") return <TableSkeleton rows={10} label="Loading logs" />;
  if (session.phase === "failed") return null;
  return (
    <div className="px-4 py-6 text-ink-2" data-testid="no-rows">
      {filtered && (result?.total ?? 0) > 0 ? (
        <p>
          None of {formatCount(result?.total)} matches the filters.{" "}
          <button type="button" className="underline" onClick={onShowAll}>
            Show all
          </button>
        </p>
      ) : session.failures.length > 0 ? (
        <p>Nothing could be read.</p>
      ) : result?.view === "errors" ? (
        <p>No errors in what was read.</p>
      ) : (
        <p>No log lines in this window.</p>
      )}
    </div>
  );
}

/** One of them, and several. */
const nouns = {
  requests: ["request", "requests"],
  lines: ["line", "lines"],
  errors: ["kind of error", "kinds of errors"],
} as const satisfies Record<LogView, readonly [string, string]>;

/** The page's answer: how many of what. */
export function LogsAnswer({
  session,
  result,
  view,
}: {
  readonly session: SessionState;
  readonly result: QueryResult | null;
  readonly view: LogView;
}) {
  const labels = session.sources.map((source) => source.label);
  const names = labels.length > 3 ? `${labels.length} sources` : labels.join(", ");
  const shown = isNothingRead(session) ? "–" : result ? formatCount(result.count) : "…";
  const of =
    result && result.count !== result.total && view !== "errors" ? ` of ${formatCount(result.total)}` : "";
  const noun = nouns[view][result?.count === 1 && of === "" ? 0 : 1];
  return (
    <p data-testid="answer" className="min-h-6 min-w-0 text-md max-sm:w-full sm:truncate">
      <span data-testid="row-count">{shown}</span>
      {of} {noun} {names === "" ? "" : `of ${names}`}
      {session.searching === null ? null : (
        <span className="text-ink-3"> · {Math.floor(session.searching * 100)} % looked through</span>
      )}
    </p>
  );
}
