"use client";

import { useZone } from "@/components/ui/zone-context";
import { formatFull } from "@/lib/base/format-time";

/** An instant in the reader's zone, with the zone's label. */
export function InstantText({ ms }: { readonly ms: number }) {
  const zone = useZone();
  return <time dateTime={new Date(ms).toISOString()}>{formatFull(ms, zone)}</time>;
}
