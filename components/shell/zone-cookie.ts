import { isZone, type Zone } from "@/lib/base/format-time";

/** Holds an IANA zone. A cookie, so that the server writes times in the reader's zone from the first byte. */
export const ZONE_COOKIE = "lambdascope-zone";

/** UTC unless the reader chose a zone that this server knows. */
export function zoneFromCookie(value: string | undefined): Zone {
  return value !== undefined && isZone(value) ? value : "UTC";
}

export function zoneCookie(zone: Zone): string {
  return `${ZONE_COOKIE}=${zone}; path=/; max-age=31536000; samesite=lax`;
}
