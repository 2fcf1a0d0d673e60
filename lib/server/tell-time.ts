import "server-only";
import { formatClock, formatDayClock, type Zone, zoneLabel } from "@/lib/base/format-time";
import { DAY_MS } from "@/lib/base/time";
import type { TellTime } from "@/lib/metrics/answer";
import type { Window } from "@/lib/model/metric";

/** Times of a window's sentences: the day is said where the window holds more than one. */
export function tellTimeIn(window: Window, zone: Zone): TellTime {
  const long = window.toMs - window.fromMs > DAY_MS;
  return (ms) => `${long ? formatDayClock(ms, zone) : formatClock(ms, zone)} ${zoneLabel(ms, zone)}`;
}
