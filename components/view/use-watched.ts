"use client";

import { useEffect, useState } from "react";

/** False once the tab has been out of sight for so long; true again the moment it is back. */
export function useWatched(patienceMs: number): boolean {
  const [watched, setWatched] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => setWatched(false), patienceMs);
      else setWatched(true);
    };
    note();
    document.addEventListener("visibilitychange", note);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", note);
    };
  }, [patienceMs]);
  return watched;
}
