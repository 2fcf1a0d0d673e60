"use client";

import { type KeyboardEvent, type MouseEvent, memo, useMemo } from "react";
import { useChartGroup } from "@/components/charts/chart-group";
import { clusterMarkers, type MarkerCluster } from "@/components/charts/chart-marker";
import { useChartMarkers } from "@/components/charts/chart-markers";
import { PLOT, PLOT_INNER_HEIGHT } from "@/components/charts/geometry";
import { markerTime } from "@/components/charts/marker-time";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";
import { useZone } from "@/components/ui/zone-context";

/** Of the target below the axis, in pixels: as high as the room there. */
const TARGET = PLOT.bottom;

/**
 * A line through the plot and a flag on the time axis for whatever happened. Over the drawing, which is not drawn again
 * for it. The flags of a chart are one stop of the Tab key; arrow keys go from one to the next.
 */
export const MarkerLayer = memo(function MarkerLayer({
  title,
  innerWidth,
}: {
  readonly title: string;
  readonly innerWidth: number;
}) {
  const { fromMs, toMs } = useChartGroup();
  const markers = useChartMarkers();
  const clusters = useMemo(
    () => clusterMarkers(markers, fromMs, toMs, innerWidth),
    [markers, fromMs, toMs, innerWidth],
  );
  if (clusters.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label={`Changes marked on ${title}`}
      className="pointer-events-none absolute inset-0"
      onKeyDown={moveFocus}
    >
      {clusters.map((cluster, index) => (
        <div
          key={cluster.markers[0]?.id}
          className="absolute"
          style={{ left: Math.round(PLOT.left + cluster.x), top: PLOT.top }}
        >
          {cluster.markers.map((marker) => (
            <span
              key={marker.id}
              className={cn(
                "absolute top-0 w-0 border-l",
                marker.selected ? "border-ink" : "border-ink-3 border-dashed",
              )}
              style={{ height: PLOT_INNER_HEIGHT, left: Math.round(marker.x - cluster.x) }}
            />
          ))}
          <Flag cluster={cluster} tabIndex={index === 0 ? 0 : -1} />
        </div>
      ))}
    </div>
  );
});

interface FlagProps {
  readonly cluster: MarkerCluster;
  readonly tabIndex: 0 | -1;
}

const flag =
  "pointer-events-auto absolute flex items-start justify-center rounded-sm text-ink-2 hover:text-ink focus-visible:z-10";
const place = { width: TARGET, height: TARGET, left: -TARGET / 2, top: PLOT_INNER_HEIGHT } as const;

function Flag({ cluster, tabIndex }: FlagProps) {
  const zone = useZone();
  const open = useOpen();
  const { markers } = cluster;
  const [only, second] = markers;
  if (only === undefined) return null;
  if (second !== undefined) return <ClusterFlag cluster={cluster} tabIndex={tabIndex} />;
  const time = markerTime(only.atMs, zone);
  return (
    <Tooltip
      content={
        <>
          <span className="block font-medium">{only.label}</span>
          <span className="block">{[time, only.detail].filter(Boolean).join(" · ")}</span>
        </>
      }
    >
      {/* biome-ignore lint/a11y/useAnchorContent: its name is in aria-label */}
      <a
        href={only.href}
        onClick={open}
        data-marker
        tabIndex={tabIndex}
        aria-current={only.selected ? "true" : undefined}
        aria-label={[time, only.label, only.detail].filter(Boolean).join(", ")}
        className={cn(flag, only.selected && "text-ink")}
        style={place}
      >
        <svg width="11" height="8" viewBox="0 0 11 8" aria-hidden="true">
          <path d="M5.5 0 10.5 7.5H.5Z" fill="currentColor" stroke="var(--surface)" />
        </svg>
      </a>
    </Tooltip>
  );
}

function ClusterFlag({ cluster, tabIndex }: FlagProps) {
  const zone = useZone();
  const open = useOpen();
  const { markers } = cluster;
  const first = markers[0]?.atMs ?? 0;
  return (
    <Popover>
      <PopoverTrigger
        data-marker
        tabIndex={tabIndex}
        aria-label={`${markers.length} changes since ${markerTime(first, zone)}`}
        className={flag}
        style={place}
      >
        <span className="pointer-events-none -mt-1.5 h-3.5 min-w-3.5 rounded-sm bg-ink-2 px-0.5 text-center text-2xs text-ink-inverse leading-3.5">
          {markers.length}
        </span>
      </PopoverTrigger>
      <PopoverContent side="top" className="max-h-64 w-72 py-1 text-xs">
        <ul>
          {markers.map((marker) => (
            <li key={marker.id}>
              <a
                href={marker.href}
                onClick={open}
                aria-current={marker.selected ? "true" : undefined}
                className="block px-3 py-1.5 hover:bg-hover aria-[current]:bg-hover"
              >
                <span className="block font-medium">{marker.label}</span>
                <span className="block text-ink-2">
                  {[markerTime(marker.atMs, zone), marker.detail].filter(Boolean).join(" · ")}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}

/** A plain click stays within the app; every other way to open a link is the browser's. */
function useOpen() {
  const { onOpen } = useChartGroup();
  return (event: MouseEvent<HTMLAnchorElement>) => {
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const href = event.currentTarget.getAttribute("href");
    if (!onOpen || !plain || href === null) return;
    event.preventDefault();
    onOpen(href);
  };
}

/** ← → Home End between the flags of one chart. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const flags = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-marker]")];
  const here = flags.findIndex((one) => one.matches(":focus"));
  const target = targetOf(event.key, here, flags.length);
  if (here < 0 || target === null) return;
  event.preventDefault();
  flags[target]?.focus();
}

function targetOf(key: string, here: number, count: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, here - 1);
    case "ArrowRight":
      return Math.min(count - 1, here + 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
