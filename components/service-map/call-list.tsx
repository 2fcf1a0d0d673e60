import { StatusIcon } from "@/components/ui/status";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatExact } from "@/lib/base/format-number";
import type { MapEdge, MapNode } from "@/lib/model/views/service-map";

interface CallListProps {
  readonly title: string;
  readonly edges: readonly MapEdge[];
  /** Which end of each call is told. */
  readonly end: "from" | "to";
  readonly byId: ReadonlyMap<string, MapNode>;
  readonly onSelect: (id: string) => void;
}

/** Calls from or to one service, most frequent first; each opens its own panel. */
export function CallList({ title, edges, end, byId, onSelect }: CallListProps) {
  if (edges.length === 0) return null;
  const ordered = edges.toSorted((a, b) => (b.traced?.total ?? -1) - (a.traced?.total ?? -1));
  return (
    <section aria-label={title} className="space-y-1">
      <h3 className="font-medium text-ink-3 text-xs">{title}</h3>
      <ul className="-mx-2">
        {ordered.map((edge) => (
          <li key={edge.id}>
            <button
              type="button"
              onClick={() => onSelect(edge.id)}
              className="flex min-h-7 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
            >
              {edge.seen === "traced" ? <StatusIcon level={edge.health} /> : <span className="w-4" />}
              <span className="min-w-0 break-all">{byId.get(edge[end])?.label ?? edge[end]}</span>
              <span className="ml-auto whitespace-nowrap text-ink-3 text-xs">{figures(edge)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function figures({ traced, latency, atMost }: MapEdge): string {
  if (traced === null) return atMost === null ? "not counted" : `≤ ${formatCount(atMost)}`;
  const median = latency === null ? "" : ` · ${formatDuration(latency.p50Ms)}`;
  return `${formatExact(traced.total)} traced${median}`;
}
