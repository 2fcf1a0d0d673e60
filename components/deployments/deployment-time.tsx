"use client";

import { useZone } from "@/components/ui/zone-context";
import { formatClockSeconds, formatFull, zoneLabel } from "@/lib/base/format-time";

/** To the second and with the year, in the reader's zone: `2026-01-15 11:05:00 UTC`. */
export function DeploymentTime({ ms }: { readonly ms: number }) {
  const zone = useZone();
  const day = formatFull(ms, zone).slice(0, "2026-01-15".length);
  const text = `${day} ${formatClockSeconds(ms, zone)} ${zoneLabel(ms, zone)}`;
  return <time dateTime={new Date(ms).toISOString()}>{text}</time>;
}
