import { DAY_MS, floorTo } from "@/lib/base/time";

export interface DaysOfUse {
  /** UTC, `2026-01-15`; both included. */
  readonly fromDay: string;
  readonly toDay: string;
  /** The last day is still going on. */
  readonly isToday: boolean;
}

const DAYS = 7;

/** The last day of a window and the six before it. API Gateway counts use by days in UTC. [M GetUsage] */
export function daysOfUse(window: { readonly toMs: number }, nowMs: number): DaysOfUse {
  const last = floorTo(Math.min(window.toMs - 1, nowMs), DAY_MS);
  return {
    fromDay: dayOf(last - (DAYS - 1) * DAY_MS),
    toDay: dayOf(last),
    isToday: last === floorTo(nowMs, DAY_MS),
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
