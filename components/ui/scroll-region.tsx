import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

interface ScrollRegionProps {
  /** Names the region for those who do not see what is around it. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Scrolls inside its frame, by pointer and by keyboard. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn("overflow-auto focus-visible:-outline-offset-2", className)}
    >
      {children}
    </section>
  );
}
