"use client";

import { useEffect, useRef } from "react";
import { nextRefreshMs } from "@/components/shell/refresh-schedule";

/**
 * Calls `reload` at the marks of `intervalMs` while the tab is on screen and the network is there; null is off. A tab that
 * comes back after a mark has passed reloads at once.
 */
export function useAutoRefresh(intervalMs: number | null, reload: () => void): void {
  const latest = useRef(reload);
  useEffect(() => {
    latest.current = reload;
  }, [reload]);
  useEffect(() => {
    if (intervalMs === null) return;
    const spread = Math.random();
    let dueMs = nextRefreshMs(Date.now(), intervalMs, spread);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const plan = () => {
      clearTimeout(timer);
      if (document.hidden || !navigator.onLine) return;
      timer = setTimeout(
        () => {
          dueMs = nextRefreshMs(Date.now(), intervalMs, spread);
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
  }, [intervalMs]);
}
