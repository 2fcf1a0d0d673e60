import { CircleCheck, CircleDashed, OctagonX, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/class-names";

export type StatusLevel = "ok" | "warning" | "critical" | "unknown";

const looks = {
  ok: { icon: CircleCheck, word: "Healthy", text: "text-ok", soft: "bg-ok-soft text-ok" },
  warning: {
    icon: TriangleAlert,
    word: "Warning",
    text: "text-warning",
    soft: "bg-warning-soft text-warning",
  },
  critical: {
    icon: OctagonX,
    word: "Failing",
    text: "text-critical",
    soft: "bg-critical-soft text-critical",
  },
  unknown: {
    icon: CircleDashed,
    word: "No data",
    text: "text-unknown",
    soft: "bg-unknown-soft text-unknown",
  },
} as const satisfies Record<StatusLevel, unknown>;

/** Shape and word say the status; colour only repeats it. */
export function StatusIcon({
  level,
  className,
}: {
  readonly level: StatusLevel;
  readonly className?: string;
}) {
  const { icon: Icon, word, text } = looks[level];
  return (
    <span className={cn("inline-flex shrink-0", text, className)} role="img" aria-label={word}>
      <Icon className="size-4" strokeWidth={2} aria-hidden />
    </span>
  );
}

export function StatusBadge({
  level,
  children,
}: {
  readonly level: StatusLevel;
  readonly children?: string;
}) {
  const { icon: Icon, word, soft } = looks[level];
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs",
        soft,
      )}
    >
      <Icon className="size-3.5" aria-hidden />
      {children ?? word}
    </span>
  );
}

/** Text colour of a status, for figures that carry it. */
export function statusText(level: StatusLevel): string {
  return level === "critical" || level === "warning" ? looks[level].text : "";
}
