"use client";

import { type ReactNode, useCallback } from "react";
import { ChartGroup } from "@/components/charts/chart-group";
import { useNavigation } from "@/components/view/view-navigation";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { absoluteRange } from "@/lib/url/time-range";

interface ZoomableChartsProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly children: ReactNode;
}

/** Charts over the page's window; dragging over one makes the dragged range the page's window. */
export function ZoomableCharts({ fromMs, toMs, children }: ZoomableChartsProps) {
  const { change } = useNavigation();
  const zoom = useCallback(
    (a: number, b: number) => {
      // Whole minutes, the finest grain that CloudWatch has for these metrics.
      const start = Math.floor(a / MINUTE_MS) * MINUTE_MS;
      const end = Math.max(start + 5 * MINUTE_MS, Math.ceil(b / MINUTE_MS) * MINUTE_MS);
      change(absoluteRange(epochMs(start), epochMs(end)));
    },
    [change],
  );
  return (
    <ChartGroup fromMs={fromMs} toMs={toMs} onZoom={zoom}>
      {children}
    </ChartGroup>
  );
}
