import { MINUTE_MS } from "@/lib/base/time";
import type { Draft } from "@/lib/incidents/draft";
import type { IncidentInput } from "@/lib/incidents/incident-input";
import { same } from "@/lib/incidents/lead-of";
import { CAUSE_WINDOW_MS } from "@/lib/incidents/suspect-deployment";
import {
  alarmEvent,
  byTime,
  deploymentEvent,
  endEvent,
  limitEvent,
  onsetEvent,
  recoveryEvent,
} from "@/lib/incidents/timeline-events";
import { troubleOf } from "@/lib/incidents/trouble";
import type { Subject } from "@/lib/model/subject";
import type { IncidentEvent } from "@/lib/model/views/incidents";

/** Alarms evaluate whole periods, and go back to OK a while after the end. */
const ALARM_AFTER_MS = 20 * MINUTE_MS;

type Spanned = Pick<Draft, "group" | "leads" | "others" | "onsetMs" | "endMs" | "suspects">;

/** What belongs on an incident's own timeline, oldest first: everything of its subjects from shortly before to after it. */
export function eventsOf(draft: Spanned, input: IncidentInput): IncidentEvent[] {
  const { group, leads, others, onsetMs, endMs, suspects } = draft;
  const subjects = [...leads, ...others];
  const concerns = (subject: Subject) => subjects.some((one) => same(one, subject));
  const endsMs = endMs ?? input.window.toMs;
  const isNear = (atMs: number, afterMs: number) =>
    atMs >= onsetMs - CAUSE_WINDOW_MS && atMs <= endsMs + afterMs;
  const deployments = (input.deployments ?? []).filter(
    (one) => suspects.includes(one) || (concerns(one.subject) && isNear(one.atMs, 0)),
  );
  const own = group
    .flatMap((one) =>
      troubleOf(one) === "better" ? [recoveryEvent(one)] : [onsetEvent(one), ...endEvent(one)],
    )
    .sort(byTime);
  return [
    ...merged(own),
    ...deployments.map(deploymentEvent),
    ...(input.limitHits ?? [])
      .filter(({ subject, episode }) => concerns(subject) && isNear(episode.fromMs, 0))
      .map(limitEvent),
    ...(input.alarmChanges ?? [])
      .filter((one) => one.subjects.some(concerns) && isNear(one.change.atMs, ALARM_AFTER_MS))
      .map(alarmEvent),
  ].sort(byTime);
}

/** What begins, or ends, in the same minute at the same subject is one line. */
function merged(events: readonly IncidentEvent[]): IncidentEvent[] {
  const lines = new Map<string, IncidentEvent>();
  for (const event of events) {
    const key = JSON.stringify([event.kind, event.atMs, event.subject]);
    const known = lines.get(key);
    lines.set(key, known ? { ...known, text: `${known.text}; ${event.text}` } : event);
  }
  return [...lines.values()];
}
