"use client";

import { useZone } from "@/components/ui/zone-context";
import { formatDayClock, formatWindow, zoneLabel } from "@/lib/base/format-time";

/** Day, clock and zone. */
export function MomentText({ ms }: { readonly ms: number }) {
  const zone = useZone();
  return (
    <time dateTime={new Date(ms).toISOString()}>
      {formatDayClock(ms, zone)} {zoneLabel(ms, zone)}
    </time>
  );
}

/** From–to with its zone. */
export function RangeText({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  const zone = useZone();
  return <span>{formatWindow(fromMs, toMs, zone)}</span>;
}
