import "server-only";
import {
  formatClock,
  formatClockSeconds,
  formatDay,
  formatDayClock,
  type Zone,
  zoneLabel,
} from "@/lib/base/format-time";
import { DAY_MS } from "@/lib/base/time";
import type { TellTimes } from "@/lib/incidents/incident-input";
import type { Window } from "@/lib/model/metric";

/** Times of a window's incidents: the day is said where the window holds more than one. */
export function tellTimesIn(window: Window, zone: Zone): TellTimes {
  const long =
    window.toMs - window.fromMs > DAY_MS ||
    formatDay(window.fromMs, zone) !== formatDay(window.toMs - 1, zone);
  const clock = (ms: number) => (long ? formatDayClock(ms, zone) : formatClock(ms, zone));
  return {
    minute: (ms) => `${clock(ms)} ${zoneLabel(ms, zone)}`,
    second: (ms) =>
      `${long ? `${formatDay(ms, zone)} ` : ""}${formatClockSeconds(ms, zone)} ${zoneLabel(ms, zone)}`,
    range: (fromMs, toMs) => {
      const sameDay = formatDay(fromMs, zone) === formatDay(toMs, zone);
      const [from, to] = [zoneLabel(fromMs, zone), zoneLabel(toMs, zone)];
      const end = sameDay ? formatClock(toMs, zone) : formatDayClock(toMs, zone);
      return `${clock(fromMs)}${from === to ? "" : ` ${from}`} to ${end} ${to}`;
    },
  };
}
