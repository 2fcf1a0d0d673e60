"use client";

import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";

const MIN_SCALE = 0.05;
const MAX_SCALE = 2.5;
/** Below this scale the small texts cannot be read and are left out. */
const FAR_SCALE = 0.5;
/** Below this scale not even the shape of a map can be read. */
const BLIND_SCALE = 0.3;
/** What a map that is too large to be read as a whole is shown at first, at the place that matters. */
const NEAR_SCALE = 0.8;
const STEP = 1.3;
const EDGE_PX = 24;
/** A movement has ended. */
const REST_MS = 250;

export interface PanZoom {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  /** The whole drawing in the frame, never larger than life. */
  readonly fitWhole: () => void;
  /** Moves the drawing as little as it takes to have this box in sight. */
  readonly reveal: (box: Box) => void;
  /** Brings this point into the middle of the frame, at a scale that can be read. */
  readonly centre: (point: Point) => void;
  /** The whole drawing if it can be read then, else its part around this point. */
  readonly start: (at: Point | null) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Dragging pans, the wheel with Ctrl or ⌘ and two fingers zoom. The drawing is moved by a transform that is written
 * straight onto its layer: no frame of a gesture renders anything in React.
 */
export function usePanZoom(
  frame: RefObject<HTMLElement | null>,
  layer: RefObject<HTMLElement | null>,
  size: Size,
): PanZoom {
  const at = useRef({ x: 0, y: 0, scale: 1 });
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const dimensions = useRef(size);
  dimensions.current = size;

  const show = useCallback(() => {
    const { x, y, scale } = at.current;
    const element = layer.current;
    if (!element) return;
    element.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    // Writing the same value again would make the browser look at the styles of every box.
    const far = String(scale < FAR_SCALE);
    if (element.dataset.far !== far) element.dataset.far = far;
    // A layer of its own moves without being painted, but stays blurred when it grows: only while it moves.
    element.style.willChange = "transform";
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      element.style.willChange = "";
    }, REST_MS);
  }, [layer]);
  useEffect(() => () => clearTimeout(resting.current), []);

  const moves = useMemo(() => {
    const zoomAt = (factor: number, px: number, py: number) => {
      const { x, y, scale } = at.current;
      const next = Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale * factor));
      at.current = {
        x: px - ((px - x) * next) / scale,
        y: py - ((py - y) * next) / scale,
        scale: next,
      };
      show();
    };
    const panBy = (dx: number, dy: number) => {
      const { x, y, scale } = at.current;
      at.current = { x: x + dx, y: y + dy, scale };
      show();
    };
    const zoomMiddle = (factor: number) => {
      const { width, height } = sizeOf(frame.current);
      zoomAt(factor, width / 2, height / 2);
    };
    const fitWhole = () => {
      const { width, height } = sizeOf(frame.current);
      const drawing = dimensions.current;
      if (width === 0 || drawing.width === 0) return;
      const scale = Math.max(MIN_SCALE, Math.min(1, width / drawing.width, height / drawing.height));
      at.current = {
        x: (width - drawing.width * scale) / 2,
        y: Math.max(0, (height - drawing.height * scale) / 2),
        scale,
      };
      show();
    };
    const reveal = (box: Box) => {
      const { width, height } = sizeOf(frame.current);
      const { x, y, scale } = at.current;
      panBy(
        intoSight(x + box.left * scale, x + box.right * scale, width),
        intoSight(y + box.top * scale, y + box.bottom * scale, height),
      );
    };
    const centre = (point: Point) => {
      const { width, height } = sizeOf(frame.current);
      const scale = Math.max(at.current.scale, NEAR_SCALE);
      at.current = { x: width / 2 - point.x * scale, y: height / 2 - point.y * scale, scale };
      show();
    };
    const start = (point: Point | null) => {
      fitWhole();
      if (point && at.current.scale < BLIND_SCALE) centre(point);
    };
    return {
      zoomAt,
      panBy,
      panZoom: {
        zoomIn: () => zoomMiddle(STEP),
        zoomOut: () => zoomMiddle(1 / STEP),
        fitWhole,
        reveal,
        centre,
        start,
      },
    };
  }, [frame, show]);

  useEffect(() => {
    const element = frame.current;
    return element ? followGestures(element, moves) : undefined;
  }, [frame, moves]);

  return moves.panZoom;
}

interface Moves {
  readonly zoomAt: (factor: number, px: number, py: number) => void;
  readonly panBy: (dx: number, dy: number) => void;
}

/** A press that moves less than this is a click. */
const DRAG_PX = 4;

function followGestures(frame: HTMLElement, { zoomAt, panBy }: Moves): () => void {
  const fingers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (fingers.size === 0) travelled = 0;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const move = (event: PointerEvent) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    travelled += Math.abs(dx) + Math.abs(dy);
    if (travelled < DRAG_PX) return;
    // Only now: a captured press would never become a click on a node.
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const before = Math.hypot(last.x - other.x, last.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      const { left, top } = frame.getBoundingClientRect();
      if (before > 0) {
        zoomAt(after / before, (event.clientX + other.x) / 2 - left, (event.clientY + other.y) / 2 - top);
      }
      panBy(dx / 2, dy / 2);
    } else {
      panBy(dx, dy);
    }
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
  };
  /** The end of a drag is no click on what happens to lie under it. */
  const click = (event: MouseEvent) => {
    if (travelled < DRAG_PX) return;
    travelled = 0;
    event.stopPropagation();
    event.preventDefault();
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = frame.getBoundingClientRect();
    zoomAt(Math.exp(-event.deltaY * 0.002), event.clientX - left, event.clientY - top);
  };

  const listening = new AbortController();
  const { signal } = listening;
  frame.addEventListener("pointerdown", down, { signal });
  frame.addEventListener("pointermove", move, { signal });
  frame.addEventListener("pointerup", up, { signal });
  frame.addEventListener("pointercancel", up, { signal });
  frame.addEventListener("click", click, { signal, capture: true });
  // Not passive: the page must not zoom along.
  frame.addEventListener("wheel", wheel, { signal, passive: false });
  return () => listening.abort();
}

function sizeOf(element: HTMLElement | null): Size {
  return { width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 };
}

function intoSight(low: number, high: number, room: number): number {
  if (low < EDGE_PX) return EDGE_PX - low;
  return high > room - EDGE_PX ? room - EDGE_PX - high : 0;
}
