import { formatDuration } from "@/lib/base/format-duration";
import { formatExact } from "@/lib/base/format-number";
import type { MapLatency } from "@/lib/model/views/service-map";

const HEIGHT = 64;

/** Response times on a logarithmic axis. The bars carry their numbers as titles; the percentiles stand below. */
export function LatencyHistogram({ latency }: { readonly latency: MapLatency }) {
  const { bins, p50Ms, p95Ms, p99Ms } = latency;
  const most = Math.max(...bins.map(({ count }) => count));
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return null;
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className="space-y-1">
      <svg
        viewBox={`0 0 ${bins.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Response times of ${formatExact(total)} traced calls: median ${formatDuration(p50Ms)}, p95 ${formatDuration(p95Ms)}, p99 ${formatDuration(p99Ms)}`}
        className="h-16 w-full"
      >
        {bins.map(({ fromMs, toMs, count }, index) => (
          <rect
            key={fromMs}
            x={index * 10 + 0.5}
            y={HEIGHT - barHeight(count, most)}
            width={9}
            height={barHeight(count, most)}
            className={fromMs <= p95Ms && p95Ms < toMs ? "fill-warning" : "fill-[var(--series-1)]"}
          >
            <title>{`${formatDuration(fromMs)} – ${formatDuration(toMs)}: ${formatExact(count)}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="flex justify-between text-2xs text-ink-3">
        <span>{formatDuration(first.fromMs)}</span>
        <span>p95 {formatDuration(p95Ms)}</span>
        <span>{formatDuration(last.toMs)}</span>
      </figcaption>
    </figure>
  );
}

/** A single call must be seen. */
function barHeight(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT);
}
