import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatExact } from "@/lib/base/format-number";
import type { MapEdge, MapNode } from "@/lib/model/views/service-map";
import type { TraceCondition } from "@/lib/service-map/trace-filter";

interface TraceLinksProps {
  readonly filterOf: (condition: TraceCondition) => string | null;
  readonly node: Pick<MapNode | MapEdge, "traced" | "latency">;
}

/** The Traces page with the filter for this service or call: all, the slowest, and each kind of failure. */
export function TraceLinks({ filterOf, node: { traced, latency } }: TraceLinksProps) {
  if (traced === null || traced.total === 0) return null;
  const wanted: readonly (readonly [string, TraceCondition])[] = [
    ["all", "any"],
    ...(latency === null
      ? []
      : [[`slower than ${formatDuration(latency.p95Ms)}`, { slowerThanMs: latency.p95Ms }] as const]),
    ...(["fault", "error", "throttle"] as const)
      .filter((kind) => traced[kind] > 0)
      .map((kind) => [`${formatExact(traced[kind])} with ${kind}`, kind] as const),
  ];
  const links = wanted.flatMap(([label, condition]) => {
    const filter = filterOf(condition);
    return filter === null ? [] : [{ label, filter }];
  });
  if (links.length === 0) return null;
  return (
    <section aria-label="Traces" className="space-y-1">
      <h3 className="font-medium text-ink-3 text-xs">Traces</h3>
      <ul className="flex flex-wrap gap-x-3 gap-y-1">
        {links.map(({ label, filter }) => (
          <li key={label}>
            <ViewLink
              path={`/traces?${new URLSearchParams({ filter })}`}
              className="text-ink-2 underline hover:text-ink"
            >
              {label}
            </ViewLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
