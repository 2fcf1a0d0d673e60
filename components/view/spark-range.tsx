"use client";

import { ListTree, ZoomIn } from "lucide-react";
import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/popover";
import { useSlot } from "@/components/view/publish";
import { type SparkChoice, sparkChoice, sparkSpan } from "@/components/view/spark-span";
import { useZoom } from "@/components/view/use-zoom";
import { type RequestSubject, showRequests } from "@/components/view/view-store";

interface SparkRangeProps {
  readonly timesMs: readonly number[];
  readonly chart: { readonly title: string; readonly unit: string };
  readonly of: RequestSubject | string;
  /** What the sparkline shows, in words. */
  readonly label: string;
  readonly className?: string;
  /** The sparkline. */
  readonly children: ReactNode;
}

/**
 * A sparkline that answers: a click shows the requests of a period, dragging offers to zoom or to show the requests of
 * the range, and Enter shows those of the whole window.
 */
export function SparkRange({ timesMs, chart, of, label, className, children }: SparkRangeProps) {
  const requestsOf = useSlot(showRequests);
  const zoom = useZoom();
  const start = useRef<number | null>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [menu, setMenu] = useState<SparkChoice | null>(null);
  const span = sparkSpan(timesMs);
  if (span === null || requestsOf === null) return children;
  const show = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) => {
    setMenu(null);
    setDrag(null);
    requestsOf({ fromMs, toMs, chart, of });
  };
  const at = (event: PointerEvent<HTMLButtonElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  return (
    <Popover
      open={menu !== null}
      onOpenChange={(open) => {
        if (open) return;
        setMenu(null);
        setDrag(null);
      }}
    >
      <PopoverAnchor asChild>
        <button
          type="button"
          data-spark
          aria-label={`${label}. Show the requests`}
          className={cn("relative block cursor-crosshair touch-pan-y select-none text-left", className)}
          onPointerDown={(event) => {
            // A finger scrolls; only a mouse or pen drags a range.
            if (event.button !== 0 || event.pointerType === "touch") return;
            event.currentTarget.setPointerCapture(event.pointerId);
            start.current = at(event);
          }}
          onPointerMove={(event) => {
            if (start.current !== null) setDrag({ from: start.current, to: at(event) });
          }}
          onPointerUp={(event) => {
            const from = start.current;
            start.current = null;
            if (from === null) return;
            const { width } = event.currentTarget.getBoundingClientRect();
            const choice = sparkChoice(timesMs, width, from, at(event));
            if (choice?.how === "click") show(choice);
            else setMenu(choice);
          }}
          onPointerCancel={() => {
            start.current = null;
            setDrag(null);
          }}
          onClick={(event) => {
            // By keyboard or finger; the mouse has been served.
            if (event.detail === 0 || byFinger(event.nativeEvent)) show(span);
          }}
        >
          {children}
          {drag ? (
            <span
              className="pointer-events-none absolute inset-y-0 border-ink-3 border-x bg-ink/10"
              style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
            />
          ) : null}
        </button>
      </PopoverAnchor>
      <PopoverContent
        align="center"
        role="toolbar"
        aria-label="The selected range"
        className="flex gap-1 p-1"
      >
        <Button size="sm" onClick={() => menu && show(menu)}>
          <ListTree aria-hidden />
          Show requests
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            if (menu) zoom(menu.fromMs, menu.toMs);
            setMenu(null);
            setDrag(null);
          }}
        >
          <ZoomIn aria-hidden />
          Zoom
        </Button>
      </PopoverContent>
    </Popover>
  );
}

function byFinger(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}
