import { Figures, OutcomeBar, tracedRows } from "@/components/service-map/figures";
import { LatencyHistogram } from "@/components/service-map/latency-histogram";
import { TraceLinks } from "@/components/service-map/trace-links";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { StatusBadge } from "@/components/ui/status";
import { ViewLink } from "@/components/view/view-link";
import { formatExact } from "@/lib/base/format-number";
import type { MapEdge, MapNode } from "@/lib/model/views/service-map";
import { edgeTraceFilter } from "@/lib/service-map/trace-filter";
import { logsPath } from "@/lib/url/logs-path";

interface EdgeDetailProps {
  readonly edge: MapEdge;
  readonly byId: ReadonlyMap<string, MapNode>;
  readonly onSelect: (id: string) => void;
}

export function EdgeDetail({ edge, byId, onSelect }: EdgeDetailProps) {
  const ends = [byId.get(edge.from), byId.get(edge.to)].filter((node) => node !== undefined);
  const functions = ends.flatMap(({ functionName }) => functionName ?? []);
  return (
    <>
      <div className="flex flex-wrap items-center gap-1.5">
        <Badge>{edge.asynchronous ? "Asynchronous call" : "Call"}</Badge>
        {edge.seen === "traced" ? <StatusBadge level={edge.health} /> : <Badge>not seen by X-Ray</Badge>}
        {edge.change === null ? null : <Badge>{edge.change.kind}</Badge>}
      </div>
      {edge.reason === null ? null : (
        <p>{`${edge.reason.charAt(0).toUpperCase()}${edge.reason.slice(1)}.`}</p>
      )}
      {edge.change === null ? null : <p>{edge.change.text}.</p>}
      {edge.seen === "traced" ? null : (
        <p className="text-ink-2">
          Known from the configuration.{" "}
          {edge.atMost === null
            ? "CloudWatch does not count this hop."
            : `CloudWatch does not count this hop by itself; what it counted at both ends allows at most ${formatExact(edge.atMost)} requests in this window.`}
        </p>
      )}
      {edge.origins.length === 0 ? null : (
        <p className="text-ink-2">Configured as: {edge.origins.join(", ")}.</p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {ends.map((end) => (
          <Button key={end.id} size="sm" onClick={() => onSelect(end.id)}>
            {end.label}
          </Button>
        ))}
        {functions.length === 0 ? null : (
          <ViewLink
            path={logsPath(functions.map((name) => ({ kind: "function", name }) as const))}
            className="text-ink-2 text-xs underline hover:text-ink"
          >
            Logs
          </ViewLink>
        )}
      </div>
      {edge.traced === null || edge.traced.total === 0 ? null : (
        <>
          <Figures title="X-Ray: sampled traces" rows={tracedRows(edge.traced, edge.latency)} />
          <OutcomeBar counts={edge.traced} />
        </>
      )}
      {edge.latency === null ? null : <LatencyHistogram latency={edge.latency} />}
      <TraceLinks filterOf={(condition) => edgeTraceFilter(edge, byId, condition)} node={edge} />
    </>
  );
}
