import { type Figure, FigureStrip } from "@/components/ui/figure-strip";
import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

type Summary = ColdStarts["total"];

interface ColdTotalsProps {
  readonly summary: Summary | null;
  /** In the last place: what this subject has besides. */
  readonly last: Figure;
}

/** The window's figures side by side; null is unknown, not zero. */
export function ColdTotals({ summary, last }: ColdTotalsProps) {
  return (
    <section
      aria-label="Totals of the window"
      className="overflow-hidden rounded-lg border border-line bg-surface"
    >
      <FigureStrip figures={[...figuresOf(summary), last]} />
    </section>
  );
}

function figuresOf(summary: Summary | null): readonly Figure[] {
  return [
    { key: "felt", label: "Waited", value: formatCount(summary?.felt) },
    { key: "invocations", label: "of invocations", value: formatCount(summary?.invocations) },
    { key: "rate", label: "Share", value: formatRatio(summary?.feltRate) },
    { key: "p50", label: "Init p50", value: formatDuration(summary?.initP50Ms) },
    { key: "p95", label: "Init p95", value: formatDuration(summary?.initP95Ms) },
    { key: "p99", label: "Init p99", value: formatDuration(summary?.initP99Ms) },
    {
      key: "billedMs",
      label: "Billed init",
      value: summary === null ? NO_DATA : formatDuration(summary.billedInitMs),
    },
    { key: "billedUsd", label: "in dollars", value: formatUsd(summary?.billedInitUsd) },
  ];
}
