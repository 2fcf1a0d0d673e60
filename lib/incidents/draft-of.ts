import type { CallLinks } from "@/lib/incidents/call-links";
import type { Draft } from "@/lib/incidents/draft";
import { byOnset } from "@/lib/incidents/group-findings";
import type { IncidentInput, TellTimes, ToldFinding } from "@/lib/incidents/incident-input";
import { same, subjectsByBlame } from "@/lib/incidents/lead-of";
import { dependencyCause } from "@/lib/incidents/suspect-dependency";
import { blameDeployment, suspectDeployments } from "@/lib/incidents/suspect-deployment";
import { limitCause } from "@/lib/incidents/suspect-limit";
import { riseBefore, tellRise, trafficCause } from "@/lib/incidents/suspect-traffic";
import { troubleOf } from "@/lib/incidents/trouble";
import type { Subject } from "@/lib/model/subject";

/** A group with its lead and its suspected cause; null when nothing in it is worse than usual. */
export function draftOf(
  group: readonly ToldFinding[],
  input: IncidentInput,
  links: CallLinks,
  tell: TellTimes,
): Draft | null {
  if (group.every((one) => troubleOf(one) === "better")) return null;
  const [lead, ...others] = subjectsByBlame(group, links);
  if (!lead) return null;
  const failing = group.some((one) => troubleOf(one) === "failing");
  const draft = { group, leads: [lead], others, failing, ...spanOf(group, [lead], failing) };
  // Where the onset is not known, or nothing fails, there is nothing to be the cause of.
  if (draft.beganBefore || !failing) return { ...draft, suspects: [], ruledOut: [], cause: null };
  return { ...draft, ...causeOf(draft, lead, input, links, tell) };
}

/** What figures single out comes before what merely fits. */
function causeOf(
  { group, onsetMs }: Pick<Draft, "group" | "onsetMs">,
  lead: Subject,
  input: IncidentInput,
  links: CallLinks,
  tell: TellTimes,
): Pick<Draft, "suspects" | "ruledOut" | "cause"> {
  const onset = { atMs: onsetMs, withinMs: input.onsetWithinMs };
  const suspects = suspectDeployments(input.deployments ?? [], group, lead, onset, links);
  const { cause: deployment, ruledOut } = blameDeployment(suspects, group, lead, onset, input, tell);
  const limit = limitCause(input.limitHits ?? [], group, lead, onset, tell);
  const rise = riseBefore(group, lead, onset, links);
  const cause =
    deployment?.certainty === "shown"
      ? deployment
      : limit
        ? {
            ...limit,
            reasons: [
              ...limit.reasons,
              ...(rise ? [`Before it ${tellRise(rise, lead)}.`] : []),
              ...(deployment?.reasons.slice(0, 1) ?? []).map((fits) => `A deployment fits as well: ${fits}`),
            ],
          }
        : (deployment ?? trafficCause(group, lead, onset, links, tell));
  return { suspects, ruledOut, cause };
}

/** Drafts that began together, one at least, and have no cause of their own, as one: what all of them use may be it. */
export function joinDrafts(drafts: readonly Draft[], input: IncidentInput, tell: TellTimes): Draft | null {
  const [first, ...rest] = drafts;
  if (!first) return null;
  if (rest.length === 0) {
    const onset = { atMs: first.onsetMs, withinMs: input.onsetWithinMs };
    return { ...first, cause: dependencyCause(input.dependencies, first.leads, onset, tell) };
  }
  const group = drafts.flatMap((draft) => draft.group).sort(byOnset);
  const leads = drafts.flatMap((draft) => draft.leads);
  const span = spanOf(group, leads, true);
  const onset = { atMs: span.onsetMs, withinMs: input.onsetWithinMs };
  return {
    group,
    leads,
    others: drafts.flatMap((draft) => draft.others),
    failing: true,
    ...span,
    suspects: drafts.flatMap((draft) => draft.suspects),
    cause: dependencyCause(input.dependencies, leads, onset, tell),
    ruledOut: drafts.flatMap((draft) => draft.ruledOut),
  };
}

/** What is told of the leads: traffic beside trouble is its circumstance, not its beginning. */
export function tellingFindings(
  group: readonly ToldFinding[],
  leads: readonly Subject[],
  failing: boolean,
): ToldFinding[] {
  return group.filter(
    (one) =>
      troubleOf(one) === (failing ? "failing" : "traffic") && leads.some((lead) => same(lead, one.subject)),
  );
}

function spanOf(
  group: readonly ToldFinding[],
  leads: readonly Subject[],
  failing: boolean,
): Pick<Draft, "onsetMs" | "beganBefore" | "endMs"> {
  const own = tellingFindings(group, leads, failing).sort(byOnset);
  // A trend is dated back along its slope: where something else dates the onset, that is surer.
  const first = own.find(({ finding }) => finding.shape !== "trend") ?? own[0];
  const endMs = Math.max(...own.map(({ finding }) => finding.toMs ?? Number.POSITIVE_INFINITY));
  return {
    onsetMs: first?.finding.fromMs ?? 0,
    beganBefore: first?.finding.beganBefore ?? false,
    endMs: Number.isFinite(endMs) ? endMs : null,
  };
}
