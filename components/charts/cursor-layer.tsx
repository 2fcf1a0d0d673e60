"use client";

import { type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useChartGroup } from "@/components/charts/chart-group";
import { markersAt } from "@/components/charts/chart-marker";
import { type ChartSpec, drawnAsSteps, seriesColor } from "@/components/charts/chart-spec";
import { moveByKey } from "@/components/charts/cursor-keys";
import { PLOT, PLOT_INNER_HEIGHT } from "@/components/charts/geometry";
import { periodAt } from "@/components/charts/period-at";
import { readoutText } from "@/components/charts/readout";
import { SelectionMenu } from "@/components/charts/selection-menu";
import { drawnValues } from "@/components/charts/stack";
import type { Zone } from "@/lib/base/format-time";

interface CursorLayerProps {
  readonly spec: ChartSpec;
  readonly axisMax: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly innerWidth: number;
  readonly zone: Zone;
  /** The element whose `[data-value]` and `[data-caption]` children show the readout. */
  readonly readout: RefObject<HTMLElement | null>;
}

/** Less than this is a click, not a selection. */
const MIN_DRAG_PX = 4;

/**
 * The line under the pointer, in every chart at once, and the drag that zooms. Everything here is painted by hand on
 * the store's word; React renders it once.
 */
export function CursorLayer({ spec, axisMax, fromMs, toMs, innerWidth, zone, readout }: CursorLayerProps) {
  const { cursor, markers, onZoom, onRequests } = useChartGroup();
  const [menu, setMenu] = useState<{ readonly fromMs: number; readonly toMs: number } | null>(null);
  const layer = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const shade = useRef<HTMLDivElement>(null);
  const dots = useRef<HTMLDivElement>(null);
  const steps = drawnAsSteps(spec);
  const drawn = useMemo(() => drawnValues(spec), [spec]);

  useEffect(() => {
    const root = readout.current;
    const caption = root?.querySelector("[data-caption]");
    const values = root ? [...root.querySelectorAll("[data-value]")] : [];
    const toX = (ms: number) =>
      Math.max(0, Math.min(innerWidth, ((ms - fromMs) / (toMs - fromMs)) * innerWidth));
    const paint = () => {
      const { timeMs, selection } = cursor.get();
      const index = timeMs === null ? -1 : periodAt(spec.timesMs, spec.periodMs, timeMs);
      const snapped = spec.timesMs[index] ?? timeMs;
      const shown = timeMs === null ? null : steps ? timeMs : snapped;
      if (line.current) {
        line.current.style.visibility = shown === null ? "hidden" : "visible";
        if (shown !== null) line.current.style.transform = `translateX(${Math.round(toX(shown))}px)`;
      }
      if (shade.current) {
        shade.current.style.visibility = selection ? "visible" : "hidden";
        if (selection) {
          const [a, b] = [toX(selection.anchorMs), toX(selection.headMs)];
          shade.current.style.transform = `translateX(${Math.min(a, b)}px)`;
          shade.current.style.width = `${Math.abs(b - a)}px`;
        }
      }
      drawn.forEach((values, s) => {
        const dot = dots.current?.children[s];
        if (!(dot instanceof HTMLElement)) return;
        const value = values[index];
        const hidden = shown === null || value === null || value === undefined || value > axisMax;
        dot.style.visibility = hidden ? "hidden" : "visible";
        if (hidden || shown === null) return;
        const y = PLOT_INNER_HEIGHT * (1 - value / axisMax);
        dot.style.transform = `translate(${Math.round(toX(shown)) - 3}px, ${y - 3}px)`;
      });
      const texts = readoutText(spec, index, timeMs, zone);
      if (caption && caption.textContent !== texts.caption) caption.textContent = texts.caption;
      values.forEach((element, s) => {
        const text = texts.values[s] ?? "";
        if (element.textContent !== text) element.textContent = text;
      });
      // Only the one that has the keyboard is read out.
      if (layer.current === document.activeElement) {
        layer.current?.setAttribute("aria-valuenow", String(timeMs ?? fromMs));
        const marked = markersAt(markers.get(), spec, index);
        const told = [texts.spoken, ...marked.map((one) => `changed: ${one.label}`)].join("; ");
        layer.current?.setAttribute("aria-valuetext", told);
      }
    };
    paint();
    return cursor.subscribe(paint);
  }, [cursor, markers, spec, drawn, axisMax, fromMs, toMs, innerWidth, steps, zone, readout]);

  const timeAt = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return fromMs + part * (toMs - fromMs);
  };
  const pxBetween = (a: number, b: number) => (Math.abs(a - b) / (toMs - fromMs)) * innerWidth;
  const zoomTo = (a: number, b: number) => {
    setMenu(null);
    cursor.clear();
    onZoom(Math.min(a, b), Math.max(a, b));
  };
  const requestsOf = (a: number, b: number) => {
    setMenu(null);
    cursor.clear();
    onRequests?.(Math.min(a, b), Math.max(a, b), spec);
  };
  /** Where requests can be shown, a range is a question: zoom, or who was it? */
  const choose = (a: number, b: number) => {
    if (onRequests) setMenu({ fromMs: Math.min(a, b), toMs: Math.max(a, b) });
    else zoomTo(a, b);
  };
  const closeMenu = () => {
    setMenu(null);
    cursor.clear();
    layer.current?.focus();
  };
  const requestsAt = (timeMs: number) => {
    const start = spec.timesMs[periodAt(spec.timesMs, spec.periodMs, timeMs)];
    if (start !== undefined) requestsOf(start, start + spec.periodMs);
  };

  return (
    <>
      {/* A layer of its own (will-change): what moves here must not repaint the thousands of points below. */}
      <div
        ref={layer}
        role="slider"
        tabIndex={0}
        aria-label={`Time cursor of ${spec.title}. Arrow keys move it, Shift selects, Enter ${onRequests ? "shows requests or zooms" : "zooms"}.`}
        aria-valuemin={fromMs}
        aria-valuemax={toMs}
        aria-valuenow={fromMs}
        className="absolute cursor-crosshair touch-pan-y select-none will-change-transform focus-visible:rounded-none"
        style={{ left: PLOT.left, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
        onPointerMove={(event) => {
          if (menu) return;
          const timeMs = timeAt(event);
          const { selection } = cursor.get();
          cursor.set(selection ? { timeMs, selection: { ...selection, headMs: timeMs } } : { timeMs });
        }}
        onPointerDown={(event) => {
          setMenu(null);
          const timeMs = timeAt(event);
          // A finger scrubs; only a mouse or pen drags a range.
          if (event.pointerType === "touch") cursor.set({ timeMs });
          else if (event.button === 0) {
            event.currentTarget.setPointerCapture(event.pointerId);
            cursor.set({ timeMs, selection: { anchorMs: timeMs, headMs: timeMs } });
          }
        }}
        onPointerUp={() => {
          const { selection } = cursor.get();
          if (!selection || menu) return;
          if (pxBetween(selection.anchorMs, selection.headMs) >= MIN_DRAG_PX) {
            choose(selection.anchorMs, selection.headMs);
          } else {
            cursor.set({ selection: null });
            if (onRequests) requestsAt(selection.headMs);
          }
        }}
        onPointerCancel={() => cursor.clear()}
        onPointerLeave={() => {
          if (!cursor.get().selection) cursor.clear();
        }}
        onKeyDown={(event) => {
          const { selection, timeMs } = cursor.get();
          if (event.key === "Enter" && selection) {
            event.preventDefault();
            choose(selection.anchorMs, selection.headMs);
            return;
          }
          if (event.key === "Enter" && timeMs !== null && onRequests) return requestsAt(timeMs);
          const moved = moveByKey(event.key, event.shiftKey, cursor.get(), {
            fromMs,
            toMs,
            stepMs: spec.periodMs,
          });
          if (!moved) return;
          event.preventDefault();
          cursor.set(moved);
        }}
        onBlur={() => {
          if (!menu) cursor.clear();
        }}
      >
        <div ref={shade} className="invisible absolute inset-y-0 left-0 border-ink-3 border-x bg-ink/10" />
        <div ref={line} className="invisible absolute inset-y-0 left-0 w-px bg-ink-3" />
        <div ref={dots} className="pointer-events-none absolute inset-0">
          {spec.series.map((series, index) => (
            <span
              key={series.key}
              className="invisible absolute top-0 left-0 size-1.5 rounded-full ring-2 ring-surface"
              style={{ background: seriesColor(spec, index) }}
            />
          ))}
        </div>
      </div>
      {menu ? (
        <SelectionMenu
          left={PLOT.left + ((menu.toMs - fromMs) / (toMs - fromMs)) * innerWidth}
          room={PLOT.left + innerWidth}
          onZoom={() => zoomTo(menu.fromMs, menu.toMs)}
          onRequests={() => requestsOf(menu.fromMs, menu.toMs)}
          onClose={closeMenu}
        />
      ) : null}
    </>
  );
}
