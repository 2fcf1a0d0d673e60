"use client";

import { X } from "lucide-react";
import { EdgeDetail } from "@/components/service-map/edge-detail";
import { NodeDetail } from "@/components/service-map/node-detail";
import { Button } from "@/components/ui/button";
import type { MapEdge, MapNode, ServiceMap } from "@/lib/model/views/service-map";

interface DetailPanelProps {
  readonly map: ServiceMap;
  readonly byId: ReadonlyMap<string, MapNode>;
  readonly selected: string;
  readonly focused: boolean;
  readonly onSelect: (id: string | null) => void;
  readonly onFocus: (id: string | null) => void;
}

/** Everything known about the chosen service or call. */
export function DetailPanel({ map, byId, selected, focused, onSelect, onFocus }: DetailPanelProps) {
  const node = byId.get(selected);
  const edge = node ? undefined : map.edges.find(({ id }) => id === selected);
  return (
    <aside
      aria-label={node ? `Service ${node.name}` : edge ? `Call ${callName(edge, byId)}` : "Nothing chosen"}
      data-testid="map-detail"
      className="space-y-4 overflow-y-auto border-line bg-surface p-4 max-lg:border-t lg:max-h-[max(440px,calc(100dvh-256px))] lg:w-96 lg:shrink-0 lg:border-l"
    >
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 break-all font-semibold text-md">
          {node ? node.label : edge ? callName(edge, byId) : "Not in this window"}
        </h2>
        <Button
          size="icon-sm"
          variant="ghost"
          aria-label="Close"
          className="ml-auto"
          onClick={() => onSelect(null)}
        >
          <X aria-hidden />
        </Button>
      </div>
      {node ? (
        <NodeDetail
          node={node}
          edges={map.edges}
          byId={byId}
          focused={focused}
          onSelect={onSelect}
          onFocus={onFocus}
        />
      ) : edge ? (
        <EdgeDetail edge={edge} byId={byId} onSelect={onSelect} />
      ) : (
        <p className="text-ink-2">
          The map of this window has no service or call with the address{" "}
          <code className="break-all">{selected}</code>.
        </p>
      )}
    </aside>
  );
}

export function callName(edge: MapEdge, byId: ReadonlyMap<string, MapNode>): string {
  return `${byId.get(edge.from)?.label ?? edge.from} → ${byId.get(edge.to)?.label ?? edge.to}`;
}
