import { PanelState } from "@/components/panel/panel-state";
import { cn } from "@/components/ui/class-names";
import { type Figure, FigureStrip, FigureStripSkeleton } from "@/components/ui/figure-strip";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Panel } from "@/lib/model/panel";
import type { FunctionTotals } from "@/lib/model/views/function";

const frame = "overflow-hidden rounded-lg border border-line bg-surface";

export function TotalsPanel({ panel }: { readonly panel: Panel<FunctionTotals> }) {
  return (
    <section aria-label="Totals of the window" className={frame}>
      <PanelState panel={panel} className="border-t-0">
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

function figuresOf(totals: FunctionTotals): readonly Figure[] {
  const bad = (value: number | null, text: string) => (
    <span className={cn(value !== null && value > 0 && "text-critical")}>{text}</span>
  );
  return [
    { key: "invocations", label: "Invocations", value: formatCount(totals.invocations) },
    { key: "errors", label: "Errors", value: bad(totals.errors, formatCount(totals.errors)) },
    { key: "errorRate", label: "Error rate", value: bad(totals.errorRate, formatRatio(totals.errorRate)) },
    { key: "throttles", label: "Throttles", value: bad(totals.throttles, formatCount(totals.throttles)) },
    { key: "durationP50", label: "Duration p50", value: formatDuration(totals.durationP50Ms) },
    { key: "durationP95", label: "Duration p95", value: formatDuration(totals.durationP95Ms) },
    { key: "durationP99", label: "Duration p99", value: formatDuration(totals.durationP99Ms) },
    { key: "durationMax", label: "Duration max.", value: formatDuration(totals.durationMaxMs) },
    { key: "concurrencyPeak", label: "Peak concurrency", value: formatCount(totals.concurrencyPeak) },
  ];
}
