import { costFigures } from "@/components/panel/cost-figures";
import { FailureCount } from "@/components/panel/failure-count";
import { Totals } from "@/components/panel/totals";
import type { Figure } from "@/components/ui/figure-strip";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Panel } from "@/lib/model/panel";
import type { SubjectCost } from "@/lib/model/views/cost";
import type { FunctionTotals } from "@/lib/model/views/function";
import { costPath } from "@/lib/url/cost-path";

interface TotalsPanelProps {
  readonly panel: Panel<FunctionTotals>;
  /** Comes later than the rest: nothing waits for it. */
  readonly cost: Promise<Panel<SubjectCost>>;
  readonly name: string;
}

export function TotalsPanel({ panel, cost, name }: TotalsPanelProps) {
  const costs = costFigures("Cost", cost, costPath([name]));
  return <Totals panel={panel} figuresOf={(totals) => [...figuresOf(totals), ...costs]} />;
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
