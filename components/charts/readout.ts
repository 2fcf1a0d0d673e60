import { type ChartSpec, highest, summed } from "@/components/charts/chart-spec";
import { formatDayClock, formatWindow, type Zone, zoneLabel } from "@/lib/base/format-time";
import { formatValue } from "@/lib/base/format-value";

export interface Readout {
  readonly caption: string;
  /** Parallel to the series. */
  readonly values: readonly string[];
  /** The same for a screen reader. */
  readonly spoken: string;
}

/** Numbers beside the series' names: at the cursor, or the highest of the window when nobody points; parts of a whole are summed. */
export function readoutText(spec: ChartSpec, index: number, timeMs: number | null, zone: Zone): Readout {
  if (timeMs === null) {
    const ofWindow = spec.stacked ? summed : highest;
    const values = spec.series.map((series) => formatValue(ofWindow(series.values), spec.unit));
    return { caption: `${spec.stacked ? "sum" : "max."} of the window`, values, spoken: "No time selected" };
  }
  const start = spec.timesMs[index];
  const caption =
    start === undefined
      ? `${formatDayClock(timeMs, zone)} ${zoneLabel(timeMs, zone)}`
      : formatWindow(start, start + spec.periodMs, zone);
  const values = spec.series.map((series) => formatValue(series.values[index], spec.unit));
  const named = spec.series.map(
    (series, s) => `${series.label} ${values[s] === "–" ? "no data" : values[s]}`,
  );
  return { caption, values, spoken: `${caption}: ${named.join(", ")}` };
}
