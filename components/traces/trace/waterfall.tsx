// biome-ignore-all lint/a11y/useSemanticElements: rows that are not drawn cannot be in a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid answers the keys
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { LogRow } from "@/components/traces/trace/log-row";
import { NameCell } from "@/components/traces/trace/name-cell";
import { SpanBar } from "@/components/traces/trace/span-bar";
import { AxisLabels, AxisLines, axisTicks } from "@/components/traces/trace/time-axis";
import { useAxisGestures } from "@/components/traces/trace/use-axis-gestures";
import type { LogsBySpan } from "@/components/traces/trace/use-span-logs";
import { type KeyAction, keyAction } from "@/components/traces/trace/waterfall-keys";
import { waterfallRows } from "@/components/traces/trace/waterfall-rows";
import { cn } from "@/components/ui/class-names";
import type { SpanTree } from "@/lib/traces/show/span-tree";
import type { TimeView } from "@/lib/traces/show/time-view";
import { type Folding, hasChildren, isFolded, rowOf } from "@/lib/traces/show/visible-rows";

const ROW_PX = 24;
/** Name over bar. */
const NARROW_ROW_PX = 42;
const AXIS_PX = 28;
/** As far as the server draws before it knows the screen. */
const FIRST_SCREEN = { width: 1200, height: 640 };

interface WaterfallProps {
  readonly tree: SpanTree;
  readonly startMs: number;
  readonly rows: Int32Array;
  readonly folding: Folding;
  readonly view: TimeView;
  readonly logs: LogsBySpan;
  readonly active: number;
  /** Id of the span whose details are open, -1 for none. */
  readonly chosen: number;
  readonly found: ReadonlySet<number>;
  readonly nameWidth: string;
  readonly narrow: boolean;
  readonly onAction: (action: KeyAction) => void;
}

/** One row a span on one time axis. Only the rows in sight exist. */
export function Waterfall(props: WaterfallProps) {
  const { tree, startMs, rows, folding, view, logs, active, chosen, found, nameWidth, narrow, onAction } =
    props;
  const rowPx = narrow ? NARROW_ROW_PX : ROW_PX;
  const frame = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => waterfallRows(rows, logs), [rows, logs]);
  const virtualizer = useVirtualizer({
    count: lines.count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 8,
    scrollMargin: 0,
    paddingStart: AXIS_PX,
    scrollPaddingStart: AXIS_PX,
    initialRect: FIRST_SCREEN,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are asked for anew when the row's height changes
  useEffect(() => virtualizer.measure(), [rowPx, virtualizer]);
  useAxisGestures(frame, axis, view, tree.durationMs, (next) => onAction({ kind: "view", view: next }));
  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(lines.indexOf(rowOf(rows, active)), { align: "auto" });
  }, [active, rows, lines, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target !== frame.current) return;
    const pageRows = Math.max(1, Math.floor((frame.current.clientHeight - AXIS_PX) / rowPx) - 1);
    const action = keyAction(event.key, { tree, rows, folding, view, active, pageRows });
    if (!action) return;
    event.preventDefault();
    onAction(action);
  };
  const ticks = axisTicks(view, narrow ? 3 : 6);
  const columns = narrow
    ? { gridTemplateRows: "18px 24px" }
    : { gridTemplateColumns: `${nameWidth} minmax(0, 1fr)` };
  return (
    <div
      ref={frame}
      role="treegrid"
      aria-label="Spans"
      aria-rowcount={lines.count + 1}
      aria-activedescendant={active >= 0 ? `span-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      data-testid="waterfall"
      className="relative min-h-0 grow overflow-y-auto overflow-x-hidden text-xs focus-visible:-outline-offset-2"
    >
      <div role="presentation" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 grid border-line border-b bg-surface"
          style={narrow ? { height: AXIS_PX } : { ...columns, height: AXIS_PX }}
        >
          <span
            role="columnheader"
            className={narrow ? "sr-only" : "truncate px-3 font-medium text-ink-3 leading-7"}
          >
            Span
          </span>
          <span
            role="columnheader"
            aria-label="Time"
            ref={axis}
            className={cn("relative mr-3 cursor-crosshair touch-none select-none", narrow && "ml-3")}
          >
            <AxisLabels view={view} ticks={ticks} />
          </span>
        </div>
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines.at(item.index);
          if (!line) return null;
          const place = { ...columns, height: rowPx, transform: `translateY(${item.start}px)` };
          if (line.kind !== "span") {
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className="absolute inset-x-0 top-0 grid bg-sunken"
                style={place}
              >
                {line.kind === "line" ? (
                  <LogRow
                    tree={tree}
                    span={line.span}
                    line={line.line}
                    startMs={startMs}
                    view={view}
                    axisFrom={narrow ? "12px" : nameWidth}
                  />
                ) : (
                  <span
                    role="gridcell"
                    className="col-span-2 truncate px-10 text-ink-3 leading-6"
                    title={line.text}
                  >
                    {line.text}
                  </span>
                )}
              </div>
            );
          }
          const { span } = line;
          const folded = isFolded(tree, span, folding);
          return (
            <div
              key={item.key}
              id={`span-${span}`}
              role="row"
              aria-level={(tree.depth[span] ?? 0) + 1}
              aria-rowindex={item.index + 2}
              aria-expanded={hasChildren(tree, span) ? !folded : undefined}
              aria-selected={span === chosen}
              onClick={() => onAction({ kind: "choose", span })}
              className={cn(
                "absolute inset-x-0 top-0 grid cursor-default hover:bg-sunken",
                found.has(span) && "bg-warning-soft",
                span === active && "bg-hover",
                span === chosen && "bg-hover shadow-[inset_2px_0_var(--ink)]",
              )}
              style={place}
            >
              <span
                role="gridcell"
                className={cn("min-w-0 overflow-hidden", !narrow && "border-line border-r")}
              >
                <NameCell
                  tree={tree}
                  span={span}
                  folded={folded}
                  onToggle={(one) => onAction({ kind: "toggle", span: one })}
                />
              </span>
              <span role="gridcell" className={cn("relative mr-3 overflow-hidden", narrow && "ml-3")}>
                <AxisLines view={view} ticks={ticks} />
                <SpanBar tree={tree} span={span} view={view} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
