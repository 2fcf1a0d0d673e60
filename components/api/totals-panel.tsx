import { costFigures } from "@/components/panel/cost-figures";
import { FailureCount } from "@/components/panel/failure-count";
import { Totals } from "@/components/panel/totals";
import type { Figure } from "@/components/ui/figure-strip";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { Panel } from "@/lib/model/panel";
import type { ApiTotals } from "@/lib/model/views/api";
import type { SubjectCost } from "@/lib/model/views/cost";
import { apiCostsPath } from "@/lib/url/cost-path";

interface TotalsPanelProps {
  readonly panel: Panel<ApiTotals>;
  /** Comes later than the rest: nothing waits for it. */
  readonly cost: Promise<Panel<SubjectCost>>;
}

export function TotalsPanel({ panel, cost }: TotalsPanelProps) {
  const costs = costFigures("Gateway cost", cost, apiCostsPath);
  return <Totals panel={panel} figuresOf={(totals) => [...figuresOf(totals), ...costs]} />;
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
