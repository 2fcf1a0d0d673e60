"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 47.99rem)";

function subscribe(tell: () => void): () => void {
  const list = window.matchMedia(QUERY);
  list.addEventListener("change", tell);
  return () => list.removeEventListener("change", tell);
}

/** True on a phone, where names stand over their bars instead of beside them. The server draws for a desk. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
