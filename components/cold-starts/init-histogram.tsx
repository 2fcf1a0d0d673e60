import { BarFigure } from "@/components/cold-starts/bar-figure";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** How long those waited who did. Bars are not equally wide in time: their labels say. */
export function InitHistogram({ summary }: { readonly summary: ColdStarts["total"] | null }) {
  const filled = (summary?.histogram ?? []).filter(({ count }) => count > 0);
  const [low, high] = [filled[0]?.fromMs ?? 0, filled.at(-1)?.fromMs ?? 0];
  const bins = (summary?.histogram ?? []).filter(({ fromMs }) => fromMs >= low && fromMs <= high);
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
