"use client";

import { ChartLine, Info, Table2 } from "lucide-react";
import { type RefObject, useMemo, useRef, useState } from "react";
import { chartCsv } from "@/components/charts/chart-csv";
import { useChartGroup } from "@/components/charts/chart-group";
import { type ChartSpec, hasData, highest, seriesColor } from "@/components/charts/chart-spec";
import { ChartTable } from "@/components/charts/chart-table";
import { CursorLayer } from "@/components/charts/cursor-layer";
import { PLOT, plotWidth } from "@/components/charts/geometry";
import { MarkersWhenAny } from "@/components/charts/markers-when-any";
import { Plot } from "@/components/charts/plot";
import { readoutText } from "@/components/charts/readout";
import { drawnValues } from "@/components/charts/stack";
import { useDrawTurn, useSeen, useWidth } from "@/components/charts/use-drawing";
import { type ValueAxis, valueAxis } from "@/components/charts/value-ticks";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Tooltip } from "@/components/ui/tooltip";
import { useZone } from "@/components/ui/zone-context";

/** A titled chart over the group's time axis. Its height is fixed: nothing moves when the drawing arrives. */
export function TimeSeriesChart({ spec }: { readonly spec: ChartSpec }) {
  const [asTable, setAsTable] = useState(false);
  const zone = useZone();
  const figure = useRef<HTMLElement>(null);
  const initial = useMemo(() => readoutText(spec, -1, null, zone), [spec, zone]);
  return (
    <figure
      ref={figure}
      aria-label={spec.title}
      className="flex h-60 min-w-0 flex-col rounded-lg [contain:content] border border-line bg-surface"
    >
      <div className="flex h-10 shrink-0 items-center gap-2 pr-2 pl-4">
        <h2 className="truncate font-semibold text-sm">{spec.title}</h2>
        {spec.note ? (
          <Tooltip content={spec.note}>
            <button type="button" aria-label={spec.note} className="text-ink-3">
              <Info className="size-3.5" aria-hidden />
            </button>
          </Tooltip>
        ) : null}
        <span data-caption className="ml-auto truncate text-2xs text-ink-3">
          {initial.caption}
        </span>
        {asTable ? <CopyButton text={chartCsv(spec)} label="Copy as CSV" /> : null}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-pressed={asTable}
          aria-label={asTable ? `Show ${spec.title} as chart` : `Show ${spec.title} as table`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
        </Button>
      </div>
      <Legend spec={spec} values={initial.values} />
      <div className="min-h-0 grow">
        {asTable ? <ChartTable spec={spec} zone={zone} /> : <ChartBody spec={spec} figure={figure} />}
      </div>
    </figure>
  );
}

function Legend({ spec, values }: { readonly spec: ChartSpec; readonly values: readonly string[] }) {
  return (
    <ul
      aria-label={`Legend of ${spec.title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="flex h-5 shrink-0 gap-x-2.5 overflow-x-auto whitespace-nowrap px-4 text-2xs [scrollbar-width:none]"
    >
      {spec.series.map((series, index) => (
        <li key={series.key} className="flex items-center gap-1">
          <span className="h-0.5 w-2 shrink-0 rounded-sm" style={{ background: seriesColor(spec, index) }} />
          <span className="text-ink-2">{series.label}</span>
          <span data-value className="min-w-5 font-medium">
            {values[index]}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ChartBody({
  spec,
  figure,
}: {
  readonly spec: ChartSpec;
  readonly figure: RefObject<HTMLElement | null>;
}) {
  const { fromMs, toMs } = useChartGroup();
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const seen = useSeen(box);
  const wanted = useMemo(
    () => (seen && width > 0 ? drawingOf(spec, fromMs, toMs, width, zone) : null),
    [seen, spec, fromMs, toMs, width, zone],
  );
  const drawn = useDrawTurn(wanted);
  const empty = !hasData(spec);
  return (
    <div ref={box} className="relative overflow-hidden" style={{ height: PLOT.height }}>
      {drawn ? (
        <>
          <Plot {...drawn} />
          <CursorLayer
            {...drawn}
            axisMax={drawn.axis.max}
            innerWidth={plotWidth(drawn.width)}
            readout={figure}
          />
          <MarkersWhenAny title={drawn.spec.title} innerWidth={plotWidth(drawn.width)} />
        </>
      ) : null}
      {drawn ? <FarLimits spec={drawn.spec} axis={drawn.axis} /> : null}
      {empty ? (
        <p className="pointer-events-none absolute inset-x-0 top-16 text-center text-ink-3 text-xs">
          No datapoints in this window
        </p>
      ) : null}
    </div>
  );
}

/** Limits so far above the data that drawing them to scale would flatten it. */
function FarLimits({ spec, axis }: { readonly spec: ChartSpec; readonly axis: ValueAxis }) {
  const far = spec.limits.filter((limit) => limit.value > axis.max);
  if (far.length === 0) return null;
  return (
    <p
      className="pointer-events-none absolute top-1.5 truncate bg-surface px-1 text-2xs text-ink-2"
      style={{ right: PLOT.right, maxWidth: "60%" }}
    >
      {far.map((limit) => `↑ ${limit.label} ${axis.format(limit.value)}`).join("   ")}
    </p>
  );
}

function drawingOf(spec: ChartSpec, fromMs: number, toMs: number, width: number, zone: string) {
  const dataMax = Math.max(0, ...drawnValues(spec).map((values) => highest(values) ?? 0));
  const axis = valueAxis(
    dataMax,
    spec.unit,
    spec.limits.map((limit) => limit.value),
  );
  return { spec, axis, fromMs, toMs, width, zone };
}
