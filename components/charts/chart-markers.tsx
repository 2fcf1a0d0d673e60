"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useChartGroup } from "@/components/charts/chart-group";
import type { ChartMarker } from "@/components/charts/chart-marker";
import { noMarkers } from "@/components/charts/marker-store";

/** Marks instants on all charts of the group around it, for as long as it is on the page. */
export function ChartMarkers({ markers }: { readonly markers: readonly ChartMarker[] }) {
  const { markers: store } = useChartGroup();
  useEffect(() => {
    store.set(markers);
    return () => store.clear();
  }, [store, markers]);
  return null;
}

export function useChartMarkers(): readonly ChartMarker[] {
  const { markers } = useChartGroup();
  return useSyncExternalStore(markers.subscribe, markers.get, noMarkers);
}
