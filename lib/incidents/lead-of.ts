import { MINUTE_MS } from "@/lib/base/time";
import type { CallLinks } from "@/lib/incidents/call-links";
import { compareText } from "@/lib/incidents/group-findings";
import type { ToldFinding } from "@/lib/incidents/incident-input";
import { isFailure, troubleOf } from "@/lib/incidents/trouble";
import type { Severity } from "@/lib/model/finding";
import { type Subject, subjectKey } from "@/lib/model/subject";

const RANK = { high: 2, medium: 1, low: 0 } as const satisfies Record<Severity, number>;
/** A callee that got into trouble this much later did not bring its caller down. */
const LATER_MS = 5 * MINUTE_MS;

interface Candidate {
  readonly subject: Subject;
  readonly findings: readonly ToldFinding[];
  readonly fromMs: number;
}

export function severityRank(severity: Severity): number {
  return RANK[severity];
}

export function worstSeverity(findings: readonly ToldFinding[]): Severity {
  return findings.reduce<Severity>(
    (worst, { finding }) => (RANK[finding.severity] > RANK[worst] ? finding.severity : worst),
    "low",
  );
}

/**
 * Subjects of a group, the one to name first: what is called before what calls it, for failures come up from below;
 * then what fails outright, what is worst, and what was first.
 */
export function subjectsByBlame(group: readonly ToldFinding[], links: CallLinks): Subject[] {
  const failing = group.filter((one) => troubleOf(one) === "failing");
  // What got better leads nothing.
  const worse = failing.length > 0 ? failing : group.filter((one) => troubleOf(one) === "traffic");
  const candidates = bySubject(worse);
  const rest = bySubject(group).filter(
    ({ subject }) => !candidates.some((one) => same(one.subject, subject)),
  );
  const isBelow = (caller: Candidate) =>
    candidates.some(
      (callee) =>
        links.calls(caller.subject, callee.subject) &&
        !links.calls(callee.subject, caller.subject) &&
        callee.fromMs - caller.fromMs <= LATER_MS,
    );
  const order = (a: Candidate, b: Candidate) =>
    Number(isBelow(a)) - Number(isBelow(b)) ||
    Number(failsOutright(b)) - Number(failsOutright(a)) ||
    RANK[worstSeverity(b.findings)] - RANK[worstSeverity(a.findings)] ||
    a.fromMs - b.fromMs ||
    compareText(subjectKey(a.subject), subjectKey(b.subject));
  return [...candidates.sort(order), ...rest.sort(order)].map(({ subject }) => subject);
}

function bySubject(findings: readonly ToldFinding[]): Candidate[] {
  const found = new Map<string, ToldFinding[]>();
  for (const one of findings) {
    const key = subjectKey(one.subject);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    return [{ subject: first.subject, findings: own, fromMs: Math.min(...own.map(knownFromMs)) }];
  });
}

/** What was so when the window began comes before everything that began in it. */
function knownFromMs({ finding }: ToldFinding): number {
  return finding.beganBefore ? 0 : finding.fromMs;
}

function failsOutright({ findings }: Candidate): boolean {
  return findings.some((one) => isFailure(one.measure) && one.finding.direction === "up");
}

export function same(a: Subject, b: Subject): boolean {
  return subjectKey(a) === subjectKey(b);
}
