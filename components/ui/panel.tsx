import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

interface PanelProps {
  readonly title: string;
  /** Target of in-page links. */
  readonly id?: string;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled box. What is in it, and in which state, is its content's affair. */
export function Panel({ title, id, hint, actions, className, children }: PanelProps) {
  return (
    <section
      id={id}
      aria-label={title}
      className={cn("overflow-hidden rounded-lg border border-line bg-surface", className)}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
        <h2 className="font-semibold text-sm">{title}</h2>
        {hint ? <span className="text-ink-3 text-xs">{hint}</span> : null}
        {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}
