"use client";

import { type RefObject, useEffect, useRef } from "react";
import { clampView, pan, type TimeView, zoom } from "@/lib/traces/show/time-view";

const ZOOM_PER_PX = 1.002;
const LEAST_DRAG_PX = 4;

/** Ctrl or ⌘ and wheel zoom around the pointer, shift and wheel pan, a drag over the axis zooms to what it covers. */
export function useAxisGestures(
  frame: RefObject<HTMLElement | null>,
  axis: RefObject<HTMLElement | null>,
  view: TimeView,
  durationMs: number,
  onView: (view: TimeView) => void,
): void {
  const latest = useRef({ view, onView });
  useEffect(() => {
    latest.current = { view, onView };
  });
  useEffect(() => {
    const box = frame.current;
    const ruler = axis.current;
    if (!box || !ruler) return;
    const msAt = (clientX: number) => {
      const { left, width } = ruler.getBoundingClientRect();
      const { fromMs, toMs } = latest.current.view;
      return fromMs + ((clientX - left) / width) * (toMs - fromMs);
    };
    const onWheel = (event: WheelEvent) => {
      const { view: current, onView: tell } = latest.current;
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        tell(zoom(current, ZOOM_PER_PX ** event.deltaY, msAt(event.clientX), durationMs));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        tell(pan(current, sideways / ruler.clientWidth, durationMs));
      } else return;
      event.preventDefault();
    };
    const onDown = (down: PointerEvent) => {
      const fromX = down.clientX;
      const fromMs = msAt(fromX);
      const onUp = (up: PointerEvent) => {
        if (Math.abs(up.clientX - fromX) < LEAST_DRAG_PX) return;
        const toMs = msAt(up.clientX);
        latest.current.onView(
          clampView({ fromMs: Math.min(fromMs, toMs), toMs: Math.max(fromMs, toMs) }, durationMs),
        );
      };
      window.addEventListener("pointerup", onUp, { once: true });
    };
    // The page must not scroll under a zoom, so the listener may not be passive.
    box.addEventListener("wheel", onWheel, { passive: false });
    ruler.addEventListener("pointerdown", onDown);
    return () => {
      box.removeEventListener("wheel", onWheel);
      ruler.removeEventListener("pointerdown", onDown);
    };
  }, [frame, axis, durationMs]);
}
