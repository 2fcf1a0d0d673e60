"use client";

import { type ReactNode, useCallback, useMemo } from "react";
import { ChartGroup } from "@/components/charts/chart-group";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { useSlot } from "@/components/view/publish";
import { useNavigation } from "@/components/view/view-navigation";
import { showRequests } from "@/components/view/view-store";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { absoluteRange } from "@/lib/url/time-range";

interface ZoomableChartsProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly children: ReactNode;
}

/**
 * Charts over the page's window. Dragging over one makes the dragged range the page's window, or shows its requests where
 * the page can.
 */
export function ZoomableCharts({ fromMs, toMs, children }: ZoomableChartsProps) {
  const { change } = useNavigation();
  const requestsOf = useSlot(showRequests);
  const zoom = useCallback(
    (a: number, b: number) => {
      // Whole minutes, the finest grain that CloudWatch has for these metrics.
      const start = Math.floor(a / MINUTE_MS) * MINUTE_MS;
      const end = Math.max(start + 5 * MINUTE_MS, Math.ceil(b / MINUTE_MS) * MINUTE_MS);
      change(absoluteRange(epochMs(start), epochMs(end)));
    },
    [change],
  );
  const requests = useMemo(
    () =>
      requestsOf &&
      ((a: number, b: number, { title, unit }: ChartSpec) =>
        requestsOf({ fromMs: a, toMs: b, chart: { title, unit } })),
    [requestsOf],
  );
  return (
    <ChartGroup fromMs={fromMs} toMs={toMs} onZoom={zoom} onRequests={requests}>
      {children}
    </ChartGroup>
  );
}
