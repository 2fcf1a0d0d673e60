import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

/** A neutral tag: kinds, methods, qualifiers. Status has its own badge. */
export function Badge({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center whitespace-nowrap rounded-sm border border-line bg-sunken px-1.5 text-ink-2 text-xs",
        className,
      )}
    >
      {children}
    </span>
  );
}
