import { BarFigure } from "@/components/cold-starts/bar-figure";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import { shownIdleBins } from "@/lib/cold-starts/show/charts";
import type { ColdFunction } from "@/lib/model/views/cold-starts";

type Idle = NonNullable<ColdFunction["explained"]>["idle"];

/** The chance of a cold start after so many idle minutes, and when environments go away. */
export function IdleFigure({ idle }: { readonly idle: Idle }) {
  const bins = shownIdleBins(idle.bins);
  const endMs = bins.at(-1)?.toMs ?? 0;
  const { timeout } = idle;
  const seen = timeout?.atMostMs ?? null;
  return (
    <BarFigure
      title="Chance of a cold start after idle time"
      note="From this function's own streams: an environment that was used again had survived; one that was not, while a request had to wait for a new one, was gone. Lambda's own idle time is not documented and may change."
      caption={timeoutText(timeout)}
      bars={bins.map(({ fromMs, toMs, survived, gone, chance }) => ({
        label: `${fromMs / 60_000} – ${toMs / 60_000} min`,
        height: chance,
        text:
          chance === null
            ? "it never came to that"
            : `${formatRatio(chance)}, ${formatCount(gone)} of ${formatCount(gone + survived)} gone`,
        cells: [chance === null ? NO_DATA : formatRatio(chance), formatCount(gone), formatCount(survived)],
      }))}
      heads={["Idle for", "Chance", "Gone", "Survived"]}
      top="100 %"
      axis={["0 min", formatDuration(endMs)]}
      mark={
        timeout === null || seen === null || timeout.atLeastMs > endMs
          ? null
          : {
              from: timeout.atLeastMs / endMs,
              to: Math.min(1, seen / endMs),
              label:
                timeout.estimateMs === null
                  ? "they go in between"
                  : `≈ ${formatDuration(timeout.estimateMs)}`,
            }
      }
      empty="No environment was used twice: nothing can be said of idle times"
    />
  );
}

function timeoutText(timeout: Idle["timeout"]): string {
  if (timeout === null) return "No environment was used twice";
  const { atLeastMs, atMostMs, estimateMs } = timeout;
  if (atMostMs === null)
    return `Environments outlived ${formatDuration(atLeastMs)} of idleness; none was seen to go`;
  const bounds = `between ${formatDuration(atLeastMs)} and ${formatDuration(atMostMs)}`;
  return estimateMs === null
    ? `They go ${bounds} of idleness: too far apart to name a figure`
    : `They go after about ${formatDuration(estimateMs)} of idleness (${bounds})`;
}
