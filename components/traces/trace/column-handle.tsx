"use client";

import type { useNameWidth } from "@/components/traces/trace/use-name-width";

/** Between names and bars: drag it, or move it with the arrow keys. */
export function ColumnHandle({ width }: { readonly width: ReturnType<typeof useNameWidth> }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr takes neither focus nor pointer
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the name column"
      aria-valuenow={Math.round(width.percent)}
      aria-valuemin={width.least}
      aria-valuemax={width.most}
      tabIndex={0}
      className="absolute inset-y-0 z-20 -ml-1 w-2 cursor-col-resize touch-none hover:bg-line-strong/40"
      style={{ left: `${width.percent}%` }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={width.onPointerMove}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") width.change(width.percent - 2);
        else if (event.key === "ArrowRight") width.change(width.percent + 2);
        else return;
        event.preventDefault();
      }}
    />
  );
}
