import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

const tones = {
  neutral: "text-ink-3",
  warning: "text-warning",
  critical: "text-critical",
} as const;

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly tone: keyof typeof tones;
  readonly title: string;
  /** What happened. */
  readonly children: ReactNode;
  /** What to do now. */
  readonly nextStep?: string;
  /** Technical name of what was tried, e.g. `cloudwatch:GetMetricData`. */
  readonly operation?: string;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** Stands where content would be and says what happened, to what, and what to do next. */
export function Notice({
  icon: Icon,
  tone,
  title,
  children,
  nextStep,
  operation,
  actions,
  className,
}: NoticeProps) {
  return (
    <div className={cn("flex gap-3 border-line border-t px-4 py-4", className)}>
      <Icon className={cn("mt-0.5 size-4 shrink-0", tones[tone])} aria-hidden />
      <div className="min-w-0 max-w-[72ch] space-y-1">
        <p className="font-medium">
          {title}
          {operation ? (
            <code className="ml-2 break-all font-normal font-mono text-ink-3 text-xs">{operation}</code>
          ) : null}
        </p>
        <div className="break-words text-ink-2">{children}</div>
        {nextStep ? <p className="text-ink">{nextStep}</p> : null}
        {actions ? <div className="flex flex-wrap items-center gap-2 pt-2">{actions}</div> : null}
      </div>
    </div>
  );
}
