"use client";

import { kindWords } from "@/components/service-map/look";
import { coverageShare } from "@/components/service-map/node-text";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StatusIcon } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatExact, formatRatio, NO_DATA } from "@/lib/base/format-number";
import type { MapEdge, MapNode } from "@/lib/model/views/service-map";
import { worstFirst } from "@/lib/service-map/answer";
import { isFound, type VisibleMap } from "@/lib/service-map/visible";

interface MapTablesProps {
  readonly map: VisibleMap;
  readonly byId: ReadonlyMap<string, MapNode>;
  readonly query: string;
  readonly compared: boolean;
  readonly onSelect: (id: string) => void;
}

/** The map to be read: services and calls, failing first. A search leaves what it finds. */
export function MapTables({ map, byId, query, compared, onSelect }: MapTablesProps) {
  const nodes = map.nodes.filter((node) => query === "" || isFound(node, query)).toSorted(worstFirst);
  const kept = new Set(nodes.map(({ id }) => id));
  const edges = map.edges
    .filter(({ from, to }) => query === "" || kept.has(from) || kept.has(to))
    .toSorted((a, b) => failing(b) - failing(a) || (b.traced?.total ?? -1) - (a.traced?.total ?? -1));
  return (
    <div className="min-w-0 flex-1 divide-y divide-line">
      <ScrollRegion label="Services" className="max-h-[60dvh]">
        <Table>
          <thead className="sticky top-0 z-[2]">
            <tr>
              <Th sticky>Service</Th>
              <Th>Kind</Th>
              <Th numeric>Requests</Th>
              <Th numeric>Traced</Th>
              <Th numeric>Coverage</Th>
              <Th numeric>Faults</Th>
              <Th numeric>Throttled</Th>
              <Th numeric>p95</Th>
              <Th numeric>Traced p50</Th>
              <Th numeric>Traced p95</Th>
              {compared ? <Th>Change</Th> : null}
            </tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <NodeRow key={node.id} node={node} compared={compared} onSelect={onSelect} />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      <ScrollRegion label="Calls" className="max-h-[60dvh]">
        <Table>
          <thead className="sticky top-0 z-[2]">
            <tr>
              <Th sticky>Call</Th>
              <Th>Seen by</Th>
              <Th numeric>Traced</Th>
              <Th numeric>A minute</Th>
              <Th numeric>Faults</Th>
              <Th numeric>Throttled</Th>
              <Th numeric>p50</Th>
              <Th numeric>p95</Th>
              {compared ? <Th>Change</Th> : null}
            </tr>
          </thead>
          <tbody>
            {edges.map((edge) => (
              <EdgeRow key={edge.id} edge={edge} byId={byId} compared={compared} onSelect={onSelect} />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </div>
  );
}

interface NodeRowProps {
  readonly node: MapNode;
  readonly compared: boolean;
  readonly onSelect: (id: string) => void;
}

function NodeRow({ node, compared, onSelect }: NodeRowProps) {
  const { metrics, traced, latency, coverage } = node;
  return (
    <tr data-node={node.id}>
      <Td sticky>
        <button
          type="button"
          onClick={() => onSelect(node.id)}
          className="flex items-center gap-2 hover:underline"
        >
          <StatusIcon level={node.health} />
          {node.label}
        </button>
      </Td>
      <Td>{kindWords[node.kind]}</Td>
      <Td numeric>{formatExact(metrics?.requests)}</Td>
      <Td numeric>{formatExact(traced?.total)}</Td>
      <Td numeric>{coverage === null ? NO_DATA : coverageShare(coverage)}</Td>
      <Td numeric>
        {metrics === null ? share(traced?.fault, traced?.total) : share(metrics.faults, metrics.requests)}
      </Td>
      <Td numeric>{formatExact(metrics === null ? traced?.throttle : metrics.throttles)}</Td>
      <Td numeric>{formatDuration(metrics?.p95Ms)}</Td>
      <Td numeric>{formatDuration(latency?.p50Ms)}</Td>
      <Td numeric>{formatDuration(latency?.p95Ms)}</Td>
      {compared ? <Td>{node.change === null ? "" : `${node.change.kind}: ${node.change.text}`}</Td> : null}
    </tr>
  );
}

interface EdgeRowProps {
  readonly edge: MapEdge;
  readonly byId: ReadonlyMap<string, MapNode>;
  readonly compared: boolean;
  readonly onSelect: (id: string) => void;
}

function EdgeRow({ edge, byId, compared, onSelect }: EdgeRowProps) {
  const { traced, latency } = edge;
  return (
    <tr data-edge={edge.id}>
      <Td sticky>
        <button
          type="button"
          onClick={() => onSelect(edge.id)}
          className="flex items-center gap-2 hover:underline"
        >
          <StatusIcon level={edge.health} />
          {byId.get(edge.from)?.label ?? edge.from} {edge.asynchronous ? "⇢" : "→"}{" "}
          {byId.get(edge.to)?.label ?? edge.to}
        </button>
      </Td>
      <Td>{edge.seen === "traced" ? "X-Ray" : "configuration"}</Td>
      <Td numeric>{formatExact(traced?.total)}</Td>
      <Td numeric>{formatCount(traced?.perMinute)}</Td>
      <Td numeric>{share(traced?.fault, traced?.total)}</Td>
      <Td numeric>{formatExact(traced?.throttle)}</Td>
      <Td numeric>{formatDuration(latency?.p50Ms)}</Td>
      <Td numeric>{formatDuration(latency?.p95Ms)}</Td>
      {compared ? <Td>{edge.change === null ? "" : `${edge.change.kind}: ${edge.change.text}`}</Td> : null}
    </tr>
  );
}

function share(part: number | null | undefined, of: number | null | undefined): string {
  if (part === null || part === undefined || !of) return NO_DATA;
  return part === 0 ? "0" : `${formatExact(part)} (${formatRatio(part / of)})`;
}

function failing({ health }: MapEdge): number {
  return health === "critical" ? 2 : health === "warning" ? 1 : 0;
}
