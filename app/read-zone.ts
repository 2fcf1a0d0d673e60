import { cookies } from "next/headers";
import { ZONE_COOKIE, zoneFromCookie } from "@/components/shell/zone-cookie";
import type { Zone } from "@/lib/base/format-time";

/** The zone that this reader chose; UTC until then. */
export async function readZone(): Promise<Zone> {
  return zoneFromCookie((await cookies()).get(ZONE_COOKIE)?.value);
}
