import { ChartGrid } from "@/components/charts/chart-grid";
import type { SeriesTone } from "@/components/charts/chart-spec";
import type { Chart } from "@/lib/model/views/common";

const TONES: Readonly<Record<string, SeriesTone>> = { throttled: "critical", throttles: "critical" };

/** Concurrency against its limits over one time axis, what was throttled in the colour of trouble. */
export function ConcurrencyCharts({ charts }: { readonly charts: readonly Chart[] }) {
  return (
    <section aria-label="Concurrency over time">
      <ChartGrid
        charts={charts.map((chart) => ({
          ...chart,
          series: chart.series.map((series) => {
            const tone = TONES[series.key];
            return tone ? { ...series, tone } : series;
          }),
        }))}
      />
    </section>
  );
}
