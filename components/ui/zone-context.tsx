"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Zone } from "@/lib/base/format-time";

const ZoneContext = createContext<Zone>("UTC");

export function ZoneProvider({ zone, children }: { readonly zone: Zone; readonly children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

/** The time zone in which every time on screen is written. */
export function useZone(): Zone {
  return useContext(ZoneContext);
}
