// biome-ignore-all lint/a11y/useSemanticElements: rows that are not drawn cannot be in a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid answers the keys
"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useStretchedList } from "@/components/logs/use-stretched-list";
import { cn } from "@/components/ui/class-names";

export interface Column {
  readonly label: string;
  readonly className?: string;
}

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  readonly rowPx: number;
  readonly columns: readonly Column[];
  readonly template: string;
  /** The row that the keyboard is on; -1 for none. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** A row was clicked. */
  readonly onPress: (index: number) => void;
  /** Rows to single out besides the active one. */
  readonly marked?: (index: number) => boolean;
  readonly onKey: (event: KeyboardEvent, index: number) => void;
  readonly onRange: (first: number, last: number) => void;
  /** Follows the last row as rows are added, as long as the reader stays at the end. */
  readonly follow?: boolean;
  readonly testId?: string;
  readonly children: (index: number) => ReactNode;
}

/** Rows of one height, of any number, of which only those in view exist. ↑ ↓ j k move, Home and End jump. */
export function VirtualList({
  label,
  count,
  rowPx,
  columns,
  template,
  active,
  onActive,
  onPress,
  marked,
  onKey,
  onRange,
  follow = false,
  testId,
  children,
}: VirtualListProps) {
  const frame = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { items, totalPx, reveal, endsHere } = useStretchedList(frame, count, rowPx, HEADER_PX);
  const first = items[0]?.row ?? 0;
  const last = items.at(-1)?.row ?? -1;
  useEffect(() => {
    if (last >= first) onRange(first, last);
  }, [first, last, onRange]);
  useEffect(() => {
    if (follow && atEnd.current && count > 0) reveal(count - 1);
  }, [follow, count, reveal]);
  useEffect(() => {
    if (active >= 0) reveal(active);
  }, [active, reveal]);

  const move = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target !== frame.current) return;
    const target = targetOf(event.key, active, count, Math.max(1, last - first - 24));
    if (target === undefined) return onKey(event, active);
    event.preventDefault();
    onActive(target);
  };

  return (
    <div
      ref={frame}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-activedescendant={active >= 0 ? `${label}-${active}`.replace(/\W/g, "-") : undefined}
      data-testid={testId}
      tabIndex={0}
      onKeyDown={move}
      onScroll={({ currentTarget: box }) => {
        atEnd.current = endsHere() && box.scrollTop + box.clientHeight >= box.scrollHeight - rowPx * 2;
      }}
      className="@container relative h-full overflow-auto font-mono text-xs focus-visible:-outline-offset-2"
    >
      <div role="presentation" style={{ height: totalPx }} className="relative min-w-full">
        <div
          role="row"
          aria-rowindex={1}
          className={cn(
            "sticky top-0 z-10 grid items-center border-line border-b bg-surface px-4 font-medium font-sans text-ink-3",
            template,
          )}
          style={{ height: HEADER_PX }}
        >
          {columns.map(({ label: name, className }) => (
            <span key={name} role="columnheader" className={cn("truncate", className)}>
              {name}
            </span>
          ))}
        </div>
        {items.map(({ row, startPx }) => (
          <div
            key={row}
            id={`${label}-${row}`.replace(/\W/g, "-")}
            role="row"
            aria-rowindex={row + 2}
            aria-selected={row === active}
            data-marked={marked?.(row) ? "" : undefined}
            onClick={() => onPress(row)}
            className={cn(
              "absolute inset-x-0 top-0 grid contain-strict cursor-default items-center px-4 hover:bg-sunken",
              "data-[marked]:bg-sunken aria-selected:bg-hover aria-selected:shadow-[inset_2px_0_var(--ink)]",
              template,
            )}
            style={{ height: rowPx, transform: `translateY(${startPx}px)` }}
          >
            {children(row)}
          </div>
        ))}
      </div>
    </div>
  );
}

const HEADER_PX = 28;

function targetOf(key: string, active: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case "j":
    case "ArrowDown":
      return within(active + 1);
    case "k":
    case "ArrowUp":
      return within(active - 1);
    case "PageDown":
      return within(active + page);
    case "PageUp":
      return within(active - page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
