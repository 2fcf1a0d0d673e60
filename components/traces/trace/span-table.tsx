"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { KindIcon, kindWord } from "@/components/traces/trace/span-kind";
import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/base/format-duration";
import type { SpanTree } from "@/lib/traces/show/span-tree";

const ROW_PX = 28;

const columns = [
  { key: "name", label: "Span", numeric: false },
  { key: "service", label: "Service", numeric: false },
  { key: "start", label: "Begins", numeric: true },
  { key: "duration", label: "Duration", numeric: true },
  { key: "self", label: "Self", numeric: true },
  { key: "status", label: "Status", numeric: true },
] as const;
type ColumnKey = (typeof columns)[number]["key"];

const TEMPLATE =
  "grid-cols-[minmax(160px,2fr)_minmax(100px,1fr)_84px_84px_84px_64px] max-md:grid-cols-[minmax(120px,1fr)_76px_76px] max-md:[&>:nth-child(2)]:hidden max-md:[&>:nth-child(3)]:hidden max-md:[&>:nth-child(6)]:hidden";

interface SpanTableProps {
  readonly tree: SpanTree;
  readonly chosen: number;
  readonly found: ReadonlySet<number>;
  readonly onChoose: (span: number) => void;
}

/** The spans as a table, in any order. */
export function SpanTable({ tree, chosen, found, onChoose }: SpanTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [order, setOrder] = useState<{ readonly key: ColumnKey; readonly down: boolean }>({
    key: "start",
    down: false,
  });
  const rows = useMemo(() => sorted(tree, order.key, order.down), [tree, order]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    paddingStart: ROW_PX,
    initialRect: { width: 1200, height: 640 },
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not drawn cannot be in a table element
    <div
      ref={frame}
      role="table"
      aria-label="Spans"
      aria-rowcount={rows.length + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 grow overflow-auto text-xs focus-visible:-outline-offset-2"
    >
      <div role="presentation" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the buttons in it have the focus */}
        <div
          role="row"
          className={cn("sticky top-0 z-10 grid border-line border-b bg-surface px-3", TEMPLATE)}
          style={{ height: ROW_PX }}
        >
          {columns.map(({ key, label, numeric }) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the button in it has the focus
            <span
              key={key}
              role="columnheader"
              aria-sort={order.key === key ? (order.down ? "descending" : "ascending") : "none"}
              className={cn("flex items-center", numeric && "justify-end")}
            >
              <button
                type="button"
                className="inline-flex items-center gap-1 font-medium text-ink-3 hover:text-ink"
                onClick={() =>
                  setOrder({ key, down: order.key === key ? !order.down : numeric && key !== "start" })
                }
              >
                {label}
                {order.key === key ? <Direction down={order.down} /> : null}
              </button>
            </span>
          ))}
        </div>
        {virtualizer.getVirtualItems().map((item) => {
          const span = rows[item.index] ?? 0;
          const failed = tree.is(span, "fault") || tree.is(span, "error");
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the button in it has the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: the button in it answers the keys
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              onClick={() => onChoose(span)}
              className={cn(
                "absolute inset-x-0 top-0 grid items-center border-line border-b px-3 hover:bg-sunken",
                found.has(span) && "bg-warning-soft",
                span === chosen && "bg-hover",
                TEMPLATE,
              )}
              style={{ height: ROW_PX, transform: `translateY(${item.start}px)` }}
            >
              {/* biome-ignore lint/a11y/useSemanticElements: see above */}
              <span role="cell" className="flex min-w-0 items-center gap-1.5">
                <KindIcon kind={tree.kind(span)} />
                <button
                  type="button"
                  className="truncate text-left hover:underline"
                  title={`${kindWord(tree.kind(span))}: ${tree.name(span)}`}
                  onClick={(event) => {
                    event.stopPropagation();
                    onChoose(span);
                  }}
                >
                  {tree.name(span)}
                </button>
              </span>
              <Cell text={tree.service(span)} />
              <Cell numeric text={`+${formatDuration(tree.offsetMs[span])}`} />
              <Cell
                numeric
                text={
                  tree.is(span, "inProgress")
                    ? "in progress"
                    : formatDuration((tree.endMs[span] ?? 0) - (tree.offsetMs[span] ?? 0))
                }
              />
              <Cell numeric text={formatDuration(tree.selfMs[span])} />
              <Cell numeric critical={failed} text={statusOf(tree, span)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Cell({
  text,
  numeric = false,
  critical = false,
}: {
  readonly text: string;
  readonly numeric?: boolean;
  readonly critical?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not drawn cannot be in a table element
    <span role="cell" className={cn("truncate", numeric && "text-right", critical && "text-critical")}>
      {text}
    </span>
  );
}

function Direction({ down }: { readonly down: boolean }) {
  return down ? <ArrowDown className="size-3" aria-hidden /> : <ArrowUp className="size-3" aria-hidden />;
}

function statusOf(tree: SpanTree, span: number): string {
  const status = tree.status[span];
  if (status) return String(status);
  if (tree.is(span, "fault")) return "fault";
  if (tree.is(span, "throttle")) return "throttle";
  return tree.is(span, "error") ? "error" : "";
}

function sorted(tree: SpanTree, key: ColumnKey, down: boolean): Int32Array {
  const rows = Int32Array.from({ length: tree.count }, (_, span) => span);
  const sign = down ? -1 : 1;
  const number = (of: (span: number) => number) => (a: number, b: number) => sign * (of(a) - of(b)) || a - b;
  const text = (of: (span: number) => string) => (a: number, b: number) =>
    sign * of(a).localeCompare(of(b), "en") || a - b;
  const orders = {
    name: text(tree.name),
    service: text(tree.service),
    start: number((span) => tree.offsetMs[span] ?? 0),
    duration: number((span) => (tree.endMs[span] ?? 0) - (tree.offsetMs[span] ?? 0)),
    self: number((span) => tree.selfMs[span] ?? 0),
    status: text((span) => statusOf(tree, span)),
  } as const satisfies Record<ColumnKey, (a: number, b: number) => number>;
  return rows.sort(orders[key]);
}
