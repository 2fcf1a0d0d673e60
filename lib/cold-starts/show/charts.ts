import type { IdleBin } from "@/lib/cold-starts/idle-gaps";
import type { ColdStarts } from "@/lib/model/views/cold-starts";
import type { Chart } from "@/lib/model/views/common";

interface StackedChart extends Chart {
  readonly stacked?: boolean;
}

/** Inits over time by whether somebody waited, and environments alive. Bins that are not there are no zeros. */
export function coldStartCharts({
  overTime,
  binMs,
}: Pick<ColdStarts, "overTime" | "binMs">): readonly [inits: StackedChart, environments: Chart] {
  const timesMs = overTime.map(({ fromMs }) => fromMs);
  const common = { unit: "count" as const, periodMs: binMs, timesMs, limits: [] };
  const series = (key: "felt" | "notFelt" | "unknown", label: string) => ({
    key,
    label,
    values: overTime.map((bin) => bin[key]),
  });
  const someUnknown = overTime.some(({ unknown }) => unknown > 0);
  return [
    {
      ...common,
      key: "inits",
      title: "Environments started",
      stacked: true,
      series: [
        series("notFelt", "Nobody waited"),
        series("felt", "A request waited"),
        ...(someUnknown ? [series("unknown", "Unknown")] : []),
      ],
      note: "An init that was felt counts where the waiting request started, any other where it began.",
    },
    {
      ...common,
      key: "environments",
      title: "Environments alive",
      series: [{ key: "environments", label: "At least", values: overTime.map((bin) => bin.environments) }],
      note: "From the first to the last line of each. One that lies idle writes none, so more may have been alive.",
    },
  ];
}

const FEWEST_BARS = 5;

/** Without the long tail of times to which it never came. */
export function shownIdleBins(bins: readonly IdleBin[]): readonly IdleBin[] {
  const last = bins.findLastIndex(({ chance }) => chance !== null);
  return bins.slice(0, Math.max(last + 1, Math.min(FEWEST_BARS, bins.length)));
}
