"use client";

import { useEffect, useRef } from "react";

/**
 * Calls `reload` every `intervalMs` while the tab is visible; null is off. A tab that comes back after its time was up
 * reloads at once.
 */
export function useAutoRefresh(intervalMs: number | null, reload: () => void): void {
  const latest = useRef(reload);
  useEffect(() => {
    latest.current = reload;
  }, [reload]);
  useEffect(() => {
    if (intervalMs === null) return;
    let due = performance.now() + intervalMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const plan = () => {
      clearTimeout(timer);
      if (document.hidden) return;
      timer = setTimeout(
        () => {
          due = performance.now() + intervalMs;
          latest.current();
          plan();
        },
        Math.max(0, due - performance.now()),
      );
    };
    plan();
    document.addEventListener("visibilitychange", plan);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", plan);
    };
  }, [intervalMs]);
}
