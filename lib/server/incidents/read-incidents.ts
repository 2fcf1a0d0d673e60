import "server-only";
import type { Zone } from "@/lib/base/format-time";
import { MINUTE_MS } from "@/lib/base/time";
import { findIncidents, type WhatHappened } from "@/lib/incidents/find-incidents";
import type { IncidentInput, TellTimes, ToldFinding } from "@/lib/incidents/incident-input";
import { incidentsAnswer } from "@/lib/incidents/incidents-answer";
import { tellBasis, tellSubjects } from "@/lib/incidents/told-basis";
import { finestPeriod } from "@/lib/metrics/period";
import { findingEvidence, findingWords } from "@/lib/metrics/spikes/tell-finding";
import type { Failure } from "@/lib/model/failure";
import type { IncidentsFigures } from "@/lib/model/views/incidents";
import { loadDeployments } from "@/lib/server/deployments/load-deployments";
import { type FindingsOfRegion, loadFindings } from "@/lib/server/findings/load-findings";
import { alarmsChanged } from "@/lib/server/incidents/alarms-changed";
import { callsOfStages } from "@/lib/server/incidents/calls-between";
import { dependencyTrouble } from "@/lib/server/incidents/dependency-trouble";
import { limitsHit } from "@/lib/server/incidents/limits-hit";
import { tellTimesIn } from "@/lib/server/incidents/tell-times";
import { versionEvidence } from "@/lib/server/incidents/version-evidence";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** What the window's incidents are made of, without what takes long. */
interface Read {
  readonly found: FindingsOfRegion;
  readonly input: IncidentInput;
  readonly failures: readonly Failure[];
}

export interface IncidentReads {
  /** Onsets, alarms and limits; causes as far as they are limits or traffic. */
  readonly early: Promise<Found<IncidentsFigures>>;
  /** With deployments, which CloudTrail gives at two calls a second, and with what X-Ray says of what is called. */
  readonly whole: Promise<Found<IncidentsFigures>>;
}

/**
 * Both read the same metrics once, not before `after` is settled: what the page shows above and below comes first.
 * CloudTrail, which is slow and shares nothing with the rest, is asked at once. Reject with AwsFailure when no metric can
 * be read.
 */
export function readIncidents(
  view: ViewRequest,
  zone: Zone,
  after: Promise<unknown> = Promise.resolve(),
): IncidentReads {
  const tell = tellTimesIn(view.window, zone);
  const deployments = optional(loadDeployments(view));
  deployments.catch(() => undefined);
  const read = after.then(
    () => readEarly(view),
    () => readEarly(view),
  );
  const early = read.then((known) => figuresOf(known, findIncidents(known.input, tell), []));
  const whole = read.then(async (known) => {
    const { value, failures } = await deployments;
    const missed = [...failures, ...(value?.failures ?? [])];
    const input = {
      ...known.input,
      deployments: value?.data ?? null,
      deploymentsMayMiss: missed.length > 0,
    };
    return addEvidence(view, { ...known, input }, missed, tell);
  });
  // Whoever asks for one of the two hears of its failure; the other may be asked for by nobody.
  early.catch(() => undefined);
  whole.catch(() => undefined);
  return { early, whole };
}

async function readEarly(view: ViewRequest): Promise<Read> {
  const alarms = alarmsChanged(view);
  alarms.catch(() => undefined);
  const { data: found, failures = [] } = await loadFindings(view);
  const worstFirst = found.findings.toSorted((a, b) => (b.finding.affected ?? 0) - (a.finding.affected ?? 0));
  const subjects = [...new Map(worstFirst.map(({ subject }) => [JSON.stringify(subject), subject])).values()];
  const [changes, calls, limits] = await Promise.all([
    alarms,
    callsOfStages(view, subjects),
    optional(limitsHit(view, found.findings)),
  ]);
  return {
    found,
    input: {
      window: view.window,
      onsetWithinMs: Math.max(MINUTE_MS, finestPeriod(view.window.fromMs, view.nowMs)),
      findings: toldFindings(found),
      deployments: null,
      deploymentsMayMiss: true,
      alarmChanges: changes.data,
      limitHits: limits.value?.data ?? null,
      calls: calls.data,
      versions: new Map(),
      dependencies: [],
    },
    failures: [failures, changes.failures, calls.failures, limits.failures, limits.value?.failures].flatMap(
      (part) => part ?? [],
    ),
  };
}

function toldFindings({ findings, lookedAt }: FindingsOfRegion): ToldFinding[] {
  if (lookedAt === null) return [];
  return findings.map((one) => ({
    ...one,
    text: findingWords(one, lookedAt),
    evidence: findingEvidence(one, lookedAt),
  }));
}

/** What speaks for or against the suspects is asked only where there are some. */
async function addEvidence(
  view: ViewRequest,
  read: Read,
  missed: readonly Failure[],
  tell: TellTimes,
): Promise<Found<IncidentsFigures>> {
  const first = findIncidents(read.input, tell);
  const [versions, dependencies] = await Promise.all([
    versionEvidence(view, first.suspects),
    dependencyTrouble(view, first.incidents),
  ]);
  const input = { ...read.input, versions: versions.data, dependencies: dependencies.data };
  const failures = [...missed, ...(versions.failures ?? []), ...(dependencies.failures ?? [])];
  return figuresOf({ ...read, input }, findIncidents(input, tell), failures);
}

function figuresOf(
  { found, input, failures }: Read,
  { incidents, others }: WhatHappened,
  more: readonly Failure[],
): Found<IncidentsFigures> {
  const { lookedAt } = found;
  const all = [...failures, ...more];
  const any = lookedAt !== null && lookedAt.functions + lookedAt.stages > 0;
  const looked = { what: any ? tellSubjects(lookedAt) : null, partly: failures.length > 0 };
  return {
    data: {
      answer: incidentsAnswer(incidents, looked),
      incidents: [...incidents],
      others: [...others],
      basis: tellBasis(lookedAt),
      notRead: [
        ...(input.deployments === null || input.deploymentsMayMiss ? (["deployments"] as const) : []),
        ...(input.alarmChanges === null ? (["alarms"] as const) : []),
        ...(input.limitHits === null ? (["limits"] as const) : []),
        ...(input.calls === null ? (["calls"] as const) : []),
      ],
    },
    failures: all,
  };
}
