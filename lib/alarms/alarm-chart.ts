import { thresholdOf, watchedName } from "@/lib/alarms/condition";
import { extremes } from "@/lib/alarms/extremes";
import { unitOfAlarm } from "@/lib/alarms/unit-of-alarm";
import { formatSpan } from "@/lib/base/format-duration";
import { ceilTo, type DurationMs, epochMs, floorTo, MINUTE_MS } from "@/lib/base/time";
import type { Alarm } from "@/lib/model/alarm";
import type { Datapoints, Window } from "@/lib/model/metric";
import type { Chart } from "@/lib/model/views/common";

/** How the compared value is asked for. */
export interface ChartPlan {
  /** On whole periods of the clock, as periods begin at the start that is asked for. */
  readonly window: Window;
  readonly periodMs: DurationMs;
}

const UNTOLD_PERIOD_MS = 5 * MINUTE_MS;
/** As many as a wide screen can tell apart. */
const MOST_POINTS = 360;

/**
 * The alarm's own period, since its threshold is for that one; a longer one only where CloudWatch keeps no shorter. null
 * for alarms that compare nothing. @param finestMs the shortest period that CloudWatch still has of the window
 */
export function planChart(alarm: Alarm, window: Window, finestMs: DurationMs): ChartPlan | null {
  if (!alarm.queries.some((query) => query.watched)) return null;
  const periodMs = ceilTo(alarm.periodMs ?? UNTOLD_PERIOD_MS, finestMs);
  return {
    periodMs,
    window: {
      fromMs: epochMs(floorTo(window.fromMs, periodMs)),
      toMs: epochMs(Math.max(window.toMs, floorTo(window.fromMs, periodMs) + periodMs)),
    },
  };
}

/** What the alarm compares, with its threshold as a line where the two can be compared. */
export function alarmChart(alarm: Alarm, { window, periodMs }: ChartPlan, points: Datapoints): Chart {
  const isLow = alarm.comparison === "<" || alarm.comparison === "<=" || alarm.comparison === "below-band";
  const drawn = extremes(points, window.fromMs, window.toMs, periodMs, isLow ? "low" : "high", MOST_POINTS);
  const isComparable = !isCoarser(alarm, periodMs) || !isAddedUp(alarm);
  const title = watchedName(alarm);
  return {
    key: "alarm",
    title,
    unit: unitOfAlarm(alarm),
    periodMs: drawn.periodMs,
    timesMs: [...drawn.timesMs],
    series: [{ key: "watched", label: title, values: [...drawn.values] }],
    limits: alarm.threshold === null || !isComparable ? [] : [{ label: "Threshold", value: alarm.threshold }],
    note: noteOf(alarm, periodMs, drawn.periodMs, isLow, isComparable),
  };
}

function isCoarser(alarm: Alarm, periodMs: DurationMs): boolean {
  return alarm.periodMs !== null && periodMs !== alarm.periodMs;
}

/** Grows with the length of the period; of an expression nobody knows. */
function isAddedUp(alarm: Alarm): boolean {
  return alarm.queries.some(({ statistic }) => statistic === "Sum" || statistic === "SampleCount");
}

function noteOf(
  alarm: Alarm,
  periodMs: DurationMs,
  drawnMs: DurationMs,
  isLow: boolean,
  isComparable: boolean,
): string | null {
  const notes: string[] = [];
  const own = alarm.periodMs === null ? "" : formatSpan(alarm.periodMs);
  if (isCoarser(alarm, periodMs)) {
    const rest = isComparable
      ? ""
      : `, so that its threshold of ${thresholdOf(alarm)} cannot be compared with it`;
    notes.push(`CloudWatch has no periods of ${own} of this time: drawn by ${formatSpan(periodMs)}${rest}.`);
  }
  if (drawnMs > periodMs) {
    const extreme = isLow ? "lowest" : "highest";
    notes.push(`Each point is the ${extreme} of ${drawnMs / periodMs} periods of ${formatSpan(periodMs)}.`);
  }
  if (alarm.kind === "anomaly") notes.push("The band that CloudWatch has learned is not drawn.");
  return notes.length === 0 ? null : notes.join(" ");
}
