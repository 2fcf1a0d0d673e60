import { formatClock, formatDay, type Zone, zoneOffsetMs } from "@/lib/base/format-time";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";

const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 7, 14, 28, 56, 112].map((n) => n * DAY_MS),
];

const MIN_GAP_PX = 72;

export interface TimeTick {
  readonly ms: number;
  readonly label: string;
}

/**
 * Round instants of the zone's wall clock, as many as fit; every chart on a page asks this function, so their axes
 * agree. Midnight shows the day: `18:00  21:00  16 Jan  03:00`.
 */
export function timeTicks(fromMs: number, toMs: number, widthPx: number, zone: Zone): readonly TimeTick[] {
  const span = toMs - fromMs;
  if (span <= 0 || widthPx <= 0) return [];
  const room = Math.max(1, Math.floor(widthPx / MIN_GAP_PX));
  const step = STEPS.find((candidate) => span / candidate <= room) ?? span;
  const ticks: TimeTick[] = [];
  const offset = zoneOffsetMs(fromMs, zone);
  for (let wall = Math.ceil((fromMs + offset) / step) * step; ; wall += step) {
    // Days keep to local midnight over a change of daylight saving; hours go on evenly.
    const ms = step >= DAY_MS ? wall - zoneOffsetMs(wall - offset, zone) : wall - offset;
    if (ms > toMs) return ticks;
    const clock = formatClock(ms, zone);
    if (ms >= fromMs) ticks.push({ ms, label: clock === "00:00" ? formatDay(ms, zone) : clock });
  }
}
