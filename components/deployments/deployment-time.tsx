"use client";

import { markerTime } from "@/components/charts/marker-time";
import { useZone } from "@/components/ui/zone-context";

/** To the second, in the reader's zone. */
export function DeploymentTime({ ms }: { readonly ms: number }) {
  const zone = useZone();
  return <time dateTime={new Date(ms).toISOString()}>{markerTime(ms, zone)}</time>;
}
