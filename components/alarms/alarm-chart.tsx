"use client";

import { lazy, Suspense, useMemo } from "react";
import { StateStrip } from "@/components/alarms/state-strip";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { PLOT } from "@/components/charts/geometry";
import type { AlarmSpan } from "@/lib/model/views/alarms";
import type { Chart } from "@/lib/model/views/common";

/** Charts are most of the page's JavaScript, and most readers only look at the list. */
const TimeSeriesChart = lazy(() =>
  import("@/components/charts/time-series-chart").then((module) => ({ default: module.TimeSeriesChart })),
);

interface AlarmChartProps {
  readonly chart: Chart;
  readonly states: readonly AlarmSpan[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the alarm compares with its threshold, the times in ALARM behind it, and its states below on the same axis. */
export function AlarmChart({ chart, states, fromMs, toMs }: AlarmChartProps) {
  const spec = useMemo(
    () => ({
      ...chart,
      bands: states
        .filter(({ state }) => state === "ALARM")
        .map((span) => ({ fromMs: span.fromMs, toMs: span.toMs, tone: "critical" as const })),
    }),
    [chart, states],
  );
  return (
    <div className="space-y-1">
      <Suspense fallback={<ChartSkeleton />}>
        <TimeSeriesChart spec={spec} />
      </Suspense>
      <div style={{ paddingLeft: PLOT.left, paddingRight: PLOT.right }}>
        <StateStrip states={states} fromMs={fromMs} toMs={toMs} />
      </div>
    </div>
  );
}
