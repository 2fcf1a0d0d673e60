import type { ChartSpec } from "@/components/charts/chart-spec";
import { csvNumber, csvText } from "@/lib/base/csv";

/**
 * Comma-separated values with full precision: ISO times in UTC, raw numbers in the chart's unit, gaps empty.
 * Labels that a spreadsheet would take for a formula are disarmed.
 */
export function chartCsv(spec: ChartSpec): string {
  const head = ["time", ...spec.series.map((series) => `${series.label} (${spec.unit})`)].map(csvText);
  const rows = spec.timesMs.map((ms, index) =>
    [new Date(ms).toISOString(), ...spec.series.map((series) => csvNumber(series.values[index]))].join(","),
  );
  return [head.join(","), ...rows].join("\n");
}
