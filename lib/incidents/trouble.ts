import type { Measure, SubjectFinding } from "@/lib/model/subject-finding";

/**
 * What a finding means for whoever uses the thing:
 *
 *   failing  requests failed, were refused, waited longer or lie unread
 *   traffic  more or less came than usual, or more of it at once
 *   better   fewer failures or shorter waits than usual
 */
export type Trouble = "failing" | "traffic" | "better";

/** What is told first of a subject, most telling first. */
const ORDER = [
  "errors",
  "throttles",
  "status5xx",
  "duration",
  "latency",
  "iteratorAge",
  "status4xx",
  "invocations",
  "requests",
  "concurrency",
] as const satisfies readonly Measure[];

const trafficMeasures: ReadonlySet<Measure> = new Set<Measure>(["invocations", "requests", "concurrency"]);

export function troubleOf({ measure, finding }: SubjectFinding): Trouble {
  if (trafficMeasures.has(measure)) return "traffic";
  return finding.direction === "up" ? "failing" : "better";
}

export function measureRank(measure: Measure): number {
  return ORDER.indexOf(measure);
}

/** Errors, refusals and server errors: a slow answer is still an answer. */
export function isFailure(measure: Measure): boolean {
  return measure === "errors" || measure === "throttles" || measure === "status5xx";
}
