import { cn } from "@/components/ui/class-names";
import type { LineRow } from "@/lib/model/views/log-answer";
import type { SpanTree } from "@/lib/traces/show/span-tree";
import { shareOf, type TimeView } from "@/lib/traces/show/time-view";

interface LogRowProps {
  readonly tree: SpanTree;
  readonly span: number;
  readonly line: LineRow;
  readonly startMs: number;
  readonly view: TimeView;
}

/** Text of one row; the whole line is on the Logs page. */
const MAX_TEXT = 400;

/** A log line under its span, with a tick at its time. */
export function LogRow({ tree, span, line, startMs, view }: LogRowProps) {
  const share = shareOf(view, line.timestampMs - startMs);
  const bad = line.level === "error" || line.level === "fatal";
  return (
    <>
      <span
        className="flex h-full min-w-0 items-center gap-2 pr-2 font-mono text-2xs"
        style={{ paddingLeft: 28 + Math.min(tree.depth[span] ?? 0, 24) * 12 }}
      >
        <span className={cn("w-9 shrink-0 uppercase", bad ? "text-critical" : "text-ink-3")}>
          {line.level ?? "log"}
        </span>
        <span className="truncate text-ink-2" title={line.message.slice(0, 2_000)}>
          {oneLine(line.message)}
        </span>
      </span>
      <span className="relative h-full overflow-hidden">
        {share >= 0 && share <= 1 ? (
          <span
            aria-hidden
            className={cn("absolute top-1.5 h-3 w-0.5", bad ? "bg-critical" : "bg-ink-2")}
            style={{ left: `${share * 100}%` }}
          />
        ) : null}
      </span>
    </>
  );
}

/** Control and bidirectional characters made visible: log content is hostile. */
function oneLine(message: string): string {
  return message
    .slice(0, MAX_TEXT)
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "�");
}
