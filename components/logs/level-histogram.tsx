"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { timeTicks } from "@/components/charts/time-ticks";
import { useWidth } from "@/components/charts/use-drawing";
import type { LogHistogram } from "@/components/logs/protocol";
import { cn } from "@/components/ui/class-names";
import { useZone } from "@/components/ui/zone-context";
import { formatCount } from "@/lib/base/format-number";
import { formatWindow } from "@/lib/base/format-time";

interface LevelHistogramProps {
  readonly histogram: LogHistogram | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly brush: { readonly fromMs: number; readonly toMs: number } | null;
  /** Parts of the window that were not read, of any source: no bars there do not mean no lines. */
  readonly unread?: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly onBrush: (brush: { readonly fromMs: number; readonly toMs: number } | null) => void;
}

const HEIGHT = 64;
const AXIS = 18;
const MIN_DRAG_PX = 4;

const layers = [
  { key: "errors", label: "error or worse", color: "var(--critical)" },
  { key: "warnings", label: "warning", color: "var(--warning)" },
  { key: "others", label: "other lines", color: "var(--control-line)" },
] as const;

/** Lines over time by level. Dragging narrows the list to the range, without loading anew. */
export function LevelHistogram({ histogram, brush, unread = [], onBrush, ...window }: LevelHistogramProps) {
  const fromMs = histogram?.fromMs ?? window.fromMs;
  const toMs = histogram ? fromMs + histogram.binMs * histogram.others.length : window.toMs;
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const span = toMs - fromMs;
  const x = (ms: number) => ((ms - fromMs) / span) * width;
  const timeAt = (event: PointerEvent<HTMLDivElement>) => {
    const area = event.currentTarget.getBoundingClientRect();
    return fromMs + Math.max(0, Math.min(1, (event.clientX - area.left) / area.width)) * span;
  };
  const bins = histogram?.others.length ?? 0;
  const totals = Array.from({ length: bins }, (_, bin) => countAt(histogram, bin));
  const max = Math.max(1, ...totals);
  const shown = drag ? { fromMs: Math.min(drag.from, drag.to), toMs: Math.max(drag.from, drag.to) } : brush;
  const at = cursor === null || !histogram ? -1 : Math.floor((cursor - histogram.fromMs) / histogram.binMs);
  const keys = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.key === "Escape") {
      setDrag(null);
      onBrush(null);
    } else if (event.key === "Enter" && drag) {
      onBrush({
        fromMs: Math.floor(Math.min(drag.from, drag.to)),
        toMs: Math.ceil(Math.max(drag.from, drag.to)),
      });
      setDrag(null);
    } else if (step !== 0 && histogram) {
      const here = cursor ?? fromMs;
      const next = Math.max(fromMs, Math.min(toMs, here + step * histogram.binMs));
      setCursor(next);
      setDrag(event.shiftKey ? { from: drag?.from ?? here, to: next } : null);
    } else return;
    event.preventDefault();
  };
  return (
    <figure aria-label="Lines over time by level" className="px-4 pt-2 pb-1">
      <figcaption className="flex flex-wrap gap-x-4 text-2xs text-ink-3">
        {layers.map(({ key, label, color }) => (
          <span key={key} className="flex items-center gap-1.5">
            <span className="size-2 rounded-[2px]" style={{ background: color }} />
            {label}
            <span className="font-medium text-ink">{formatCount(sum(histogram?.[key]))}</span>
          </span>
        ))}
        {unread.length > 0 ? (
          <span className="flex items-center gap-1.5">
            <span className={cn("size-2 rounded-[2px]", hatched)} />
            not or partly read
          </span>
        ) : null}
        <span className="ml-auto">
          {histogram && at >= 0 && at < bins
            ? `${formatWindow(histogram.fromMs + at * histogram.binMs, histogram.fromMs + (at + 1) * histogram.binMs, zone)}: ${formatCount(totals[at] ?? 0)} lines`
            : "Drag to narrow"}
        </span>
      </figcaption>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label="Range of the histogram. Arrow keys move, Shift selects, Enter narrows, Escape shows all."
        aria-valuemin={fromMs}
        aria-valuemax={toMs}
        aria-valuenow={cursor ?? fromMs}
        aria-valuetext={at >= 0 ? `${formatCount(totals[at] ?? 0)} lines` : "No time selected"}
        className="relative mt-1 cursor-crosshair touch-pan-y select-none"
        style={{ height: HEIGHT + AXIS }}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === "touch") return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const ms = timeAt(event);
          setDrag({ from: ms, to: ms });
        }}
        onPointerMove={(event) => {
          const ms = timeAt(event);
          setCursor(ms);
          if (drag) setDrag({ from: drag.from, to: ms });
        }}
        onPointerUp={() => {
          if (!drag) return;
          setDrag(null);
          const a = Math.min(drag.from, drag.to);
          const b = Math.max(drag.from, drag.to);
          if (x(b) - x(a) < MIN_DRAG_PX) onBrush(null);
          else onBrush({ fromMs: Math.floor(a), toMs: Math.ceil(b) });
        }}
        onPointerLeave={() => {
          if (!drag) setCursor(null);
        }}
        onKeyDown={keys}
      >
        {unread.map((part) => (
          <div
            key={`${part.fromMs} ${part.toMs}`}
            className={cn("pointer-events-none absolute top-0", hatched)}
            style={{ left: x(part.fromMs), width: x(part.toMs) - x(part.fromMs), height: HEIGHT }}
          />
        ))}
        <svg width={width} height={HEIGHT + AXIS} aria-hidden="true" className="pointer-events-none absolute">
          {histogram
            ? totals.map((_, bin) => (
                <Bar
                  // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
                  key={bin}
                  histogram={histogram}
                  bin={bin}
                  max={max}
                  left={x(histogram.fromMs + bin * histogram.binMs)}
                  right={x(histogram.fromMs + (bin + 1) * histogram.binMs)}
                />
              ))
            : null}
          <line x1={0} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} stroke="var(--line-strong)" />
          {timeTicks(fromMs, toMs, width, zone).map((tick) => (
            <text
              key={tick.ms}
              x={x(tick.ms)}
              y={HEIGHT + 13}
              textAnchor={x(tick.ms) < 20 ? "start" : x(tick.ms) > width - 20 ? "end" : "middle"}
              fontSize={11}
              fill="var(--ink-3)"
            >
              {tick.label}
            </text>
          ))}
        </svg>
        {shown && width > 0 ? (
          <div
            className="pointer-events-none absolute top-0 border-ink-3 border-x bg-ink/10"
            style={{
              left: x(shown.fromMs),
              width: Math.max(1, x(shown.toMs) - x(shown.fromMs)),
              height: HEIGHT,
            }}
          />
        ) : null}
      </div>
    </figure>
  );
}

const hatched = "bg-[repeating-linear-gradient(135deg,var(--line-strong)_0_1px,transparent_1px_5px)]";

interface BarProps {
  readonly histogram: LogHistogram;
  readonly bin: number;
  readonly max: number;
  readonly left: number;
  readonly right: number;
}

/** Errors at the bottom, where their height can be compared; each at least two pixels, so that one among thousands shows. */
function Bar({ histogram, bin, max, left, right }: BarProps) {
  let y = HEIGHT;
  return layers.map(({ key, color }) => {
    const value = histogram[key][bin] ?? 0;
    if (value === 0) return null;
    const height = Math.max(key === "others" ? 1 : 2, (value / max) * (HEIGHT - 4));
    y -= height;
    return (
      <rect
        key={key}
        x={left}
        y={Math.max(0, y)}
        width={Math.max(1, right - left - (right - left > 3 ? 1 : 0))}
        height={height}
        fill={color}
      />
    );
  });
}

function countAt(histogram: LogHistogram | null, bin: number): number {
  if (!histogram) return 0;
  return layers.reduce((total, { key }) => total + (histogram[key][bin] ?? 0), 0);
}

function sum(values: readonly number[] | undefined): number | null {
  return values === undefined ? null : values.reduce((total, value) => total + value, 0);
}
