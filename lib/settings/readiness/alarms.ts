import type { ReadinessCheck } from "@/lib/model/views/settings";
import { andUnread, quietCheck, type Unread } from "@/lib/settings/readiness/check";

export interface AlarmGaps {
  readonly subjects: number;
  /** Functions and stages whose failures, throttles or durations no alarm of their own watches. */
  readonly failures: number;
  readonly throttles: number;
  readonly duration: number;
  readonly lacking: readonly {
    readonly name: string;
    readonly path: string;
    readonly lacks: readonly string[];
  }[];
}

const base = {
  key: "alarms",
  title: "Alarms",
  why: "Lambdascope watches nothing while nobody looks: an alarm does, and tells somebody.",
} as const;

/** Functions and stages without an alarm on errors, throttles or long durations. */
export function alarmsCheck(gaps: AlarmGaps, unread: Unread): ReadinessCheck {
  if (gaps.lacking.length === 0) {
    const sentence =
      gaps.subjects === 0
        ? "There are no functions and no stages."
        : `${gaps.subjects.toLocaleString("en")} functions and stages: all are watched.`;
    return quietCheck(base, sentence, unread);
  }
  const { failures, throttles, duration } = gaps;
  return {
    ...base,
    state: "todo",
    sentence: `${gaps.lacking.length} of ${gaps.subjects.toLocaleString("en")} functions and stages lack an alarm: on failures ${failures}, throttles ${throttles}, long durations ${duration}.${andUnread(unread)}`,
    caution: null,
    subjects: gaps.lacking.map(({ name, path, lacks }) => ({
      name,
      path,
      detail: `no alarm on ${lacks.join(", ")}`,
      paste: null,
    })),
    fixes: [],
    link: {
      label:
        "Alarms for all of them, with thresholds from their figures, as CloudFormation, CLI, CDK, SAM or Terraform",
      path: "/alarms?propose=gaps",
    },
  };
}
