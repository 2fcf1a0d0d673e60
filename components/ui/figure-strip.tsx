import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";

export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** One row of nine where there is room; more of them, ranges of dollars among them, need wider columns. */
function strip(count: number): string {
  const columns =
    count > 9 ? "grid-cols-2 sm:grid-cols-4 lg:grid-cols-6" : "grid-cols-3 sm:grid-cols-5 xl:grid-cols-9";
  return `-mr-px -mb-px grid ${columns}`;
}

const cell = "border-line border-r border-b px-3 py-2";

/** A row of figures of the window. */
export function FigureStrip({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className={strip(figures.length)}>
      {figures.map(({ key, label, value }) => (
        <div key={key} data-testid={`figure-${key}`} className={cell}>
          <dt className="truncate text-ink-3 text-xs" title={label}>
            {label}
          </dt>
          <dd className="font-semibold text-md">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function FigureStripSkeleton({ count, label }: { readonly count: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className={strip(count)}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className={cell}>
          <Skeleton className="my-0.5 h-3 w-16" />
          <Skeleton className="my-0.5 h-4 w-12" />
        </div>
      ))}
    </div>
  );
}
