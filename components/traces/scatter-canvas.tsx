"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { drawScatter, type ScatterPoint } from "@/components/traces/draw-scatter";

interface ScatterCanvasProps {
  readonly points: readonly ScatterPoint[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Marks may stand half outside of the plot area: the canvas is larger by this. */
const BLEED = 6;

/** The marks. What they mean stands in the table and in the figures beside them, so they are hidden from readers. */
export function ScatterCanvas({ points, left, top, width, height }: ScatterCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // Tokens are read when drawing: another theme draws anew.
  const { resolvedTheme } = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that the styles give
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || width === 0) return;
    const frame = requestAnimationFrame(() => {
      const density = window.devicePixelRatio || 1;
      element.width = (width + 2 * BLEED) * density;
      element.height = (height + 2 * BLEED) * density;
      context.setTransform(density, 0, 0, density, BLEED * density, BLEED * density);
      const styles = getComputedStyle(element);
      drawScatter(context, points, (token) => styles.getPropertyValue(token));
    });
    return () => cancelAnimationFrame(frame);
  }, [points, width, height, resolvedTheme]);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabindex takes no focus
    <canvas
      ref={canvas}
      aria-hidden="true"
      className="pointer-events-none absolute"
      style={{
        left: left - BLEED,
        top: top - BLEED,
        width: width + 2 * BLEED,
        height: height + 2 * BLEED,
      }}
    />
  );
}
