import { ArrowDown, ArrowRight, ArrowUp, Info } from "lucide-react";
import { Sparkline } from "@/components/charts/sparkline";
import { cn } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusIcon, statusText } from "@/components/ui/status";
import { Tooltip } from "@/components/ui/tooltip";
import { SparkRange } from "@/components/view/spark-range";
import { formatChange, formatValue } from "@/lib/base/format-value";
import type { Tile as TileData } from "@/lib/model/views/overview";

/**
 * A figure of the window, its course, and its change against the equal window before.
 * `subject`: whose requests are behind it, as the page names them.
 */
export function Tile({ tile, subject }: { readonly tile: TileData; readonly subject: string }) {
  const bad = tile.health === "critical" || tile.health === "warning";
  return (
    <div data-testid={`tile-${tile.key}`} className="flex h-full flex-col gap-1">
      <div className="flex h-4 items-center gap-1 text-ink-3 text-xs">
        <p className="truncate">{tile.label}</p>
        {tile.note ? (
          <Tooltip content={tile.note}>
            <button type="button" aria-label={tile.note} className="shrink-0">
              <Info className="size-3" aria-hidden />
            </button>
          </Tooltip>
        ) : null}
        {bad ? <StatusIcon level={tile.health} className="ml-auto" /> : null}
      </div>
      <p className="flex h-7 items-baseline gap-1.5">
        <span
          data-testid="value"
          className={cn("font-semibold text-xl tracking-tight", statusText(tile.health))}
        >
          {formatValue(tile.value, tile.unit)}
        </span>
        {tile.limit !== null ? (
          <span className="truncate text-ink-3 text-xs">of {formatValue(tile.limit, tile.unit)}</span>
        ) : null}
      </p>
      <Change tile={tile} />
      <SparkRange
        timesMs={tile.spark.timesMs}
        chart={{ title: tile.label, unit: tile.unit }}
        of={subject}
        label={`${tile.label} over time`}
        className="mt-1 w-full"
      >
        <Sparkline
          values={tile.spark.values}
          label={`${tile.label} over time`}
          width={120}
          height={24}
          className="h-6 w-full"
        />
      </SparkRange>
    </div>
  );
}

function Change({ tile }: { readonly tile: TileData }) {
  const { changeRatio: ratio, previous, unit } = tile;
  const before = formatValue(previous, unit);
  if (previous === null) return <p className="h-4 text-2xs text-ink-3">no earlier data</p>;
  if (ratio === null) return <p className="h-4 truncate text-2xs text-ink-3">was {before}</p>;
  const Arrow = Math.abs(ratio) < 0.0005 ? ArrowRight : ratio > 0 ? ArrowUp : ArrowDown;
  const direction = Math.abs(ratio) < 0.0005 ? "unchanged" : ratio > 0 ? "up" : "down";
  return (
    <p className="flex h-4 items-center gap-0.5 text-2xs text-ink-3" title={`${before} in the window before`}>
      <Arrow className="size-3 shrink-0" role="img" aria-label={direction} />
      <span className="whitespace-nowrap text-ink-2">{formatChange(ratio).replace(/^[+−±]/, "")}</span>
      <span className="truncate">&nbsp;was {before}</span>
    </p>
  );
}

export function TileSkeleton() {
  return (
    <div className="flex flex-col gap-1">
      <Skeleton className="h-4 w-20" />
      <Skeleton className="h-7 w-16" />
      <Skeleton className="h-4 w-24" />
      <Skeleton className="mt-1 h-6 w-full" />
    </div>
  );
}
