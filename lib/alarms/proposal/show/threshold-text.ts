import { formatDuration, formatSpan } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { ProposedAlarm } from "@/lib/model/views/missing-alarms";

type Threshold = Pick<ProposedAlarm, "concern" | "figure" | "threshold">;

/** `≥ 5`, `≥ 4 %`, `≥ 460 ms`: for a cell. */
export function thresholdText(alarm: Threshold): string {
  return `≥ ${valueText(alarm, alarm.threshold)}`;
}

/** A value of the compared figure in its unit. */
export function valueText({ concern, figure }: Threshold, value: number): string {
  if (figure.kind === "percent") return formatRatio(value / 100);
  return concern === "duration" ? formatDuration(value) : formatCount(value);
}

const things = { failures: "failure", throttles: "throttle" } as const;

/** When it fires, whole: `p95 ≥ 460 ms over 5 min, in 2 of 3 datapoints`. */
export function ruleText(alarm: ProposedAlarm): string {
  const { concern, figure, periodMs, evaluationPeriods, datapointsToAlarm } = alarm;
  const length = formatSpan(periodMs);
  const often = evaluationPeriods === 1 ? "" : `, in ${datapointsToAlarm} of ${evaluationPeriods} datapoints`;
  if (concern === "duration") return `p95 ${thresholdText(alarm)} over ${length}${often}`;
  if (figure.kind === "percent") {
    return `${thresholdText(alarm)} of the requests fail in ${length}, of ${formatCount(figure.minRequests)} or more${often}`;
  }
  return `${thresholdText(alarm)} ${things[concern]}${alarm.threshold === 1 ? "" : "s"} in ${length}${often}`;
}
