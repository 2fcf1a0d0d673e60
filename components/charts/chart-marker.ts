/** Something that happened at an instant, marked on the time axis of every chart of a group. */
export interface ChartMarker {
  readonly id: string;
  readonly atMs: number;
  /** In a few words: `version 42 takes 10 % of live`. */
  readonly label: string;
  /** Who and how it is known; null where there is no more to say. */
  readonly detail: string | null;
  /** Where more of it is shown. */
  readonly href: string;
  /** The one that the page is about. */
  readonly selected: boolean;
}

export interface PlacedMarker extends ChartMarker {
  /** Pixels from the left end of the axis. */
  readonly x: number;
}

/** Markers too near to each other to be told apart on the axis, or just one. */
export interface MarkerCluster {
  readonly markers: readonly PlacedMarker[];
  /** Where the first of them is. */
  readonly x: number;
}

/** Flags need this much room, to be seen as two and to be hit. [WCAG 2.5.8] */
const ROOM_PX = 24;

/** Markers of the window by place, oldest first. Each cluster begins at least `ROOM_PX` after the one before. */
export function clusterMarkers(
  markers: readonly ChartMarker[],
  fromMs: number,
  toMs: number,
  widthPx: number,
): readonly MarkerCluster[] {
  const clusters: { markers: PlacedMarker[]; x: number }[] = [];
  const inside = markers.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  for (const marker of inside.sort((a, b) => a.atMs - b.atMs)) {
    const x = ((marker.atMs - fromMs) / (toMs - fromMs)) * widthPx;
    const last = clusters.at(-1);
    if (last && x - last.x < ROOM_PX) last.markers.push({ ...marker, x });
    else clusters.push({ markers: [{ ...marker, x }], x });
  }
  return clusters;
}

/** Those of the period that begins at `timesMs[index]` and ends where the next one does, oldest first. */
export function markersAt(
  markers: readonly ChartMarker[],
  { timesMs, periodMs }: { readonly timesMs: readonly number[]; readonly periodMs: number },
  index: number,
): readonly ChartMarker[] {
  const fromMs = timesMs[index];
  if (fromMs === undefined) return [];
  const toMs = timesMs[index + 1] ?? fromMs + periodMs;
  return markers.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}
