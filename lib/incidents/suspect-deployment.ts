import { MINUTE_MS } from "@/lib/base/time";
import type { CallLinks } from "@/lib/incidents/call-links";
import { tellDeployment } from "@/lib/incidents/deployment-words";
import { compareText } from "@/lib/incidents/group-findings";
import type { IncidentInput, TellTimes, ToldFinding } from "@/lib/incidents/incident-input";
import { same } from "@/lib/incidents/lead-of";
import { gapWords, mayHaveCausedAt, type Onset } from "@/lib/incidents/onset-time";
import { troubleOf } from "@/lib/incidents/trouble";
import { tellVerdict, verdictOn } from "@/lib/incidents/version-verdict";
import type { Deployment, DeploymentKind } from "@/lib/model/deployment";
import { type Subject, subjectName } from "@/lib/model/subject";
import type { Cause } from "@/lib/model/views/incidents";

/** How long before an onset a change is looked for. */
export const CAUSE_WINDOW_MS = 15 * MINUTE_MS;

/** Which change of several at a time sends traffic to something new; a version that is only published gets none. */
const RANK = {
  alias: 0,
  canary: 1,
  stage: 2,
  code: 3,
  configuration: 4,
  version: 5,
} as const satisfies Record<DeploymentKind, number>;

export interface Suspects {
  readonly cause: Cause | null;
  readonly ruledOut: readonly { readonly text: string; readonly reason: string }[];
}

/**
 * Changes that fit in time and place, most suspect first: within a quarter of an hour before the onset, at the subject
 * itself, or at one of the group that calls it or is called by it.
 */
export function suspectDeployments(
  deployments: readonly Deployment[],
  group: readonly ToldFinding[],
  lead: Subject,
  onset: Onset,
  links: CallLinks,
): Deployment[] {
  const troubled = group.filter((one) => troubleOf(one) === "failing").map(({ subject }) => subject);
  const isPlace = (subject: Subject) =>
    same(subject, lead) || (troubled.some((one) => same(one, subject)) && links.areCoupled(subject, lead));
  return deployments
    .filter(
      ({ kind, subject, atMs }) =>
        kind !== "version" && mayHaveCausedAt(atMs, onset, CAUSE_WINDOW_MS) && isPlace(subject),
    )
    .sort(
      (a, b) =>
        Number(same(b.subject, lead)) - Number(same(a.subject, lead)) ||
        RANK[a.kind] - RANK[b.kind] ||
        b.atMs - a.atMs ||
        compareText(a.id, b.id),
    );
}

/** The first suspect that nothing speaks against. `suspects` as `suspectDeployments` orders them. */
export function blameDeployment(
  suspects: readonly Deployment[],
  group: readonly ToldFinding[],
  lead: Subject,
  onset: Onset,
  { versions, deploymentsMayMiss }: Pick<IncidentInput, "versions" | "deploymentsMayMiss">,
  tell: TellTimes,
): Suspects {
  const ruledOut: { text: string; reason: string }[] = [];
  for (const suspect of suspects) {
    const text = textOf(suspect, lead);
    const evidence = isJudgedByErrors(suspect, group) ? versions.get(suspect.id) : undefined;
    const verdict = evidence ? verdictOn(evidence) : "silent";
    if (evidence && verdict === "against") {
      ruledOut.push({ text, reason: tellVerdict(suspect, evidence, verdict) });
      continue;
    }
    return {
      ruledOut,
      cause: {
        kind: "deployment",
        atMs: suspect.atMs,
        text,
        certainty: verdict === "for" ? "shown" : "suspected",
        deploymentId: suspect.id,
        reasons: [
          `${capital(text)} at ${tellAt(suspect, tell)}, ${onsetAfter(suspect.atMs, onset.atMs)}.`,
          ...(evidence ? [tellVerdict(suspect, evidence, verdict)] : []),
          tellOthers(suspect, suspects, deploymentsMayMiss),
        ],
      },
    };
  }
  return { cause: null, ruledOut };
}

function textOf(suspect: Deployment, lead: Subject): string {
  const told = tellDeployment(suspect);
  return same(suspect.subject, lead) ? told : `${told} at ${subjectName(suspect.subject)}`;
}

/** Errors of a version say nothing of slowness, nor those of one that was taken out of the traffic. */
function isJudgedByErrors({ subject, share }: Deployment, group: readonly ToldFinding[]): boolean {
  return (
    share !== 0 &&
    group.some(
      (one) => one.measure === "errors" && one.finding.direction === "up" && same(one.subject, subject),
    )
  );
}

/** Metrics know no seconds. */
function tellAt({ source, atMs }: Deployment, tell: TellTimes): string {
  return source === "traffic" ? tell.minute(atMs) : tell.second(atMs);
}

/** What else may have done it. */
function tellOthers(suspect: Deployment, suspects: readonly Deployment[], mayMiss: boolean): string {
  const others = suspects.filter((one) => one !== suspect && one.atMs !== suspect.atMs);
  const missed = mayMiss ? ", though not all deployments could be read" : "";
  const before = `there in the ${CAUSE_WINDOW_MS / MINUTE_MS} minutes before`;
  if (others.length === 0)
    return mayMiss
      ? `Nothing else is known to have been deployed ${before}${missed}.`
      : `Nothing else was deployed ${before}.`;
  const made = `${others.length} more ${others.length === 1 ? "change was" : "changes were"} made ${before}`;
  const last = movesTraffic(suspect) && !others.some((one) => movesTraffic(one) && one.atMs > suspect.atMs);
  return `${made}${missed}${last ? "; this is the last that moved traffic" : ""}.`;
}

function movesTraffic({ kind }: Deployment): boolean {
  return kind === "alias" || kind === "canary" || kind === "stage";
}

function onsetAfter(atMs: number, onsetMs: number): string {
  return atMs >= onsetMs ? "at the onset" : `${gapWords(onsetMs - atMs)} before the onset`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
