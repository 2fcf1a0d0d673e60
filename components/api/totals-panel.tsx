import { FailureCount } from "@/components/panel/failure-count";
import { PanelState } from "@/components/panel/panel-state";
import { type Figure, FigureStrip, FigureStripSkeleton } from "@/components/ui/figure-strip";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { Panel } from "@/lib/model/panel";
import type { ApiTotals } from "@/lib/model/views/api";

const frame = "overflow-hidden rounded-lg border border-line bg-surface";

export function TotalsPanel({ panel }: { readonly panel: Panel<ApiTotals> }) {
  return (
    <section aria-label="Totals of the window" className={frame}>
      <PanelState panel={panel} brief className="border-t-0">
        {(totals) => <FigureStrip figures={figuresOf(totals)} />}
      </PanelState>
    </section>
  );
}

export function TotalsSkeleton() {
  return (
    <div className={frame}>
      <FigureStripSkeleton count={9} label="Loading totals" />
    </div>
  );
}

function figuresOf(totals: ApiTotals): readonly Figure[] {
  return [
    { key: "count", label: "Requests", value: formatCount(totals.count) },
    { key: "status4xx", label: "4xx", value: formatCount(totals.status4xx) },
    {
      key: "status5xx",
      label: "5xx",
      value: (
        <FailureCount
          failures={totals.status5xx}
          attempts={totals.count}
          text={formatCount(totals.status5xx)}
        />
      ),
    },
    { key: "latencyP50", label: "Latency p50", value: formatDuration(totals.latencyP50Ms) },
    { key: "latencyP95", label: "Latency p95", value: formatDuration(totals.latencyP95Ms) },
    { key: "latencyP99", label: "Latency p99", value: formatDuration(totals.latencyP99Ms) },
    {
      key: "integrationP95",
      label: "Integration p95",
      value: formatDuration(totals.integrationLatencyP95Ms),
    },
    { key: "cacheHits", label: "Cache hits", value: formatCount(totals.cacheHits) },
    { key: "cacheMisses", label: "Cache misses", value: formatCount(totals.cacheMisses) },
  ];
}
