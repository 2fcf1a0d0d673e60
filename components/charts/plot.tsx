"use client";

import { memo, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { chartRows, rowKey } from "@/components/charts/chart-rows";
import { type ChartSpec, drawnAsSteps, seriesColor } from "@/components/charts/chart-spec";
import { PLOT, plotWidth } from "@/components/charts/geometry";
import { timeTicks } from "@/components/charts/time-ticks";
import type { ValueAxis } from "@/components/charts/value-ticks";
import type { Zone } from "@/lib/base/format-time";

interface PlotProps {
  readonly spec: ChartSpec;
  readonly axis: ValueAxis;
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
  readonly zone: Zone;
}

const tick = { fontSize: 11, fill: "var(--ink-3)" } as const;
const margin = { top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 } as const;

/** The drawing. Memoised, without pointer events or animation: whatever moves is the cursor layer's. */
export const Plot = memo(function Plot({ spec, axis, fromMs, toMs, width, zone }: PlotProps) {
  const steps = drawnAsSteps(spec);
  const rows = useMemo(() => [...chartRows(spec, steps)], [spec, steps]);
  const ticks = useMemo(() => timeTicks(fromMs, toMs, plotWidth(width), zone), [fromMs, toMs, width, zone]);
  const labels = useMemo(() => new Map(ticks.map((t) => [t.ms, t.label])), [ticks]);
  const type = steps ? "stepAfter" : "linear";
  return (
    <ComposedChart
      width={width}
      height={PLOT.height}
      data={rows}
      margin={margin}
      accessibilityLayer={false}
      className="pointer-events-none"
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="t"
        type="number"
        domain={[fromMs, toMs]}
        allowDataOverflow
        ticks={ticks.map((t) => t.ms)}
        tickFormatter={(ms: number) => labels.get(ms) ?? ""}
        interval={0}
        height={PLOT.bottom}
        tick={tick}
        tickLine={false}
        tickMargin={4}
        axisLine={{ stroke: "var(--line-strong)" }}
      />
      <YAxis
        type="number"
        domain={[0, axis.max]}
        allowDataOverflow
        ticks={[...axis.ticks]}
        tickFormatter={axis.format}
        interval={0}
        width={PLOT.left}
        tick={tick}
        tickLine={false}
        axisLine={false}
      />
      {spec.series.length === 1 ? (
        <Area
          dataKey={rowKey(0)}
          type={type}
          stroke="none"
          fill={seriesColor(spec, 0)}
          fillOpacity={0.14}
          isAnimationActive={false}
          activeDot={false}
        />
      ) : null}
      {spec.limits
        .filter((limit) => limit.value <= axis.max)
        .map((limit) => (
          <ReferenceLine
            key={limit.label}
            y={limit.value}
            stroke="var(--ink-3)"
            strokeDasharray="4 3"
            label={{
              value: `${limit.label} ${axis.format(limit.value)}`,
              position: "insideTopRight",
              fontSize: 11,
              fill: "var(--ink-2)",
            }}
          />
        ))}
      {spec.series.map((series, index) => (
        <Line
          key={series.key}
          dataKey={rowKey(index)}
          type={type}
          stroke={seriesColor(spec, index)}
          strokeWidth={1.5}
          strokeLinecap="round"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
    </ComposedChart>
  );
});
