"use client";

import { useEffect, useRef } from "react";
import { nextRefreshMs } from "@/lib/base/refresh-schedule";

/**
 * Calls `reload` at the marks of `intervalMs` while the tab is on screen and the network is there; null is off. A tab that
 * comes back after a mark has passed reloads at once.
 * @param address what is looked at: tabs of the same come at the same marks
 */
export function useAutoRefresh(intervalMs: number | null, address: string, reload: () => void): void {
  const latest = useRef(reload);
  useEffect(() => {
    latest.current = reload;
  }, [reload]);
  useEffect(() => {
    if (intervalMs === null) return;
    const spread = Math.random();
    const next = () => nextRefreshMs(Date.now(), intervalMs, address, spread);
    let dueMs = next();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const plan = () => {
      clearTimeout(timer);
      if (document.hidden || !navigator.onLine) return;
      timer = setTimeout(
        () => {
          dueMs = next();
          latest.current();
          plan();
        },
        Math.max(0, dueMs - Date.now()),
      );
    };
    plan();
    document.addEventListener("visibilitychange", plan);
    window.addEventListener("online", plan);
    window.addEventListener("offline", plan);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", plan);
      window.removeEventListener("online", plan);
      window.removeEventListener("offline", plan);
    };
  }, [intervalMs, address]);
}
