import { MINUTE_MS } from "@/lib/base/time";
import type { CallLinks } from "@/lib/incidents/call-links";
import type { ToldFinding } from "@/lib/incidents/incident-input";
import { measureRank, troubleOf } from "@/lib/incidents/trouble";
import { subjectKey } from "@/lib/model/subject";

/** Onsets of one subject, or of caller and callee, this far apart are told together. */
const SAME_SUBJECT_MS = 10 * MINUTE_MS;
const CALL_MS = 5 * MINUTE_MS;
/** A function that goes from slow to failing while the slowness lasts; a stage has many functions behind it. */
const WORSENING_MS = 30 * MINUTE_MS;
/** Chains of neighbours end here, so that a busy day is not one incident. */
const REACH_MS = 30 * MINUTE_MS;

/**
 * Parts the findings into those that belong together. Each is in exactly one group, whatever the order they come in.
 *
 *   payments-charge errors   ____/‾‾‾‾‾‾‾     same minute, and shop-api calls payments-charge: one group
 *   shop-api 5xx             ____/‾‾‾‾‾‾‾
 *   catalog-search throttles ___________/‾\   twenty minutes later: another
 */
export function groupFindings(findings: readonly ToldFinding[], links: CallLinks): ToldFinding[][] {
  const waiting = new Set([...findings].sort(byOnset));
  const groups: ToldFinding[][] = [];
  for (const seed of waiting) {
    waiting.delete(seed);
    const group = [seed];
    // The group grows while it is walked.
    for (const member of group) {
      for (const other of waiting) {
        // They are in order: all that follow are later still.
        if (other.finding.fromMs - seed.finding.fromMs > REACH_MS) break;
        if (!belongTogether(member, other, links)) continue;
        waiting.delete(other);
        group.push(other);
      }
    }
    groups.push(group.sort(byOnset));
  }
  return groups;
}

function belongTogether(a: ToldFinding, b: ToldFinding, links: CallLinks): boolean {
  const [first, second] = byOnset(a, b) <= 0 ? [a, b] : [b, a];
  const apartMs = second.finding.fromMs - first.finding.fromMs;
  if (subjectKey(a.subject) !== subjectKey(b.subject)) {
    // What was so when the window began may have begun with anything before.
    const near = apartMs <= CALL_MS || second.finding.beganBefore;
    return near && links.areCoupled(a.subject, b.subject);
  }
  if (apartMs <= SAME_SUBJECT_MS) return true;
  const lasts = first.finding.toMs === null || first.finding.toMs >= second.finding.fromMs;
  const worsens = troubleOf(first) === "failing" && troubleOf(second) === "failing";
  return a.subject.kind === "function" && lasts && worsens && apartMs <= WORSENING_MS;
}

/** A total order over different findings: what decides must not depend on how they came. */
export function byOnset(a: ToldFinding, b: ToldFinding): number {
  return (
    a.finding.fromMs - b.finding.fromMs ||
    compareText(subjectKey(a.subject), subjectKey(b.subject)) ||
    measureRank(a.measure) - measureRank(b.measure) ||
    compareText(a.statistic ?? "", b.statistic ?? "") ||
    (a.finding.toMs ?? Number.POSITIVE_INFINITY) - (b.finding.toMs ?? Number.POSITIVE_INFINITY) ||
    Number(b.finding.beganBefore) - Number(a.finding.beganBefore) ||
    compareText(a.finding.direction, b.finding.direction) ||
    compareText(a.finding.severity, b.finding.severity) ||
    (a.finding.affected ?? 0) - (b.finding.affected ?? 0)
  );
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
