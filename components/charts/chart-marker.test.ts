import { describe, expect, it } from "vitest";
import { type ChartMarker, clusterMarkers, markersAt } from "@/components/charts/chart-marker";

const marker = (atMs: number): ChartMarker => ({
  id: String(atMs),
  atMs,
  label: "",
  detail: null,
  href: "/",
  selected: false,
});

describe("clusterMarkers", () => {
  it("puts together what is too near on the axis, by time, and leaves out what is outside", () => {
    // 1 px = 10 ms.
    const clusters = clusterMarkers([1_500, 100, 1_000, 150, -1, 5_000, 1_180].map(marker), 0, 5_000, 500);
    expect(clusters.map(({ x, markers }) => [x, ...markers.map(({ atMs }) => atMs)])).toEqual([
      [10, 100, 150],
      [100, 1_000, 1_180],
      [150, 1_500],
    ]);
  });

  it("has nothing to draw without markers or room", () => {
    expect(clusterMarkers([], 0, 10, 100)).toEqual([]);
    expect(clusterMarkers([marker(1), marker(9)], 0, 10, 0)).toHaveLength(1);
  });
});

describe("markersAt", () => {
  const spec = { timesMs: [0, 60, 180], periodMs: 60 };

  it("gives a marker to the one period that it is in, down-sampled points included", () => {
    const all = [-1, 0, 59, 60, 179, 180, 239, 240].map(marker);
    const times = [0, 1, 2].map((index) => markersAt(all, spec, index).map(({ atMs }) => atMs));
    expect(times).toEqual([
      [0, 59],
      [60, 179],
      [180, 239],
    ]);
    expect(markersAt(all, spec, 3)).toEqual([]);
    expect(markersAt(all, spec, -1)).toEqual([]);
  });
});
