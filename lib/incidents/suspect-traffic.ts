import { formatCount } from "@/lib/base/format-number";
import { MINUTE_MS } from "@/lib/base/time";
import type { CallLinks } from "@/lib/incidents/call-links";
import { byOnset } from "@/lib/incidents/group-findings";
import type { TellTimes, ToldFinding } from "@/lib/incidents/incident-input";
import { same } from "@/lib/incidents/lead-of";
import { mayHaveCausedAt, type Onset } from "@/lib/incidents/onset-time";
import { CAUSE_WINDOW_MS } from "@/lib/incidents/suspect-deployment";
import type { Subject } from "@/lib/model/subject";
import { subjectName } from "@/lib/model/subject";
import type { Measure } from "@/lib/model/subject-finding";
import type { Cause } from "@/lib/model/views/incidents";

/** What too many calls bring about. Errors are not among them: a function fails for what it is asked, not how often. */
const brought: ReadonlySet<Measure> = new Set<Measure>(["throttles", "duration", "latency", "iteratorAge"]);
const NOTABLE_RATIO = 1.5;

/** The rise of calls to the subject, or to what calls it, that began with the trouble or before. */
export function riseBefore(
  group: readonly ToldFinding[],
  lead: Subject,
  onset: Onset,
  links: CallLinks,
): ToldFinding | null {
  return (
    group
      .filter(({ subject, measure, finding }) => {
        const calls = measure === "invocations" || measure === "requests";
        const inTime = mayHaveCausedAt(finding.fromMs, onset, CAUSE_WINDOW_MS);
        const rose = finding.direction === "up" && (finding.ratio === null || finding.ratio >= NOTABLE_RATIO);
        return calls && inTime && rose && (same(subject, lead) || links.calls(subject, lead));
      })
      .sort((a, b) => Number(same(b.subject, lead)) - Number(same(a.subject, lead)) || byOnset(a, b))[0] ??
    null
  );
}

export function trafficCause(
  group: readonly ToldFinding[],
  lead: Subject,
  onset: Onset,
  links: CallLinks,
  tell: TellTimes,
): Cause | null {
  const troubles = group.filter(({ subject }) => same(subject, lead));
  if (!troubles.some(({ measure }) => brought.has(measure))) return null;
  const rise = riseBefore(group, lead, onset, links);
  if (rise === null) return null;
  return {
    kind: "traffic",
    atMs: rise.finding.fromMs,
    text: tellRise(rise, lead),
    certainty: "suspected",
    deploymentId: null,
    reasons: [
      `${subjectName(rise.subject)}: ${rise.text}, from ${tell.minute(rise.finding.fromMs)} on.`,
      `No more than ${CAUSE_WINDOW_MS / MINUTE_MS} minutes lie between the rise and the trouble, and more calls can bring it about.`,
    ],
  };
}

/** `calls rose to 3.2 times the usual` */
export function tellRise({ subject, finding }: ToldFinding, lead: Subject): string {
  const what = same(subject, lead) ? "calls" : `calls of ${subjectName(subject)}`;
  return finding.ratio === null
    ? `${what} began where usually none come`
    : `${what} rose to ${formatCount(Number(finding.ratio.toPrecision(2)))} times the usual`;
}
