"use client";

import { lazy, Suspense } from "react";
import { useChartMarkers } from "@/components/charts/chart-markers";

/** Most pages mark nothing: flags and their pop-ups are loaded when there is one. */
const MarkerLayer = lazy(() =>
  import("@/components/charts/marker-layer").then((module) => ({ default: module.MarkerLayer })),
);

interface MarkersWhenAnyProps {
  readonly title: string;
  readonly innerWidth: number;
}

export function MarkersWhenAny({ title, innerWidth }: MarkersWhenAnyProps) {
  const markers = useChartMarkers();
  if (markers.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <MarkerLayer title={title} innerWidth={innerWidth} />
    </Suspense>
  );
}
