"use client";

import { type PointerEvent, useCallback, useEffect, useState } from "react";

const STORED = "lambdascope.trace.name-width";
const LEAST = 15;
const MOST = 70;
const DEFAULT = 34;

/** Width of the name column in percent, kept as a preference; and what a handle between the columns needs to change it. */
export function useNameWidth() {
  const [percent, setPercent] = useState(DEFAULT);
  useEffect(() => {
    const stored = Number(window.localStorage.getItem(STORED));
    if (stored >= LEAST && stored <= MOST) setPercent(stored);
  }, []);
  const change = useCallback((wanted: number) => {
    const next = Math.round(Math.min(MOST, Math.max(LEAST, wanted)) * 10) / 10;
    setPercent(next);
    window.localStorage.setItem(STORED, String(next));
  }, []);
  const onPointerMove = useCallback(
    (event: PointerEvent) => {
      const box = event.currentTarget.parentElement?.getBoundingClientRect();
      if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      change(((event.clientX - box.left) / box.width) * 100);
    },
    [change],
  );
  return { percent, change, onPointerMove, least: LEAST, most: MOST };
}
