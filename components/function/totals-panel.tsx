import { FailureCount } from "@/components/panel/failure-count";
import { Totals } from "@/components/panel/totals";
import type { Figure } from "@/components/ui/figure-strip";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Panel } from "@/lib/model/panel";
import type { FunctionTotals } from "@/lib/model/views/function";

export function TotalsPanel({ panel }: { readonly panel: Panel<FunctionTotals> }) {
  return <Totals panel={panel} figuresOf={figuresOf} />;
}

function figuresOf(totals: FunctionTotals): readonly Figure[] {
  const { invocations, errors, throttles } = totals;
  const attempts = (invocations ?? 0) + (throttles ?? 0);
  return [
    { key: "invocations", label: "Invocations", value: formatCount(totals.invocations) },
    {
      key: "errors",
      label: "Errors",
      value: <FailureCount failures={errors} attempts={invocations} text={formatCount(errors)} />,
    },
    {
      key: "errorRate",
      label: "Error rate",
      value: <FailureCount failures={errors} attempts={invocations} text={formatRatio(totals.errorRate)} />,
    },
    {
      key: "throttles",
      label: "Throttles",
      value: <FailureCount failures={throttles} attempts={attempts} text={formatCount(throttles)} />,
    },
    { key: "durationP50", label: "Duration p50", value: formatDuration(totals.durationP50Ms) },
    { key: "durationP95", label: "Duration p95", value: formatDuration(totals.durationP95Ms) },
    { key: "durationP99", label: "Duration p99", value: formatDuration(totals.durationP99Ms) },
    { key: "durationMax", label: "Duration max.", value: formatDuration(totals.durationMaxMs) },
    { key: "concurrencyPeak", label: "Peak concurrency", value: formatCount(totals.concurrencyPeak) },
  ];
}
