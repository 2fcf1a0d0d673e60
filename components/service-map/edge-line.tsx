import { memo } from "react";
import { edgeTexts } from "@/components/service-map/node-text";
import { cn } from "@/components/ui/class-names";
import type { MapEdge } from "@/lib/model/views/service-map";
import type { Layout } from "@/lib/service-map/layout";

interface EdgeLineProps {
  readonly edge: MapEdge;
  readonly route: Layout["edges"][string];
  readonly selected: boolean;
  readonly dimmed: boolean;
  readonly onSelect: (id: string) => void;
}

/**
 * A call: as thick as it is frequent, dashed where X-Ray does not see it, dotted where nobody waits. The keyboard reaches
 * it through the panels of its ends and through the table.
 */
export const EdgeLine = memo(function EdgeLine({ edge, route, selected, dimmed, onSelect }: EdgeLineProps) {
  const texts = edgeTexts(edge);
  const { x, y } = route.label;
  return (
    <g
      data-edge={edge.id}
      data-seen={edge.seen}
      aria-hidden
      className={cn("group cursor-pointer", dimmed && "opacity-30")}
      onClick={() => onSelect(edge.id)}
    >
      <path d={route.path} className="fill-transparent stroke-transparent" strokeWidth={14} />
      <path
        d={route.path}
        markerEnd="url(#map-arrow)"
        strokeWidth={(selected ? 1.5 : 0) + thickness(edge)}
        strokeDasharray={edge.seen !== "traced" ? "6 5" : edge.asynchronous ? "2 4" : undefined}
        strokeLinecap={edge.seen === "traced" && edge.asynchronous ? "round" : undefined}
        className={cn(
          "fill-transparent stroke-control-line group-hover:stroke-ink",
          edge.health === "warning" && "stroke-warning",
          edge.health === "critical" && "stroke-critical",
          selected && "stroke-ink",
        )}
      />
      {texts.map((text, index) => (
        <text
          key={text}
          x={x}
          y={y + 4 + (index - (texts.length - 1) / 2) * 13}
          textAnchor="middle"
          strokeWidth={4}
          paintOrder="stroke"
          className="fill-ink-2 group-data-[far=true]/layer:hidden stroke-canvas text-2xs"
        >
          {text}
        </text>
      ))}
    </g>
  );
});

function thickness({ traced }: MapEdge): number {
  return traced === null ? 1.25 : Math.min(4, 1 + Math.log10(1 + traced.perMinute) * 0.9);
}
