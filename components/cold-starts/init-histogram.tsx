import { BarFigure } from "@/components/cold-starts/bar-figure";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** How long those waited who did. Bars are not equally wide in time: their labels say. */
export function InitHistogram({ summary }: { readonly summary: ColdStarts["total"] | null }) {
  const all = summary?.histogram ?? [];
  const [low, high] = [all.findIndex(({ count }) => count > 0), all.findLastIndex(({ count }) => count > 0)];
  // With its neighbours, so that the begin and the end of the distribution are seen.
  const bins = low < 0 ? [] : all.slice(Math.max(0, low - 1), high + 2);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const bars = bins.map(({ fromMs, toMs, count }) => ({
    label:
      toMs === null
        ? `${formatDuration(fromMs)} or more`
        : `${formatDuration(fromMs)} – ${formatDuration(toMs)}`,
    height: count / most,
    text: `${formatCount(count)} waited`,
    cells: [formatCount(count)],
  }));
  const [last] = bins.slice(-1);
  return (
    <BarFigure
      title="How long they waited"
      note="Init Duration or Restore Duration of what was felt. The bars are not equally wide in time."
      caption={`p50 ${formatDuration(summary?.initP50Ms)}, p95 ${formatDuration(summary?.initP95Ms)}, p99 ${formatDuration(summary?.initP99Ms)}`}
      bars={bars}
      heads={["Init", "Waited"]}
      top={formatCount(most)}
      axis={[formatDuration(bins[0]?.fromMs ?? 0), last?.toMs == null ? "longer" : formatDuration(last.toMs)]}
      empty={summary === null ? "Not known" : "Nobody waited"}
    />
  );
}
