import { findSpikes, STRICT, type Strictness } from "@/lib/metrics/spikes/find-spikes";
import type { Spans } from "@/lib/metrics/spikes/spans";
import { splitSeries, type WatchedSeries } from "@/lib/metrics/spikes/watched";
import type { Finding } from "@/lib/model/finding";

/** A finding and the series in which it was found. */
export interface WatchedFinding {
  readonly watched: WatchedSeries;
  readonly finding: Finding;
}

/** What is unusual in the window of each series. */
export function findInSubject(
  all: readonly WatchedSeries[],
  spans: Spans,
  strictness: Strictness = STRICT,
): WatchedFinding[] {
  return all.flatMap((watched) => {
    if (isNever(watched, spans)) return [];
    const { series, baseline } = splitSeries(watched, spans);
    return findSpikes(series, baseline, strictness).map((finding) => ({ watched, finding }));
  });
}

/** Most functions never fail: nothing goes up where there is nothing. */
function isNever({ kind, values }: WatchedSeries, { windowFrom }: Spans): boolean {
  return kind === "rate" && !values.slice(windowFrom).some((value) => (value ?? 0) > 0);
}
