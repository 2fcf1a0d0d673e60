import { subjectKey } from "@/lib/model/subject";
import type { IncidentEvent } from "@/lib/model/views/incidents";

/** One text for one event: a stack changes many functions in one second, in the same words. */
export function eventKey({ kind, atMs, text, subject, deploymentId, alarm }: IncidentEvent): string {
  return JSON.stringify([kind, atMs, deploymentId ?? alarm ?? text, subject && subjectKey(subject)]);
}
