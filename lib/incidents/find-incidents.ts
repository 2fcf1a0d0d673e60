import { MINUTE_MS } from "@/lib/base/time";
import { CallLinks } from "@/lib/incidents/call-links";
import type { Draft } from "@/lib/incidents/draft";
import { draftOf, joinDrafts } from "@/lib/incidents/draft-of";
import { byOnset, compareText, groupFindings } from "@/lib/incidents/group-findings";
import type { IncidentInput, TellTimes } from "@/lib/incidents/incident-input";
import { severityRank } from "@/lib/incidents/lead-of";
import { tellIncident } from "@/lib/incidents/tell-incident";
import {
  alarmEvent,
  byTime,
  deploymentEvent,
  limitEvent,
  recoveryEvent,
} from "@/lib/incidents/timeline-events";
import { troubleOf } from "@/lib/incidents/trouble";
import type { Deployment } from "@/lib/model/deployment";
import type { Incident, IncidentEvent } from "@/lib/model/views/incidents";

/** Onsets this close together, without a call between the subjects and without a cause, are told as one. */
const TOGETHER_MS = 2 * MINUTE_MS;

export interface WhatHappened {
  /** Worst first. */
  readonly incidents: readonly Incident[];
  /** What belongs to no incident, newest first. */
  readonly others: readonly IncidentEvent[];
  /** Deployments whose versions, counted apart, would show or rule out that they did it. */
  readonly suspects: readonly {
    readonly deployment: Deployment;
    readonly onsetMs: number;
    readonly endMs: number | null;
  }[];
}

/**
 * Findings, deployments, limits and alarms as incidents with a suspected first cause. Deployments and alarms alone are
 * no incident. The result does not depend on the order of the inputs.
 */
export function findIncidents(given: IncidentInput, tell: TellTimes): WhatHappened {
  const input = withoutNonsense(given);
  const links = new CallLinks(input.calls ?? []);
  const groups = groupFindings(input.findings, links);
  const drafts = groups.flatMap((group) => draftOf(group, input, links, tell) ?? []);
  const joined = joinSimultaneous(drafts, input, tell);
  const incidents = joined.flatMap((draft) => tellIncident(draft, input, links, tell) ?? []).sort(worstFirst);
  return {
    incidents,
    others: othersOf(incidents, input),
    suspects: joined.flatMap(({ suspects, onsetMs, endMs }) =>
      suspects.map((deployment) => ({ deployment, onsetMs, endMs })),
    ),
  };
}

function joinSimultaneous(drafts: readonly Draft[], input: IncidentInput, tell: TellTimes): Draft[] {
  const alone = drafts.filter((draft) => draft.cause || !draft.failing || draft.beganBefore);
  const rest = drafts.filter((draft) => !alone.includes(draft)).sort((a, b) => a.onsetMs - b.onsetMs);
  const clusters: Draft[][] = [];
  for (const draft of rest) {
    const last = clusters.at(-1);
    if (last?.[0] && draft.onsetMs - last[0].onsetMs <= TOGETHER_MS) last.push(draft);
    else clusters.push([draft]);
  }
  return [
    ...alone,
    ...clusters.flatMap((cluster) => joinDrafts(cluster.sort(worstDraftFirst), input, tell) ?? []),
  ];
}

function worstDraftFirst(a: Draft, b: Draft): number {
  const severity = ({ group }: Draft) =>
    Math.max(...group.map(({ finding }) => severityRank(finding.severity)));
  const [first, second] = [a.group[0], b.group[0]];
  return severity(b) - severity(a) || (first && second ? byOnset(first, second) : 0);
}

/** Failing before merely unusual, then by severity; what goes on before what is over, the newest first. */
function worstFirst(a: Incident, b: Incident): number {
  return (
    Number(b.failing) - Number(a.failing) ||
    severityRank(b.severity) - severityRank(a.severity) ||
    Number(b.endMs === null) - Number(a.endMs === null) ||
    b.onsetMs - a.onsetMs ||
    compareText(a.id, b.id)
  );
}

function othersOf(incidents: readonly Incident[], input: IncidentInput): IncidentEvent[] {
  const { fromMs, toMs } = input.window;
  const inWindow = ({ atMs }: IncidentEvent) => atMs >= fromMs && atMs < toMs;
  const told = new Set(incidents.flatMap(({ events }) => events.map(identity)));
  return [
    ...input.findings.filter((one) => troubleOf(one) === "better").map(recoveryEvent),
    ...(input.deployments ?? []).map(deploymentEvent),
    ...(input.limitHits ?? []).map(limitEvent),
    ...(input.alarmChanges ?? []).map(alarmEvent),
  ]
    .filter((event) => inWindow(event) && !told.has(identity(event)))
    .sort((a, b) => byTime(b, a));
}

function identity({ kind, atMs, text, deploymentId, subject }: IncidentEvent): string {
  return JSON.stringify([kind, atMs, deploymentId ?? text, subject]);
}

/** What has no instant cannot be put on a timeline. */
function withoutNonsense(input: IncidentInput): IncidentInput {
  return {
    ...input,
    findings: input.findings.filter(({ finding }) => Number.isFinite(finding.fromMs)),
    deployments: input.deployments?.filter(({ atMs }) => Number.isFinite(atMs)) ?? null,
    alarmChanges: input.alarmChanges?.filter(({ change }) => Number.isFinite(change.atMs)) ?? null,
    limitHits: input.limitHits?.filter(({ episode }) => Number.isFinite(episode.fromMs)) ?? null,
  };
}
