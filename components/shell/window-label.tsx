"use client";

import { useZone } from "@/components/ui/zone-context";
import { formatWindow } from "@/lib/base/format-time";

/** The window as it resolved, with its zone. */
export function WindowLabel({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  const zone = useZone();
  return <>{formatWindow(fromMs, toMs, zone)}</>;
}
