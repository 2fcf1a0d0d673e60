import { byOnset } from "@/lib/incidents/group-findings";
import type { TellTimes, ToldFinding } from "@/lib/incidents/incident-input";
import { gapWords } from "@/lib/incidents/onset-time";
import { measureRank, troubleOf } from "@/lib/incidents/trouble";
import { type Subject, subjectName } from "@/lib/model/subject";
import type { Measure } from "@/lib/model/subject-finding";
import type { Cause } from "@/lib/model/views/incidents";

const WORDS = {
  errors: { up: "errors", down: "fewer errors" },
  throttles: { up: "throttled calls", down: "fewer throttled calls" },
  invocations: { up: "more calls", down: "fewer calls" },
  requests: { up: "more requests", down: "fewer requests" },
  duration: { up: "long durations", down: "shorter durations" },
  latency: { up: "long latency", down: "shorter latency" },
  concurrency: { up: "high concurrency", down: "low concurrency" },
  iteratorAge: { up: "growing lag", down: "less lag" },
  status5xx: { up: "5xx answers", down: "fewer 5xx answers" },
  status4xx: { up: "4xx answers", down: "fewer 4xx answers" },
} as const satisfies Record<Measure, Record<"up" | "down", string>>;

export function measureWords(measure: Measure, direction: "up" | "down"): string {
  return WORDS[measure][direction];
}

/** `errors`, `errors and long durations`: at most two, the most telling first. */
export function whatIsWrong(findings: readonly ToldFinding[]): string {
  const failing = findings.filter((one) => troubleOf(one) === "failing");
  const told = (failing.length > 0 ? failing : [...findings])
    .toSorted((a, b) => measureRank(a.measure) - measureRank(b.measure) || byOnset(a, b))
    .map(({ measure, finding }) => measureWords(measure, finding.direction));
  return [...new Set(told)].slice(0, 2).join(" and ");
}

interface Span {
  readonly onsetMs: number;
  readonly beganBefore: boolean;
  readonly endMs: number | null;
}

/**
 * `payments-charge errors since 11:05 UTC, in the minute in which version 42 took 10 % of live`
 * `catalog-search throttled calls from 11:25 to 11:35 UTC: it reached the 5 concurrent executions reserved for it`
 */
export function incidentSentence(
  leads: readonly Subject[],
  what: string,
  span: Span,
  cause: Cause | null,
  tell: TellTimes,
): string {
  return `${namesOf(leads)} ${what} ${spanWords(span, tell)}${cause ? causeClause(cause, span.onsetMs) : ""}`;
}

function namesOf(leads: readonly Subject[]): string {
  const names = leads.map(subjectName);
  if (names.length <= 1) return names.join();
  if (names.length > 3) return `${names[0]}, ${names[1]} and ${names.length - 2} more`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function spanWords({ onsetMs, beganBefore, endMs }: Span, tell: TellTimes): string {
  if (endMs === null) return `since ${beganBefore ? "before " : ""}${tell.minute(onsetMs)}`;
  return `from ${beganBefore ? "before " : ""}${tell.range(onsetMs, endMs)}`;
}

function causeClause(cause: Cause, onsetMs: number): string {
  if (cause.kind === "limit" || cause.kind === "dependency") return `: ${cause.text}`;
  const gapMs = onsetMs - cause.atMs;
  return gapMs <= 0 ? `, in the minute in which ${cause.text}` : `, ${gapWords(gapMs)} after ${cause.text}`;
}
