import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { TimeSeriesChart } from "@/components/charts/time-series-chart";

const grid = "grid gap-4 md:grid-cols-2 xl:grid-cols-3";

export function ChartGrid({ charts }: { readonly charts: readonly ChartSpec[] }) {
  return (
    <div className={grid}>
      {charts.map((spec) => (
        <TimeSeriesChart key={spec.key} spec={spec} />
      ))}
    </div>
  );
}

export function ChartGridSkeleton({ count }: { readonly count: number }) {
  return (
    <div role="status" aria-label="Loading charts" className={grid}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <ChartSkeleton key={index} />
      ))}
    </div>
  );
}
