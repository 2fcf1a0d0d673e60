import { formatCount, formatRatio } from "@/lib/base/format-number";
import { MINUTE_MS } from "@/lib/base/time";
import type { CallLinks } from "@/lib/incidents/call-links";
import { tellDeployment } from "@/lib/incidents/deployment-words";
import { compareText } from "@/lib/incidents/group-findings";
import type { TellTimes, ToldFinding, VersionEvidence } from "@/lib/incidents/incident-input";
import { same } from "@/lib/incidents/lead-of";
import { gapWords, mayHaveCausedAt, type Onset } from "@/lib/incidents/onset-time";
import { troubleOf } from "@/lib/incidents/trouble";
import type { Deployment, DeploymentKind } from "@/lib/model/deployment";
import { type Subject, subjectName } from "@/lib/model/subject";
import type { Cause } from "@/lib/model/views/incidents";

/** How long before an onset a change is looked for. */
export const CAUSE_WINDOW_MS = 15 * MINUTE_MS;
/** So few failures, or requests without one, say nothing of a version. */
const FEWEST_FAILURES = 3;
const FEWEST_REQUESTS = 20;
/** Its share of failures is this many times that of the other versions. */
const FAR_WORSE = 3;

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
  lead: Subject,
  onset: Onset,
  versions: ReadonlyMap<string, VersionEvidence>,
  tell: TellTimes,
): Suspects {
  const ruledOut: { text: string; reason: string }[] = [];
  for (const suspect of suspects) {
    const text = textOf(suspect, lead);
    const evidence = versions.get(suspect.id);
    const judged = evidence ? judge(evidence) : "silent";
    if (evidence && judged === "against") {
      ruledOut.push({ text, reason: tellEvidence(suspect, evidence) });
      continue;
    }
    const others = suspects.filter((one) => one !== suspect && one.atMs !== suspect.atMs).length;
    return {
      ruledOut,
      cause: {
        kind: "deployment",
        atMs: suspect.atMs,
        text,
        certainty: judged === "for" ? "shown" : "suspected",
        deploymentId: suspect.id,
        reasons: [
          `${capital(text)} at ${tell.second(suspect.atMs)}, ${onsetAfter(suspect.atMs, onset.atMs)}.`,
          ...(evidence ? [tellEvidence(suspect, evidence)] : []),
          others === 0
            ? `Nothing else was deployed there in the ${CAUSE_WINDOW_MS / MINUTE_MS} minutes before.`
            : `${others} more ${others === 1 ? "change was" : "changes were"} made there in the ${CAUSE_WINDOW_MS / MINUTE_MS} minutes before; this is the last that moved traffic.`,
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

function onsetAfter(atMs: number, onsetMs: number): string {
  return atMs >= onsetMs ? "at the onset" : `${gapWords(onsetMs - atMs)} before the onset`;
}

function judge({ version, others }: VersionEvidence): "for" | "against" | "silent" {
  const rate = version.requests > 0 ? version.failures / version.requests : 0;
  const otherRate = others.requests > 0 ? others.failures / others.requests : 0;
  if (version.failures >= FEWEST_FAILURES && others.requests > 0 && rate >= FAR_WORSE * otherRate)
    return "for";
  const othersFail = others.failures >= FEWEST_FAILURES;
  return version.requests >= FEWEST_REQUESTS && othersFail && rate <= otherRate ? "against" : "silent";
}

function tellEvidence(suspect: Deployment, { version, others }: VersionEvidence): string {
  const name = suspect.version === null ? "It" : `Version ${suspect.version}`;
  const all = version.failures + others.failures;
  const only =
    version.failures > 0 && version.failures / Math.max(1, all) > 0.8
      ? `${others.failures === 0 ? "Only" : "Mostly"} version ${suspect.version ?? ""} fails: ${formatCount(version.failures)} of ${formatCount(all)} failures are its own. `
      : "";
  return `${only}${name} failed in ${share(version)}, all others in ${share(others)}.`;
}

function share({ failures, requests }: VersionEvidence["version"]): string {
  const of = `${formatCount(failures)} of ${formatCount(requests)} invocations`;
  return requests === 0 ? of : `${of} (${formatRatio(failures / requests)})`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
