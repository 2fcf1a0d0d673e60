import { CircleCheck, CircleDashed, Clock, Flame, Hourglass, MemoryStick, OctagonX, Zap } from "lucide-react";
import type { RequestRow } from "@/components/logs/protocol";
import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/base/format-duration";
import type { StartMark } from "@/lib/logs/show/start-mark";
import type { LogLevel } from "@/lib/model/log";
import { isCold, startWords } from "@/lib/model/start-kind";

const levels = {
  trace: "text-ink-3",
  debug: "text-ink-3",
  info: "text-ink-2",
  warn: "text-warning font-medium",
  error: "text-critical font-medium",
  fatal: "text-critical font-semibold",
} as const satisfies Record<LogLevel, string>;

/** A level as its word; colour only repeats it. */
export function LevelMark({ level }: { readonly level: LogLevel | null }) {
  return <span className={cn("uppercase", level ? levels[level] : "text-ink-3")}>{level ?? "·"}</span>;
}

const statuses = {
  success: { icon: CircleCheck, word: "OK", tone: "text-ink-3" },
  error: { icon: OctagonX, word: "Error", tone: "text-critical" },
  timeout: { icon: Clock, word: "Timeout", tone: "text-critical" },
  "out-of-memory": { icon: MemoryStick, word: "Out of memory", tone: "text-critical" },
  crash: { icon: Flame, word: "Crash", tone: "text-critical" },
  throttled: { icon: Hourglass, word: "Throttled", tone: "text-warning" },
  running: { icon: CircleDashed, word: "Not finished", tone: "text-ink-3" },
  unknown: { icon: CircleDashed, word: "Unknown", tone: "text-ink-3" },
} as const satisfies Record<RequestRow["status"], unknown>;

export function requestStatusWord(status: RequestRow["status"]): string {
  return statuses[status].word;
}

export function RequestStatusMark({ row }: { readonly row: Pick<RequestRow, "status" | "httpStatus"> }) {
  const { icon: Icon, word, tone } = statuses[row.status];
  return (
    <span className={cn("flex min-w-0 items-center gap-1.5", tone)}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span className="truncate">{row.httpStatus === null ? word : `${row.httpStatus} ${word}`}</span>
    </span>
  );
}

/** How the request began: who waited, for what and how long. A cold start has a sign besides its colour. */
export function ColdMark({ row }: { readonly row: Pick<RequestRow, "startKind" | "initMs"> }) {
  const { startKind, initMs } = row;
  if (startKind === "warm") return null;
  if (startKind === null) {
    return (
      <span className="text-ink-3" title="What was read does not tell whether it waited for a cold start.">
        ·
      </span>
    );
  }
  const { word, meaning } = startWords[startKind];
  if (isCold(startKind) !== true) {
    return (
      <span className="text-ink-3" title={meaning}>
        {word}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1 text-[var(--series-1)]" title={meaning}>
      <Zap className="size-3 shrink-0" aria-hidden />
      <span className="truncate">
        {word === "cold" ? null : <span className="sr-only">cold start: </span>}
        {word}
        {initMs === null ? "" : ` ${formatDuration(initMs)}`}
      </span>
    </span>
  );
}

/** The same where a column has no room: a sign that says it all when asked. */
export function ColdSign({ row }: { readonly row: Pick<RequestRow, "startKind" | "initMs"> }) {
  const { startKind, initMs } = row;
  if (startKind === null || isCold(startKind) !== true) return null;
  const { label } = startWords[startKind];
  const text = initMs === null ? label : `${label}, ${formatDuration(initMs)}`;
  return (
    <span role="img" aria-label={text} title={text} className="mr-1 inline-flex align-[-2px]">
      <Zap className="size-3 text-[var(--series-1)]" aria-hidden />
    </span>
  );
}

/** Before the text of a line that is about an init or a restore. */
export function InitMark({ mark }: { readonly mark: StartMark }) {
  const { word, durationMs, felt } = mark;
  return (
    <span
      data-init-mark={word}
      className={cn(
        "mr-2 inline-flex h-4 shrink-0 items-center gap-1 self-center whitespace-nowrap rounded-sm border border-line bg-sunken px-1 text-2xs",
        felt ? "text-[var(--series-1)]" : "text-ink-3",
      )}
      title={
        felt
          ? "A request waited for this init or restore."
          : "An environment starts here; its first REPORT tells whether a request waited for it."
      }
    >
      {felt ? <Zap className="size-2.5" aria-hidden /> : null}
      {durationMs === null ? word : `${word} ${formatDuration(durationMs)}`}
    </span>
  );
}
