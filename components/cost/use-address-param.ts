"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/**
 * A choice that lives in the address and that the server need not hear of.
 * @returns its value, null when it is not there, and how to set it
 */
export function useAddressParam(name: string): readonly [string | null, (value: string | null) => void] {
  const value = useSearchParams().get(name);
  const pathname = usePathname();
  const set = useCallback(
    (next: string | null) => {
      const search = new URLSearchParams(window.location.search);
      if (next === null) search.delete(name);
      else search.set(name, next);
      const query = search.toString();
      window.history.replaceState(
        null,
        "",
        `${query ? `${pathname}?${query}` : pathname}${window.location.hash}`,
      );
    },
    [name, pathname],
  );
  return [value, set];
}
