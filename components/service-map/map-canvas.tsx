"use client";

import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { EdgeLine } from "@/components/service-map/edge-line";
import { MapControls } from "@/components/service-map/map-controls";
import { NodeBox } from "@/components/service-map/node-box";
import { usePanZoom } from "@/components/service-map/use-pan-zoom";
import { worstFirst } from "@/lib/service-map/answer";
import { type Layout, NODE_HEIGHT, NODE_WIDTH } from "@/lib/service-map/layout";
import { type Direction, stepFrom } from "@/lib/service-map/step";
import { isFound, neighboursOf, type VisibleMap } from "@/lib/service-map/visible";

interface MapCanvasProps {
  readonly map: VisibleMap;
  readonly layout: Layout;
  readonly selected: string | null;
  readonly query: string;
  readonly drawing: RefObject<SVGSVGElement | null>;
  readonly onSelect: (id: string | null) => void;
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The drawn map: drag to move, Ctrl and the wheel to zoom, arrow keys from box to box, Enter to open. */
export function MapCanvas({ map, layout, selected, query, drawing, onSelect }: MapCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const panZoom = usePanZoom(frame, layer, layout);
  const { fitWhole, centre, reveal, start } = panZoom;
  const [reached, setReached] = useState<string | null>(null);
  const nodes = useMemo(() => map.nodes.filter(({ id }) => layout.nodes[id]), [map, layout]);
  const edges = useMemo(() => map.edges.filter(({ id }) => layout.edges[id]), [map, layout]);
  const near = useMemo(() => nearSelection(map, selected), [map, selected]);
  const reachable = nodes.some(({ id }) => id === reached) ? reached : (nodes[0]?.id ?? null);

  const placeOf = useEffectEvent((id: string | null) => (id === null ? null : (layout.nodes[id] ?? null)));
  const startAt = useEffectEvent(
    () => placeOf(selected) ?? placeOf(nodes.toSorted(worstFirst)[0]?.id ?? null),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing is shown from its start
  useEffect(() => start(startAt()), [layout, start]);
  useEffect(() => {
    const place = placeOf(selected);
    if (place) reveal(boxOf(place));
  }, [selected, reveal]);
  useEffect(() => {
    const found = nodes.find((node) => isFound(node, query));
    const place = found && layout.nodes[found.id];
    if (place) centre(place);
  }, [query, nodes, layout, centre]);

  const select = useCallback((id: string) => onSelect(id), [onSelect]);
  const reach = useCallback(
    (id: string) => {
      setReached(id);
      const place = layout.nodes[id];
      if (place) reveal(boxOf(place));
    },
    [layout, reveal],
  );
  const goTo = (id: string | null) => {
    if (id === null) return;
    frame.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(id)}"]`)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const at = event.target instanceof Element ? event.target.getAttribute("data-node") : null;
    const act = at === null ? undefined : nodeKey(event.key, at);
    const done = act ?? mapKey(event.key);
    if (!done) return;
    event.preventDefault();
    done();
  };
  const nodeKey = (key: string, at: string): (() => void) | undefined => {
    const direction = arrows[key];
    if (direction !== undefined) return () => goTo(stepFrom(layout.nodes, at, direction));
    return key === "Enter" || key === " " ? () => onSelect(at) : undefined;
  };
  const mapKey = (key: string): (() => void) | undefined => {
    if (key === "+" || key === "=") return panZoom.zoomIn;
    if (key === "-") return panZoom.zoomOut;
    if (key === "0") return fitWhole;
    return key === "Escape" ? () => onSelect(null) : undefined;
  };

  return (
    <div className="relative">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        ref={frame}
        role="group"
        aria-label="Service map. Arrow keys move between services, Enter opens one, plus and minus zoom."
        data-testid="service-map"
        onKeyDown={press}
        className="h-[max(440px,calc(100dvh-256px))] touch-none select-none overflow-hidden bg-canvas max-md:h-[52dvh]"
      >
        <div ref={layer} className="group/layer origin-top-left" style={{ width: layout.width }}>
          <svg
            ref={drawing}
            width={layout.width}
            height={layout.height}
            viewBox={`0 0 ${layout.width} ${layout.height}`}
            className="block overflow-visible"
          >
            <title>Service map</title>
            <defs>
              <marker
                id="map-arrow"
                viewBox="0 0 8 8"
                refX={7}
                refY={4}
                markerWidth={8}
                markerHeight={8}
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 0.5L8 4L0 7.5z" className="fill-control-line" />
              </marker>
            </defs>
            {edges.map((edge) => {
              const route = layout.edges[edge.id];
              return route ? (
                <EdgeLine
                  key={edge.id}
                  edge={edge}
                  route={route}
                  selected={edge.id === selected}
                  dimmed={near !== null && !near.edges.has(edge.id)}
                  onSelect={select}
                />
              ) : null;
            })}
            {nodes.map((node) => {
              const place = layout.nodes[node.id];
              return place ? (
                <NodeBox
                  key={node.id}
                  node={node}
                  x={place.x}
                  y={place.y}
                  selected={node.id === selected}
                  reachable={node.id === reachable}
                  found={isFound(node, query)}
                  dimmed={near !== null && !near.nodes.has(node.id)}
                  onSelect={select}
                  onReach={reach}
                />
              ) : null;
            })}
          </svg>
        </div>
      </div>
      <MapControls panZoom={panZoom} />
    </div>
  );
}

/** What stays bright while something is selected: it, and what it is directly joined to. null: everything. */
function nearSelection(map: VisibleMap, selected: string | null) {
  if (selected === null) return null;
  const edge = map.edges.find(({ id }) => id === selected);
  if (edge) return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
  if (!map.nodes.some(({ id }) => id === selected)) return null;
  const touching = map.edges.filter(({ from, to }) => from === selected || to === selected);
  return {
    nodes: neighboursOf(touching, new Set([selected]), 1),
    edges: new Set(touching.map(({ id }) => id)),
  };
}

function boxOf({ x, y }: { readonly x: number; readonly y: number }) {
  return {
    left: x - NODE_WIDTH / 2,
    right: x + NODE_WIDTH / 2,
    top: y - NODE_HEIGHT / 2,
    bottom: y + NODE_HEIGHT / 2,
  };
}
