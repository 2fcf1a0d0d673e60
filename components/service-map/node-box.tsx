// biome-ignore-all lint/a11y/useSemanticElements: a button element cannot stand in a drawing
import { memo } from "react";
import { kindIcons, kindWords, sharesOf } from "@/components/service-map/look";
import { nodeSentence, shortened, standingText, trafficText } from "@/components/service-map/node-text";
import { Ring } from "@/components/service-map/ring";
import { cn } from "@/components/ui/class-names";
import type { MapNode } from "@/lib/model/views/service-map";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/service-map/layout";

interface NodeBoxProps {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
  readonly selected: boolean;
  /** The one box that Tab leads to. */
  readonly reachable: boolean;
  readonly found: boolean;
  readonly dimmed: boolean;
  readonly onSelect: (id: string) => void;
  readonly onReach: (id: string) => void;
}

const RING_X = -NODE_WIDTH / 2 + 27;
const TEXT_X = RING_X + 26;
const ICON = 15;

/** A service: ring of outcomes, name, traffic, and what is wrong with it. Dashed: X-Ray does not see it. */
export const NodeBox = memo(function NodeBox({
  node,
  x,
  y,
  selected,
  reachable,
  found,
  dimmed,
  onSelect,
  onReach,
}: NodeBoxProps) {
  const Icon = kindIcons[node.kind];
  const [traffic, standing] = [trafficText(node), standingText(node)];
  const lines = [traffic, standing].filter((line) => line !== null);
  const isEntry = node.kind === "client" || node.kind === "unseen";
  return (
    <g
      role="button"
      tabIndex={reachable ? 0 : -1}
      data-node={node.id}
      data-seen={node.seen}
      aria-label={nodeSentence(node, kindWords[node.kind])}
      aria-pressed={selected}
      transform={`translate(${x} ${y})`}
      className={cn("group cursor-pointer outline-none", dimmed && "opacity-40")}
      onClick={() => onSelect(node.id)}
      onFocus={() => onReach(node.id)}
    >
      <rect
        x={-NODE_WIDTH / 2 - 4}
        y={-NODE_HEIGHT / 2 - 4}
        width={NODE_WIDTH + 8}
        height={NODE_HEIGHT + 8}
        rx={11}
        strokeWidth={2}
        className={cn(
          "fill-transparent stroke-transparent group-focus-visible:stroke-focus",
          found && "stroke-[color:var(--series-2)]",
        )}
      />
      <rect
        x={-NODE_WIDTH / 2}
        y={-NODE_HEIGHT / 2}
        width={NODE_WIDTH}
        height={NODE_HEIGHT}
        rx={8}
        strokeWidth={selected ? 2 : 1}
        strokeDasharray={node.seen === "traced" ? undefined : "5 4"}
        className={cn(
          "fill-surface stroke-line-strong group-hover:fill-hover",
          node.health === "warning" && "stroke-warning",
          node.health === "critical" && "stroke-critical",
          selected && "stroke-ink",
        )}
      />
      <g transform={`translate(${RING_X} 0)`}>
        {isEntry ? null : <Ring radius={17} shares={sharesOf(node.traced, node.metrics)} />}
        <Icon x={-ICON / 2} y={-ICON / 2} width={ICON} height={ICON} className="text-ink-2" aria-hidden />
      </g>
      <text
        x={TEXT_X}
        y={lines.length === 2 ? -10 : lines.length === 1 ? -1 : 4}
        className="fill-ink font-medium text-xs"
      >
        <title>{node.name}</title>
        {shortened(node.label)}
      </text>
      {lines.map((line, index) => (
        <text
          key={line}
          x={TEXT_X}
          y={(lines.length === 2 ? 5 : 14) + index * 14}
          className={cn(
            "fill-ink-3 text-2xs",
            line === standing && node.health === "warning" && "fill-warning",
            line === standing && node.health === "critical" && "fill-critical",
          )}
        >
          {line.length > 27 ? `${line.slice(0, 26)}…` : line}
        </text>
      ))}
      {node.change ? <ChangeMark kind={node.change.kind} /> : null}
    </g>
  );
});

const marks = {
  new: { word: "new", className: "fill-ink" },
  gone: { word: "gone", className: "fill-unknown" },
  worse: { word: "▲ worse", className: "fill-critical" },
  better: { word: "▼ better", className: "fill-ok" },
} as const;

function ChangeMark({ kind }: { readonly kind: keyof typeof marks }) {
  const { word, className } = marks[kind];
  const width = word.length * 6 + 10;
  return (
    <g transform={`translate(${NODE_WIDTH / 2 - width - 8} ${-NODE_HEIGHT / 2 - 8})`}>
      <rect width={width} height={16} rx={4} className="fill-surface stroke-line-strong" />
      <text x={width / 2} y={12} textAnchor="middle" className={cn("font-medium text-2xs", className)}>
        {word}
      </text>
    </g>
  );
}
