"use client";

import { useZone } from "@/components/ui/zone-context";
import { formatWindow } from "@/lib/base/format-time";

/** From–to with its zone. */
export function SpanText({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  return <span>{formatWindow(fromMs, toMs, useZone())}</span>;
}
