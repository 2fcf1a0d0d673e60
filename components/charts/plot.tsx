"use client";

import { area, curveLinear, curveStepAfter, line } from "d3-shape";
import { memo } from "react";
import { type ChartRow, chartRows, rowKey } from "@/components/charts/chart-rows";
import { type ChartSpec, drawnAsSteps, seriesColor } from "@/components/charts/chart-spec";
import { PLOT, PLOT_INNER_HEIGHT, plotWidth } from "@/components/charts/geometry";
import { drawnValues } from "@/components/charts/stack";
import { timeTicks } from "@/components/charts/time-ticks";
import type { ValueAxis } from "@/components/charts/value-ticks";
import type { Zone } from "@/lib/base/format-time";

export interface PlotProps {
  readonly spec: ChartSpec;
  readonly axis: ValueAxis;
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
  readonly zone: Zone;
}

const LABEL = { fontSize: 11, fill: "var(--ink-3)" } as const;

/**
 * The drawing: one SVG path a series, so that twelve charts of five series cost a few milliseconds. Memoised, without
 * pointer events or animation: whatever moves is the cursor layer's.
 */
export const Plot = memo(function Plot({ spec, axis, fromMs, toMs, width, zone }: PlotProps) {
  const inner = plotWidth(width);
  const x = (ms: number) => ((ms - fromMs) / (toMs - fromMs)) * inner;
  const y = (value: number) => PLOT_INNER_HEIGHT * (1 - value / axis.max);
  const clip = `clip-${spec.key.replace(/\W/g, "-")}`;
  return (
    <svg
      data-plot={spec.key}
      width={width}
      height={PLOT.height}
      className="pointer-events-none absolute inset-0"
      aria-hidden="true"
    >
      <clipPath id={clip}>
        <rect x={0} y={-2} width={inner} height={PLOT_INNER_HEIGHT + 4} />
      </clipPath>
      <g transform={`translate(${PLOT.left} ${PLOT.top})`}>
        {axis.ticks.map((tick) => (
          <g key={tick} transform={`translate(0 ${Math.round(y(tick)) + 0.5})`}>
            <line x2={inner} stroke="var(--line)" />
            <text x={-8} dy="0.32em" textAnchor="end" {...LABEL}>
              {axis.format(tick)}
            </text>
          </g>
        ))}
        {timeTicks(fromMs, toMs, inner, zone).map((tick) => (
          <text key={tick.ms} x={x(tick.ms)} y={PLOT_INNER_HEIGHT + 17} textAnchor="middle" {...LABEL}>
            {tick.label}
          </text>
        ))}
        <line
          y1={PLOT_INNER_HEIGHT + 0.5}
          y2={PLOT_INNER_HEIGHT + 0.5}
          x2={inner}
          stroke="var(--line-strong)"
        />
        <g clipPath={`url(#${clip})`}>
          {spec.bands?.map(({ fromMs: start, toMs: end, tone }) => (
            <g key={start} data-band={tone} transform={`translate(${x(start)} 0)`}>
              <rect
                width={Math.max(1, x(end) - x(start))}
                height={PLOT_INNER_HEIGHT}
                fill={`var(--${tone}-soft)`}
              />
              <rect width={Math.max(1, x(end) - x(start))} height={2} fill={`var(--${tone})`} />
            </g>
          ))}
          <Series spec={spec} x={x} y={y} />
        </g>
        {spec.limits
          .filter((limit) => limit.value <= axis.max)
          .map((limit) => (
            <g key={limit.label} transform={`translate(0 ${Math.round(y(limit.value)) + 0.5})`}>
              <line x2={inner} stroke="var(--ink-3)" strokeDasharray="4 3" />
              <text x={inner} y={13} textAnchor="end" fontSize={11} fill="var(--ink-2)">
                {limit.label} {axis.format(limit.value)}
              </text>
            </g>
          ))}
      </g>
    </svg>
  );
});

interface SeriesProps {
  readonly spec: ChartSpec;
  readonly x: (ms: number) => number;
  readonly y: (value: number) => number;
}

function Series({ spec, x, y }: SeriesProps) {
  const steps = drawnAsSteps(spec);
  const tops = drawnValues(spec);
  const drawn = spec.series.map((series, index) => ({ ...series, values: tops[index] ?? [] }));
  const rows = chartRows({ ...spec, series: drawn }, steps);
  const curve = steps ? curveStepAfter : curveLinear;
  const has = (key: string) => (row: ChartRow) => (row[key] ?? null) !== null;
  const atX = (row: ChartRow) => x(row.t ?? 0);
  const atY = (key: string) => (row: ChartRow) => y(row[key] ?? 0);
  const filled = spec.series.length === 1 || spec.stacked;
  return (
    <>
      {spec.series.map((series, index) => {
        const key = rowKey(index);
        const path = line<ChartRow>(atX, atY(key)).defined(has(key)).curve(curve).digits(1);
        const ground = spec.stacked && index > 0 ? atY(rowKey(index - 1)) : () => y(0);
        const below = area<ChartRow>(atX, ground, atY(key)).defined(has(key)).curve(curve).digits(1);
        return (
          <g key={series.key}>
            {filled ? (
              <path
                d={below(rows) ?? ""}
                fill={seriesColor(spec, index)}
                fillOpacity={spec.stacked ? 0.4 : 0.14}
              />
            ) : null}
            <path
              data-series={series.key}
              d={path(rows) ?? ""}
              fill="none"
              stroke={seriesColor(spec, index)}
              strokeWidth={1.5}
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </g>
        );
      })}
    </>
  );
}
