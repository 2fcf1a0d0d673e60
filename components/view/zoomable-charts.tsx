"use client";

import { type ReactNode, useCallback, useMemo } from "react";
import { ChartGroup } from "@/components/charts/chart-group";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { useSlot } from "@/components/view/publish";
import { useZoom } from "@/components/view/use-zoom";
import { useNavigation } from "@/components/view/view-navigation";
import { showRequests } from "@/components/view/view-store";

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
  const zoom = useZoom();
  const requestsOf = useSlot(showRequests);
  const requests = useMemo(
    () =>
      requestsOf &&
      ((a: number, b: number, { title, unit }: ChartSpec) =>
        requestsOf({ fromMs: a, toMs: b, chart: { title, unit } })),
    [requestsOf],
  );
  const { go } = useNavigation();
  const open = useCallback(
    (href: string) => go(href, { scroll: !href.startsWith(`${window.location.pathname}?`) }),
    [go],
  );
  return (
    <ChartGroup fromMs={fromMs} toMs={toMs} onZoom={zoom} onRequests={requests} onOpen={open}>
      {children}
    </ChartGroup>
  );
}
