"use client";

import { useCallback, useMemo, useRef } from "react";
import { DetailPanel } from "@/components/service-map/detail-panel";
import { pngFile, svgFile } from "@/components/service-map/export-map";
import { Legend } from "@/components/service-map/legend";
import { MapCanvas } from "@/components/service-map/map-canvas";
import { MapSkeleton } from "@/components/service-map/map-skeleton";
import { MapTables } from "@/components/service-map/map-tables";
import { Toolbar } from "@/components/service-map/toolbar";
import { useLayout } from "@/components/service-map/use-layout";
import { useMapState } from "@/components/service-map/use-map-state";
import { announce } from "@/components/ui/announce";
import { saveFile } from "@/components/ui/save-file";
import { useNavigation } from "@/components/view/view-navigation";
import type { ServiceMap } from "@/lib/model/views/service-map";
import { isFound, visibleMap } from "@/lib/service-map/visible";

/** The map, drawn or as tables, with the panel of what is chosen. Its state is the address. */
export function MapExplorer({ map }: { readonly map: ServiceMap }) {
  const { state, change } = useMapState();
  const { change: load, pending } = useNavigation();
  const drawing = useRef<SVGSVGElement>(null);
  const { focus, hops, health, query, selected } = state;
  const byId = useMemo(() => new Map(map.nodes.map((node) => [node.id, node])), [map]);
  const visible = useMemo(() => visibleMap(map, { focus, hops, health }), [map, focus, hops, health]);
  const { layout, error } = useLayout(visible);
  const select = useCallback((id: string | null) => change({ selected: id }), [change]);

  const save = async (format: "svg" | "png") => {
    if (!drawing.current) return;
    try {
      const file = format === "svg" ? svgFile(drawing.current) : await pngFile(drawing.current);
      saveFile(file, `service-map.${format}`);
    } catch (failure) {
      void announce("error", failure instanceof Error ? failure.message : "The image could not be made.");
    }
  };

  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <Toolbar
        state={state}
        found={visible.nodes.filter((node) => isFound(node, query)).length}
        focusName={focus === null ? null : (byId.get(focus)?.label ?? focus)}
        pending={pending}
        onChange={change}
        onCompare={(compare) => load({ compare: compare ? "on" : null })}
        onExport={state.view === "map" && layout !== null ? save : null}
      />
      <div className="flex max-lg:flex-col">
        {state.view === "table" ? (
          <MapTables
            map={visible}
            byId={byId}
            query={query}
            compared={map.comparison !== null}
            onSelect={select}
          />
        ) : (
          <div className="min-w-0 flex-1">
            {error === null ? null : (
              <p className="px-4 py-2 text-critical">The map could not be laid out: {error}</p>
            )}
            {visible.nodes.length === 0 ? (
              <p className="px-4 py-8 text-ink-2">No service of this map matches the filters.</p>
            ) : layout === null ? (
              <MapSkeleton />
            ) : (
              <MapCanvas
                map={visible}
                layout={layout}
                selected={selected}
                query={query}
                drawing={drawing}
                onSelect={select}
              />
            )}
            <Legend />
          </div>
        )}
        {selected === null ? null : (
          <DetailPanel
            map={map}
            byId={byId}
            selected={selected}
            focused={focus === selected}
            onSelect={select}
            onFocus={(id) => change({ focus: id, hops: 1 })}
          />
        )}
      </div>
    </div>
  );
}
