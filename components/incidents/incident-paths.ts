import type { Subject } from "@/lib/model/subject";
import type { Incident } from "@/lib/model/views/incidents";
import { MAX_SOURCES, type SourceRef } from "@/lib/url/log-sources";
import { logsPath, stageSources } from "@/lib/url/logs-path";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** A path of its own range: links keep the page's range only where they have none. */
function pinned(path: string, fromMs: number, toMs: number): string {
  const range = new URLSearchParams({
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  });
  return `${path}${path.includes("?") ? "&" : "?"}${range}`;
}

export function subjectPath(subject: Subject): string {
  return subject.kind === "function" ? functionPath(subject.name) : apiPath(subject.apiId, subject.stage);
}

/**
 * The requests behind an incident, from its onset to its end. Calls that Lambda throttled never ran: what is left of
 * them is with the stages that called.
 */
export function requestsPath(incident: Incident, windowToMs: number): string {
  const { subject, alsoAt, findings, onsetMs, endMs } = incident;
  const refused = findings.some(({ measure }) => measure === "throttles");
  const callers = alsoAt.filter(({ kind }) => kind === "stage");
  const subjects = refused && callers.length > 0 ? [...callers, subject] : [subject];
  const fails = findings.some(({ measure }) => failureMeasures.has(measure));
  const sources = subjects.flatMap(sourcesOf).slice(0, MAX_SOURCES);
  return pinned(logsPath(sources, fails ? "failing" : "all"), onsetMs, endMs ?? windowToMs);
}

const failureMeasures: ReadonlySet<string> = new Set(["errors", "throttles", "status5xx", "status4xx"]);

function sourcesOf(subject: Subject): readonly SourceRef[] {
  return subject.kind === "function"
    ? [{ kind: "function", name: subject.name }]
    : stageSources(subject.apiId, subject.stage, subject.apiKind);
}
