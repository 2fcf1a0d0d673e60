import "server-only";
import { DAY_MS, type EpochMs, epochMs, floorTo, HOUR_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";

/** X-Ray refuses longer windows; its reference does not say so. */
const LONGEST_MS = 6 * HOUR_MS;

/** X-Ray keeps traces for 30 days [D xray-concepts]; one more, for nobody says when the day is over. */
const KEPT_MS = 31 * DAY_MS;

/**
 * Parts of at most six hours, newest first, as far back as X-Ray keeps anything. Longer windows are cut at 00, 06, 12 and
 * 18 hours UTC, so that yesterday's parts are the same for everybody who asks later.
 */
export function sixHourParts(window: Window, nowMs: EpochMs): readonly Window[] {
  const { toMs } = window;
  const fromMs = epochMs(Math.max(window.fromMs, floorTo(nowMs - KEPT_MS, LONGEST_MS)));
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
