import { type LoadProgress, noProgress } from "@/components/logs/protocol";
import type { LogsProgress } from "@/lib/model/views/logs";

/** All sources together; one that has not answered counts as not begun. */
export function totalProgress(all: readonly LogsProgress[], sources: number): LoadProgress {
  return all.reduce(
    (sum, one) => ({
      pages: sum.pages + one.pages,
      streams: sum.streams + one.streams,
      events: sum.events + one.events,
      bytes: sum.bytes + one.bytes,
      share: sum.share + one.share / Math.max(1, sources),
    }),
    noProgress,
  );
}
