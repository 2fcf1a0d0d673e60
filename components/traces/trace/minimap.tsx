"use client";

import { useTheme } from "next-themes";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { SpanTree } from "@/lib/traces/show/span-tree";
import { clampView, isWhole, shareOf, type TimeView, wholeView } from "@/lib/traces/show/time-view";

const HEIGHT_PX = 56;
/** A shorter drag is a click: back to the whole. */
const LEAST_DRAG_PX = 3;

interface MinimapProps {
  readonly tree: SpanTree;
  readonly rows: Int32Array;
  readonly view: TimeView;
  readonly onView: (view: TimeView) => void;
}

/** The whole trace in a strip; dragging over it chooses the part that is shown below, a click shows all again. */
export function Minimap({ tree, rows, view, onView }: MinimapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const { resolvedTheme } = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the page
  useEffect(() => {
    const box = frame.current;
    const surface = canvas.current;
    if (!box || !surface) return;
    const observer = new ResizeObserver(() => draw(surface, box.clientWidth, tree, rows));
    observer.observe(box);
    return () => observer.disconnect();
  }, [tree, rows, resolvedTheme]);

  const msAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * tree.durationMs;
  };
  const shown = drag ? ordered(drag) : view;
  const whole = wholeView(tree.durationMs);
  return (
    <div
      ref={frame}
      data-testid="minimap"
      className="relative cursor-crosshair touch-none select-none border-line border-b bg-surface"
      style={{ height: HEIGHT_PX }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = msAt(event);
        setDrag({ from: at, to: at });
      }}
      onPointerMove={(event) => drag && setDrag({ from: drag.from, to: msAt(event) })}
      onPointerUp={(event) => {
        if (!drag) return;
        const chosen = ordered({ from: drag.from, to: msAt(event) });
        const px = ((chosen.toMs - chosen.fromMs) / tree.durationMs) * event.currentTarget.clientWidth;
        setDrag(null);
        onView(px < LEAST_DRAG_PX ? whole : clampView(chosen, tree.durationMs));
      }}
      onPointerCancel={() => setDrag(null)}
      aria-hidden
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      {drag || !isWhole(view, tree.durationMs) ? (
        <>
          <span
            className="absolute inset-y-0 left-0 bg-canvas/75"
            style={{ width: `${shareOf(whole, shown.fromMs) * 100}%` }}
          />
          <span
            className="absolute inset-y-0 right-0 bg-canvas/75"
            style={{ width: `${(1 - shareOf(whole, shown.toMs)) * 100}%` }}
          />
          <span
            className="absolute inset-y-0 border-ink border-x"
            style={{
              left: `${shareOf(whole, shown.fromMs) * 100}%`,
              right: `${(1 - shareOf(whole, shown.toMs)) * 100}%`,
            }}
          />
        </>
      ) : null}
    </div>
  );
}

function ordered({ from, to }: { readonly from: number; readonly to: number }): TimeView {
  return { fromMs: Math.min(from, to), toMs: Math.max(from, to) };
}

/** Every visible row, however thin; failures last, so that none is painted over. */
function draw(surface: HTMLCanvasElement, widthPx: number, tree: SpanTree, rows: Int32Array): void {
  const ratio = window.devicePixelRatio || 1;
  surface.width = Math.round(widthPx * ratio);
  surface.height = Math.round(HEIGHT_PX * ratio);
  const pen = surface.getContext("2d");
  if (!pen || widthPx === 0) return;
  pen.scale(ratio, ratio);
  const colours = getComputedStyle(surface);
  const inset = 4;
  const rowPx = Math.min(6, (HEIGHT_PX - inset * 2) / Math.max(rows.length, 1));
  const barPx = Math.max(1, rowPx * 0.7);
  const perMs = widthPx / Math.max(tree.durationMs, 0.001);
  const paint = (colour: string, wanted: (span: number) => boolean) => {
    pen.fillStyle = colours.getPropertyValue(colour);
    for (let row = 0; row < rows.length; row++) {
      const span = rows[row] ?? 0;
      if (!wanted(span)) continue;
      const from = tree.offsetMs[span] ?? 0;
      const width = Math.max(1, ((tree.endMs[span] ?? from) - from) * perMs);
      pen.fillRect(from * perMs, inset + row * rowPx, width, barPx);
    }
  };
  const failed = (span: number) => tree.is(span, "fault") || tree.is(span, "error");
  paint("--control-line", (span) => !tree.is(span, "critical"));
  paint("--ink-2", (span) => tree.is(span, "critical"));
  paint("--warning", (span) => tree.is(span, "throttle") && !failed(span));
  paint("--critical", failed);
}
