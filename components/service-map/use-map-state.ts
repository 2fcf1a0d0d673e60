"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseServiceMap, type ServiceMapParams, serviceMapSearch } from "@/lib/url/service-map";

interface MapStateHook {
  readonly state: ServiceMapParams;
  /** Writes the address without asking the server for the page; `replace` leaves no step to go back to. */
  readonly change: (changes: Partial<ServiceMapParams>, how?: "push" | "replace") => void;
}

/** The page's state in the address. */
export function useMapState(): MapStateHook {
  const search = useSearchParams();
  const pathname = usePathname();
  const state = useMemo(() => stateIn(search), [search]);
  const change = useCallback(
    (changes: Partial<ServiceMapParams>, how: "push" | "replace" = "push") => {
      const address = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(serviceMapSearch({ ...stateIn(address), ...changes }))) {
        if (value === null) address.delete(name);
        else address.set(name, value);
      }
      const url = `${pathname}?${address}`;
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    },
    [pathname],
  );
  return { state, change };
}

/** What the server refused never gets here; an address that the reader edits by hand may. */
function stateIn(search: URLSearchParams): ServiceMapParams {
  try {
    return parseServiceMap(Object.fromEntries(search));
  } catch (error) {
    if (!(error instanceof BadParameter)) throw error;
    return parseServiceMap({});
  }
}
