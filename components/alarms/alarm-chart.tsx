"use client";

import { useMemo } from "react";
import { StateStrip } from "@/components/alarms/state-strip";
import { PLOT } from "@/components/charts/geometry";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";
import type { AlarmSpan } from "@/lib/model/views/alarms";
import type { Chart } from "@/lib/model/views/common";

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
      <TimeSeriesChart spec={spec} />
      <div style={{ paddingLeft: PLOT.left, paddingRight: PLOT.right }}>
        <StateStrip states={states} fromMs={fromMs} toMs={toMs} />
        <p className="text-2xs text-ink-3">
          Its states over the time range{spec.bands.length > 0 ? "; in alarm where the chart is shaded" : ""}.
        </p>
      </div>
    </div>
  );
}
