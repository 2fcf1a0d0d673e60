"use client";

import { Columns2, X, ZoomIn } from "lucide-react";
import { type PointerEvent, useMemo, useRef, useState } from "react";
import { timeTicks } from "@/components/charts/time-ticks";
import { useWidth } from "@/components/charts/use-drawing";
import type { ScatterPoint } from "@/components/traces/draw-scatter";
import { PointIndex } from "@/components/traces/nearest-point";
import { ScatterCanvas } from "@/components/traces/scatter-canvas";
import { durationAt, durationTicks, scatterScale, timeAt, xOf, yOf } from "@/components/traces/scatter-scale";
import { ScatterTip } from "@/components/traces/scatter-tip";
import { Button } from "@/components/ui/button";
import { useZone } from "@/components/ui/zone-context";
import type { TraceRow } from "@/lib/model/views/traces";
import { outcomeOf } from "@/lib/traces/summaries/outcome-of";
import type { TraceSelection } from "@/lib/url/traces";

interface ScatterProps {
  readonly rows: readonly TraceRow[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly log: boolean;
  /** Ids of what is compared; null: everything is equal. */
  readonly selected: ReadonlySet<string> | null;
  readonly select: TraceSelection | null;
  readonly onSelect: (select: TraceSelection | null) => void;
  readonly onZoom: (fromMs: number, toMs: number) => void;
  readonly onOpen: (traceId: string) => void;
}

const HEIGHT = 240;
const LEFT = 56;
const RIGHT = 12;
const TOP = 8;
const AXIS = 20;
const MIN_DRAG_PX = 5;

interface PlacedTrace extends ScatterPoint {
  readonly row: TraceRow;
}

interface Drag {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Response time over begin, one mark a trace. Dragging selects a region, a click opens the trace under the pointer. */
export function Scatter(props: ScatterProps) {
  const { rows, fromMs, toMs, log, selected, select, onSelect, onZoom, onOpen } = props;
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const width = Math.max(0, useWidth(box) - LEFT - RIGHT);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [over, setOver] = useState<PlacedTrace | null>(null);
  const scale = useMemo(
    () =>
      scatterScale(
        { fromMs, toMs },
        rows.flatMap(({ responseTimeMs }) => responseTimeMs ?? []),
        log,
        {
          width,
          height: HEIGHT,
        },
      ),
    [rows, fromMs, toMs, log, width],
  );
  const points = useMemo(
    () =>
      rows.flatMap((row): readonly PlacedTrace[] =>
        row.responseTimeMs === null
          ? []
          : [
              {
                row,
                x: xOf(scale, row.startMs),
                y: yOf(scale, row.responseTimeMs),
                outcome: outcomeOf(row),
                cold: row.cold === true,
                faded: selected !== null && !selected.has(row.traceId),
              },
            ],
      ),
    [rows, scale, selected],
  );
  const index = useMemo(() => new PointIndex(points), [points]);

  const at = (event: PointerEvent<HTMLDivElement>) => {
    const area = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - area.left - LEFT, y: event.clientY - area.top - TOP };
  };
  const finish = () => {
    if (drag === null) return;
    setDrag(null);
    const isClick = Math.abs(drag.x1 - drag.x0) < MIN_DRAG_PX && Math.abs(drag.y1 - drag.y0) < MIN_DRAG_PX;
    if (isClick) {
      const hit = index.nearest(drag.x1, drag.y1);
      if (hit !== null) onOpen(hit.row.traceId);
      else if (select !== null) onSelect(null);
      return;
    }
    onSelect({
      fromMs: Math.floor(timeAt(scale, Math.min(drag.x0, drag.x1))),
      toMs: Math.ceil(timeAt(scale, Math.max(drag.x0, drag.x1))),
      minMs: durationAt(scale, Math.max(drag.y0, drag.y1)),
      maxMs: durationAt(scale, Math.min(drag.y0, drag.y1)),
    });
  };
  const frame =
    drag !== null
      ? {
          left: Math.min(drag.x0, drag.x1),
          right: Math.max(drag.x0, drag.x1),
          top: Math.min(drag.y0, drag.y1),
          bottom: Math.max(drag.y0, drag.y1),
        }
      : select === null
        ? null
        : {
            left: xOf(scale, select.fromMs),
            right: xOf(scale, select.toMs),
            top: yOf(scale, select.maxMs),
            bottom: yOf(scale, select.minMs),
          };

  return (
    <div
      ref={box}
      data-testid="scatter"
      className="relative cursor-crosshair touch-pan-y select-none"
      style={{ height: TOP + HEIGHT + AXIS }}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
        if (event.pointerType !== "touch") event.currentTarget.setPointerCapture(event.pointerId);
        const { x, y } = at(event);
        setDrag({ x0: x, y0: y, x1: x, y1: y });
      }}
      onPointerMove={(event) => {
        const { x, y } = at(event);
        if (drag !== null) setDrag({ ...drag, x1: x, y1: y });
        else setOver(index.nearest(x, y));
      }}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => setOver(null)}
    >
      <svg width="100%" height={TOP + HEIGHT + AXIS} aria-hidden="true" className="absolute">
        <g transform={`translate(${LEFT} ${TOP})`} fontSize={11} fill="var(--ink-3)">
          {durationTicks(scale).map(({ ms, label }) => (
            <g key={ms} transform={`translate(0 ${yOf(scale, ms)})`}>
              <line x2={width} stroke="var(--line)" />
              <text x={-8} dy={4} textAnchor="end">
                {label}
              </text>
            </g>
          ))}
          {timeTicks(fromMs, toMs, width, zone).map(({ ms, label }) => (
            <text
              key={ms}
              x={xOf(scale, ms)}
              y={HEIGHT + 15}
              textAnchor={xOf(scale, ms) > width - 20 ? "end" : "middle"}
            >
              {label}
            </text>
          ))}
        </g>
      </svg>
      <ScatterCanvas points={points} left={LEFT} top={TOP} width={width} height={HEIGHT} />
      {frame !== null && width > 0 ? (
        <div
          className="pointer-events-none absolute border border-ink-3 bg-ink/5"
          style={{
            left: LEFT + Math.max(0, frame.left),
            top: TOP + Math.max(0, frame.top),
            width: Math.max(2, Math.min(width, frame.right) - Math.max(0, frame.left)),
            height: Math.max(2, Math.min(HEIGHT, frame.bottom) - Math.max(0, frame.top)),
          }}
        />
      ) : null}
      {select !== null && drag === null ? (
        <div
          role="toolbar"
          aria-label="The selected region"
          className="absolute top-2 right-3 flex cursor-default gap-1 rounded-md border border-line bg-surface p-1 shadow-pop"
          onPointerDown={(event) => event.stopPropagation()}
        >
          <span className="flex items-center gap-1 px-1 text-ink-2 text-xs">
            <Columns2 className="size-3.5" aria-hidden />
            Compared below
          </span>
          <Button size="sm" onClick={() => onZoom(select.fromMs, select.toMs)}>
            <ZoomIn aria-hidden />
            Zoom
          </Button>
          <Button size="icon-sm" variant="ghost" aria-label="Select nothing" onClick={() => onSelect(null)}>
            <X aria-hidden />
          </Button>
        </div>
      ) : null}
      {over !== null && drag === null ? (
        <ScatterTip row={over.row} x={LEFT + over.x} y={TOP + over.y} room={LEFT + width} />
      ) : null}
    </div>
  );
}
