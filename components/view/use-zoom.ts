"use client";

import { useCallback } from "react";
import { useNavigation } from "@/components/view/view-navigation";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { absoluteRange } from "@/lib/url/time-range";

/** Makes a part of the time axis, epoch milliseconds, the page's window. */
export function useZoom(): (fromMs: number, toMs: number) => void {
  const { change } = useNavigation();
  return useCallback(
    (a: number, b: number) => {
      // Whole minutes, the finest grain that CloudWatch has for these metrics.
      const start = Math.floor(a / MINUTE_MS) * MINUTE_MS;
      const end = Math.max(start + 5 * MINUTE_MS, Math.ceil(b / MINUTE_MS) * MINUTE_MS);
      change(absoluteRange(epochMs(start), epochMs(end)));
    },
    [change],
  );
}
