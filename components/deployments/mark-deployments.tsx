"use client";

import { useMemo } from "react";
import type { ChartMarker } from "@/components/charts/chart-marker";
import { ChartMarkers } from "@/components/charts/chart-markers";
import { useNavigation } from "@/components/view/view-navigation";

export interface DeploymentMark extends Omit<ChartMarker, "href"> {
  /** Without range and region. */
  readonly path: string;
}

/** Puts deployments on the charts of the page, each a link that keeps range and region. */
export function MarkDeployments({ marks }: { readonly marks: readonly DeploymentMark[] }) {
  const { href } = useNavigation();
  const markers = useMemo(
    () => marks.map(({ path, ...mark }): ChartMarker => ({ ...mark, href: href(path) })),
    [marks, href],
  );
  return <ChartMarkers markers={markers} />;
}
