import type { Draft } from "@/lib/alarms/proposal/draft";
import type { Concern } from "@/lib/model/alarm-concern";
import { type Subject, subjectName } from "@/lib/model/subject";

/** [M PutMetricAlarm.AlarmDescription] */
const MOST_CHARACTERS = 1_024;

const subjects = {
  failures: "fails",
  throttles: "is throttled",
  duration: "is slow",
} as const satisfies Record<Concern, string>;

/**
 * Begins with a word of ours: the CLI would read a file where a value begins with `file://`.
 *
 * What the alarm itself says to whom it wakes: what is wrong, and where its threshold comes from. Plain ASCII, because
 * CloudFormation turns anything else into question marks.
 */
export function describeAlarm(subject: Subject, concern: Concern, { reasons, basis }: Draft): string {
  const origin = basis === "default" ? "Default threshold" : "Threshold from its own figures";
  const kind = subject.kind === "function" ? "Function" : "Stage";
  return ascii(
    `${kind} ${subjectName(subject)} ${subjects[concern]}. ${origin}: ${reasons.slice(0, 2).join(" ")}`,
  ).slice(0, MOST_CHARACTERS);
}

function ascii(text: string): string {
  return text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2013\u2212]/g, "-")
    .replace(/[^\x20-\x7e]+/g, " ")
    .replace(/ %/g, "%");
}
