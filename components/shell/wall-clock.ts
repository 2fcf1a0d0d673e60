import { type Zone, zoneOffsetMs } from "@/lib/base/format-time";

/** `2026-01-15T13:00+01:00` (`…Z` in UTC): an instant as the reader's clock shows it, with its offset, so that it stays one. */
export function isoInZone(ms: number, zone: Zone): string {
  const offset = zoneOffsetMs(ms, zone);
  const wall = new Date(ms + offset).toISOString().slice(0, 16);
  if (offset === 0) return `${wall}Z`;
  const minutes = Math.abs(Math.round(offset / 60_000));
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${wall}${offset > 0 ? "+" : "-"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
