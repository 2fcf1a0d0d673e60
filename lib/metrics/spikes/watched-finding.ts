import type { WatchedSeries } from "@/lib/metrics/spikes/watched";
import type { Finding } from "@/lib/model/finding";

/** A finding and the series in which it was found. */
export interface WatchedFinding {
  readonly watched: WatchedSeries;
  readonly finding: Finding;
}
