"use client";

import { type RefObject, useEffect, useState } from "react";
import { requestTurn } from "@/components/charts/draw-queue";

/** True from the first time that the element comes near the viewport. */
export function useSeen(ref: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: "160px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, seen]);
  return seen;
}

/** Width in whole pixels; 0 until measured. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** The latest `wanted`, taken over when this chart's turn to draw comes; null before the first turn. */
export function useDrawTurn<T>(wanted: T | null): T | null {
  const [drawn, setDrawn] = useState<T | null>(null);
  useEffect(() => {
    if (wanted === null || wanted === drawn) return;
    return requestTurn(() => setDrawn(wanted));
  }, [wanted, drawn]);
  return drawn;
}
