import "server-only";
import { ALARM_PERIOD_MS } from "@/lib/alarms/proposal/propose";
import { WEEK_MS } from "@/lib/alarms/proposal/weekly";
import { DAY_MS, epochMs, floorTo } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";
import type { ViewRequest } from "@/lib/server/view-request";

const LONGEST_MS = 2 * WEEK_MS;
/** Older data is no longer kept by five minutes. [D cloudwatch_concepts: 63 days] */
const KEPT_MS = 62 * DAY_MS;

/**
 * The week before the window's end, or all of the window up to two: a longer baseline costs no more, since CloudWatch
 * charges by metric. Whole periods only: the one that is still being counted would look quiet.
 */
export function baselineOf({ window, nowMs }: Pick<ViewRequest, "window" | "nowMs">): Window {
  const settled = Math.min(window.toMs, nowMs);
  const end = nowMs - settled > KEPT_MS - LONGEST_MS ? nowMs : settled;
  const toMs = floorTo(end, ALARM_PERIOD_MS);
  const length = Math.min(LONGEST_MS, Math.max(WEEK_MS, toMs - window.fromMs));
  return { fromMs: epochMs(floorTo(toMs - length, ALARM_PERIOD_MS)), toMs: epochMs(toMs) };
}
