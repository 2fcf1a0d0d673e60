"use client";

import { useEffect, useSyncExternalStore } from "react";
import {
  type PageSpend,
  pageSpend,
  type ResolvedView,
  resolvedView,
  type Slot,
} from "@/components/view/view-store";

/** Tells the shell the window that this page shows. */
export function PublishView({ fromMs, toMs, nowMs, region }: ResolvedView) {
  useEffect(() => {
    resolvedView.set({ fromMs, toMs, nowMs, region });
    return () => resolvedView.set(null);
  }, [fromMs, toMs, nowMs, region]);
  return null;
}

/** Tells the shell what this page cost. */
export function PublishSpend({ spend }: { readonly spend: PageSpend }) {
  useEffect(() => {
    pageSpend.set(spend);
    return () => pageSpend.set(null);
  }, [spend]);
  return null;
}

export function useSlot<T>(slot: Slot<T>): T | null {
  return useSyncExternalStore(slot.subscribe, slot.get, nothing);
}

function nothing(): null {
  return null;
}
