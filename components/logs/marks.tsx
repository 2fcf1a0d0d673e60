import { CircleCheck, CircleDashed, Clock, Flame, Hourglass, MemoryStick, OctagonX, Zap } from "lucide-react";
import type { RequestRow } from "@/components/logs/protocol";
import { cn } from "@/components/ui/class-names";
import type { LogLevel } from "@/lib/model/log";

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

export function ColdMark({ row }: { readonly row: Pick<RequestRow, "cold" | "initMs"> }) {
  if (row.cold !== true) return <span className="text-ink-3">{row.cold === false ? "" : "·"}</span>;
  return (
    <span className="flex items-center gap-1 text-[var(--series-1)]" title="Cold start">
      <Zap className="size-3 shrink-0" aria-hidden />
      cold
    </span>
  );
}
