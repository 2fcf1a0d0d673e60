import { MINUTE_MS } from "@/lib/base/time";
import type { CallLinks } from "@/lib/incidents/call-links";
import type { Draft } from "@/lib/incidents/draft";
import { tellingFindings } from "@/lib/incidents/draft-of";
import { eventsOf } from "@/lib/incidents/incident-events";
import type { IncidentInput, TellTimes, ToldFinding } from "@/lib/incidents/incident-input";
import { incidentSentence, whatIsWrong } from "@/lib/incidents/incident-sentence";
import { worstSeverity } from "@/lib/incidents/lead-of";
import { CAUSE_WINDOW_MS } from "@/lib/incidents/suspect-deployment";
import { tellGrouping } from "@/lib/incidents/why-grouped";
import { subjectKey } from "@/lib/model/subject";
import type { Incident, IncidentFinding } from "@/lib/model/views/incidents";

/** Requests that failed, of which the share is known too, before those that were served while it was slow. */
function byAffected({ finding: a }: ToldFinding, { finding: b }: ToldFinding): number {
  return (
    Number(b.affectedShare !== null) - Number(a.affectedShare !== null) ||
    (b.affected ?? -1) - (a.affected ?? -1)
  );
}

/** null for a draft without a subject, of which there is none. */
export function tellIncident(
  draft: Draft,
  input: IncidentInput,
  links: CallLinks,
  tell: TellTimes,
): Incident | null {
  const { group, leads, others, failing, onsetMs, beganBefore, endMs, cause, ruledOut } = draft;
  const [lead, ...alsoLeads] = leads;
  if (!lead) return null;
  const own = tellingFindings(group, leads, failing);
  const what = whatIsWrong(own);
  const most = own.toSorted(byAffected)[0]?.finding;
  return {
    id: `incident-${onsetMs}-${subjectKey(lead).replaceAll(/[^\w-]/g, "_")}`,
    subject: lead,
    alsoAt: [...alsoLeads, ...others],
    sentence: incidentSentence(leads, what, draft, cause, tell),
    what,
    failing,
    onsetMs,
    beganBefore,
    endMs,
    severity: worstSeverity(own),
    affected: most?.affected ?? null,
    affectedShare: most?.affectedShare ?? null,
    cause,
    causeUnknown: cause ? null : whyUnknown(draft, input),
    ruledOut: [...ruledOut],
    grouped: tellGrouping(draft, links, input.calls !== null),
    findings: group.map(plainFinding),
    events: eventsOf(draft, input),
  };
}

function whyUnknown({ beganBefore, failing, ruledOut }: Draft, input: IncidentInput): string {
  if (beganBefore) return "Not known: it was so when the window began. An earlier window shows its onset.";
  if (!failing) return "Nothing fails, so no cause was looked for.";
  const deployed =
    input.deployments === null
      ? "deployments could not be read"
      : ruledOut.length > 0
        ? "what was deployed is not what fails"
        : `no deployment there is known within ${CAUSE_WINDOW_MS / MINUTE_MS} minutes before${input.deploymentsMayMiss ? ", though not all deployments could be read" : ""}`;
  const limited =
    input.limitHits === null ? "limits could not be read" : "no limit is known to have been reached";
  return `Not known: ${deployed}, and ${limited}.`;
}

function plainFinding({
  subject,
  measure,
  statistic,
  finding,
  text,
  evidence,
}: ToldFinding): IncidentFinding {
  const { direction, fromMs, toMs, beganBefore, severity, affected } = finding;
  return {
    subject,
    measure,
    statistic,
    direction,
    fromMs,
    toMs,
    beganBefore,
    severity,
    affected,
    text,
    evidence,
  };
}
