"use client";

import { useEffect, useSyncExternalStore } from "react";
import { watchLaterCalls } from "@/components/view/later-calls";
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

/** Tells the shell what this page cost, and goes on counting what it asks for once it is drawn. */
export function PublishSpend({ spend }: { readonly spend: PageSpend }) {
  useEffect(() => {
    let told = spend;
    pageSpend.set(told);
    const stop = watchLaterCalls((sent, costUsd) => {
      told = { ...told, later: { sent: told.later.sent + sent, costUsd: told.later.costUsd + costUsd } };
      pageSpend.set(told);
    });
    return () => {
      stop();
      pageSpend.set(null);
    };
  }, [spend]);
  return null;
}

export function useSlot<T>(slot: Slot<T>): T | null {
  return useSyncExternalStore(slot.subscribe, slot.get, nothing);
}

function nothing(): null {
  return null;
}
