import { thresholdText, unitOfAlarm } from "@/lib/alarms/unit-of-alarm";
import { formatSpan } from "@/lib/base/format-duration";
import type { Alarm, AlarmComparison, MissingDataRule } from "@/lib/model/alarm";

const SIGNS = {
  ">": ">",
  ">=": "≥",
  "<": "<",
  "<=": "≤",
  "above-band": "above its learned band",
  "below-band": "below its learned band",
  "outside-band": "outside its learned band",
} as const satisfies Record<AlarmComparison, string>;

/**
 * When an alarm is in ALARM, in words:
 *
 *     Errors Sum ≥ 3 in 2 of 2 periods of 5 min
 *     Error rate (%) > 4 in 2 of 3 periods of 1 min
 *     Duration Average outside its learned band in one period of 5 min
 *     ALARM("a") OR ALARM("b")
 */
export function conditionOf(alarm: Alarm): string {
  if (alarm.kind === "composite") return alarm.rule?.replace(/\s+/g, " ").trim() || "a rule that is empty";
  if (alarm.kind === "other") return "a condition that DescribeAlarms does not tell in these terms";
  return [watchedName(alarm), limitText(alarm), periodsText(alarm)].filter((part) => part !== "").join(" ");
}

/** What is compared: `Errors Sum`, `Duration p95`, or an expression by its label. */
export function watchedName(alarm: Alarm): string {
  const watched = alarm.queries.find((query) => query.watched);
  if (watched === undefined) return "a value that is not told";
  if (watched.metric !== null) return `${watched.metric.name} ${watched.statistic ?? ""}`.trim();
  return watched.label ?? watched.expression ?? watched.id;
}

function limitText(alarm: Alarm): string {
  if (alarm.comparison === null) return "";
  const sign = SIGNS[alarm.comparison];
  if (alarm.kind === "anomaly") return sign;
  return alarm.threshold === null ? `${sign} a threshold that is not told` : `${sign} ${thresholdOf(alarm)}`;
}

/** `3`, `5 s`, `2 %`; empty where there is none. */
export function thresholdOf(alarm: Alarm): string {
  return alarm.threshold === null ? "" : thresholdText(alarm.threshold, unitOfAlarm(alarm));
}

function periodsText({ evaluationPeriods: all, datapointsToAlarm: needed, periodMs }: Alarm): string {
  if (all === null || periodMs === null) return "";
  const length = formatSpan(periodMs);
  return all === 1 ? `in one period of ${length}` : `in ${needed ?? all} of ${all} periods of ${length}`;
}

const MISSING = {
  missing: "A period without data is left out; with none at all the state is INSUFFICIENT_DATA.",
  notBreaching: "A period without data counts as fine.",
  breaching: "A period without data counts as a breach.",
  ignore: "Without data the state stays as it is.",
} as const satisfies Record<MissingDataRule, string>;

/** What the alarm makes of periods without data; null where that is no question. */
export function missingDataText({ treatMissingData }: Alarm): string | null {
  return treatMissingData === null ? null : MISSING[treatMissingData];
}
