"use client";

import { Fragment } from "react";
import { markersAt } from "@/components/charts/chart-marker";
import { useChartMarkers } from "@/components/charts/chart-markers";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { markerTime } from "@/components/charts/marker-time";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { formatFull, type Zone, zoneLabel } from "@/lib/base/format-time";
import { formatValue } from "@/lib/base/format-value";

const cell = "whitespace-nowrap border-line border-b px-2 py-1 first:pl-4 last:pr-4";

/** The chart's numbers, newest first, and what is marked on it above the period that it happened in. */
export function ChartTable({ spec, zone }: { readonly spec: ChartSpec; readonly zone: Zone }) {
  const order = spec.timesMs.map((_, index) => index).reverse();
  const markers = useChartMarkers();
  const label = zoneLabel(spec.timesMs.at(-1) ?? 0, zone);
  return (
    <ScrollRegion label={`${spec.title}, table`} className="h-full border-line border-t">
      <table className="w-full border-separate border-spacing-0 text-xs">
        <caption className="sr-only">{spec.title}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${cell} sticky top-0 bg-surface text-left font-medium text-ink-3`}>
              Start ({label})
            </th>
            {spec.series.map((series) => (
              <th
                key={series.key}
                scope="col"
                className={`${cell} sticky top-0 bg-surface text-right font-medium text-ink-3`}
              >
                {series.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((index) => (
            <Fragment key={spec.timesMs[index]}>
              {[...markersAt(markers, spec, index)].reverse().map((marker) => (
                <tr key={marker.id}>
                  <td colSpan={1 + spec.series.length} className={`${cell} bg-hover text-ink-2`}>
                    {[markerTime(marker.atMs, zone), marker.label, marker.detail].filter(Boolean).join(" · ")}
                  </td>
                </tr>
              ))}
              <tr>
                <th scope="row" className={`${cell} text-left font-normal text-ink-2`}>
                  {formatFull(spec.timesMs[index] ?? 0, zone).replace(` ${label}`, "")}
                </th>
                {spec.series.map((series) => (
                  <td key={series.key} className={`${cell} text-right`}>
                    {formatValue(series.values[index], spec.unit)}
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
