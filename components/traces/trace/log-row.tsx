import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/base/format-duration";
import { plainText } from "@/lib/base/plain-text";
import type { LineRow } from "@/lib/model/views/log-answer";
import type { SpanTree } from "@/lib/traces/show/span-tree";
import { shareOf, type TimeView } from "@/lib/traces/show/time-view";

interface LogRowProps {
  readonly tree: SpanTree;
  readonly span: number;
  readonly line: LineRow;
  readonly startMs: number;
  readonly view: TimeView;
  /** Where the time axis begins, percent of the row. */
  readonly axisFrom: string;
}

/** Text of one row; the whole line is on the Logs page. */
const MAX_TEXT = 400;
/** What the row says anyway: time, request id and level at the head of a line of text. */
const HEAD = /^\S{20,30}Z\s+[0-9a-f-]{36}\s+(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s+/;

/** A log line under its span: when, how bad, what; with a tick at its time on the axis. */
export function LogRow({ tree, span, line, startMs, view, axisFrom }: LogRowProps) {
  const offsetMs = line.timestampMs - startMs;
  const share = shareOf(view, offsetMs);
  const bad = line.level === "error" || line.level === "fatal";
  const indent = 28 + Math.min(tree.depth[span] ?? 0, 24) * 12;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not drawn cannot be in a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <span role="gridcell" className="relative col-span-2 row-span-2 min-w-0 overflow-hidden">
      {share >= 0 && share <= 1 ? (
        <span aria-hidden className="absolute inset-y-0 right-3 left-3" style={{ left: axisFrom }}>
          <span
            className={cn("absolute inset-y-0 w-0.5", bad ? "bg-critical" : "bg-line-strong")}
            style={{ left: `${share * 100}%` }}
          />
        </span>
      ) : null}
      <span
        className="relative flex h-6 items-center gap-2 pr-3 font-mono text-2xs"
        style={{ paddingLeft: indent }}
      >
        <span className="w-16 shrink-0 text-right text-ink-3">
          {offsetMs < 0 ? "−" : "+"}
          {formatDuration(Math.abs(offsetMs))}
        </span>
        <span className={cn("w-9 shrink-0 uppercase", bad ? "text-critical" : "text-ink-3")}>
          {line.level ?? ""}
        </span>
        <span className="truncate text-ink" title={plainText(line.message.slice(0, 2_000))}>
          {plainText(line.message.slice(0, MAX_TEXT).replace(HEAD, "").replace(/\s+/g, " "))}
        </span>
      </span>
    </span>
  );
}
