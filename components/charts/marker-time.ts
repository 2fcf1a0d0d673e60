import { formatClockSeconds, formatDay, type Zone, zoneLabel } from "@/lib/base/format-time";

/** `15 Jan 11:05:00 UTC`: changes are known to the second. */
export function markerTime(ms: number, zone: Zone): string {
  return `${formatDay(ms, zone)} ${formatClockSeconds(ms, zone)} ${zoneLabel(ms, zone)}`;
}
