import "server-only";
import { epochMs, floorTo, HOUR_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";

/** X-Ray refuses longer windows; its reference does not say so. */
const LONGEST_MS = 6 * HOUR_MS;

/**
 * Parts of at most six hours, newest first. Longer windows are cut at 00, 06, 12 and 18 hours UTC, so that yesterday's
 * parts are the same for everybody who asks later.
 */
export function sixHourParts({ fromMs, toMs }: Window): readonly Window[] {
  if (toMs <= fromMs) return [];
  if (toMs - fromMs <= LONGEST_MS) return [{ fromMs, toMs }];
  const parts: Window[] = [];
  let end: number = toMs;
  while (end > fromMs) {
    const begin = Math.max(fromMs, floorTo(end - 1, LONGEST_MS));
    parts.push({ fromMs: epochMs(begin), toMs: epochMs(end) });
    end = begin;
  }
  return parts;
}
