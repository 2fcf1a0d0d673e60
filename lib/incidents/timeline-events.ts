import { deploymentSource, tellDeployment } from "@/lib/incidents/deployment-words";
import { compareText } from "@/lib/incidents/group-findings";
import type { LimitHit, ToldFinding, WatchedChange } from "@/lib/incidents/incident-input";
import { measureWords } from "@/lib/incidents/incident-sentence";
import { tellLimit } from "@/lib/incidents/suspect-limit";
import type { AlarmChange } from "@/lib/model/alarm-change";
import type { Deployment } from "@/lib/model/deployment";
import { subjectKey } from "@/lib/model/subject";
import type { IncidentEvent, IncidentEventKind } from "@/lib/model/views/incidents";

const TOLD = {
  ALARM: "fired",
  OK: "went back to OK",
  INSUFFICIENT_DATA: "has too little data",
} as const satisfies Record<AlarmChange["to"], string>;

/** At one instant what may cause comes before what may follow. */
const ORDER = {
  deployment: 0,
  limit: 1,
  onset: 2,
  alarm: 3,
  end: 4,
  recovery: 5,
} as const satisfies Record<IncidentEventKind, number>;

const nothing = { detail: null, deploymentId: null, alarm: null } as const;

export function onsetEvent({ subject, finding, text }: ToldFinding): IncidentEvent {
  return { ...nothing, kind: "onset", atMs: finding.fromMs, subject, text };
}

/** None while it goes on. */
export function endEvent({ subject, measure, finding }: ToldFinding): IncidentEvent[] {
  if (finding.toMs === null) return [];
  const text = `${measureWords(measure, finding.direction)} over`;
  return [{ ...nothing, kind: "end", atMs: finding.toMs, subject, text }];
}

export function recoveryEvent({ subject, finding, text }: ToldFinding): IncidentEvent {
  return { ...nothing, kind: "recovery", atMs: finding.fromMs, subject, text };
}

export function deploymentEvent(deployment: Deployment): IncidentEvent {
  return {
    ...nothing,
    kind: "deployment",
    atMs: deployment.atMs,
    subject: deployment.subject,
    text: tellDeployment(deployment),
    detail: deploymentSource(deployment),
    deploymentId: deployment.id,
  };
}

export function limitEvent(hit: LimitHit): IncidentEvent {
  const { episode, subject } = hit;
  return {
    ...nothing,
    kind: "limit",
    atMs: episode.fromMs,
    subject,
    text: tellLimit(hit),
    detail: episode.sentence,
  };
}

export function alarmEvent({ change, subjects }: WatchedChange): IncidentEvent {
  return {
    ...nothing,
    kind: "alarm",
    atMs: change.atMs,
    subject: subjects.length === 1 ? (subjects[0] ?? null) : null,
    text: `alarm ${change.alarm} ${TOLD[change.to]}`,
    // Why it is fine again is of no interest beside when.
    detail: change.to === "OK" ? null : change.reason,
    alarm: change.alarm,
  };
}

/** Oldest first. */
export function byTime(a: IncidentEvent, b: IncidentEvent): number {
  return (
    a.atMs - b.atMs ||
    ORDER[a.kind] - ORDER[b.kind] ||
    compareText(a.subject ? subjectKey(a.subject) : "", b.subject ? subjectKey(b.subject) : "") ||
    compareText(a.text, b.text) ||
    compareText(a.deploymentId ?? a.alarm ?? "", b.deploymentId ?? b.alarm ?? "")
  );
}
