"use client";

import dynamic from "next/dynamic";
import { MapPanelSkeleton } from "@/components/service-map/map-skeleton";
import type { ServiceMap } from "@/lib/model/views/service-map";

/** Drawing needs the browser; its code comes after the page's first load. */
const MapExplorer = dynamic(
  () => import("@/components/service-map/map-explorer").then((loaded) => loaded.MapExplorer),
  { ssr: false, loading: MapPanelSkeleton },
);

export function MapLoader({ map }: { readonly map: ServiceMap }) {
  return <MapExplorer map={map} />;
}
