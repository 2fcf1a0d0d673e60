import { MINUTE_MS } from "@/lib/base/time";
import type { Subject } from "@/lib/model/subject";
import type { SubjectFinding } from "@/lib/model/subject-finding";

/** An incident of the sandbox, as its truth tells it. */
export interface TrueIncident {
  readonly kind: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** The first minute in which a call of the first function failed. */
  readonly seenMs: number;
  /** The first is the one that it is named after. */
  readonly functions: readonly string[];
  /** `name/stage` */
  readonly apis: readonly string[];
}

/** A window, what was found in it, and what there was. */
export interface Looked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly findings: readonly SubjectFinding[];
  readonly incidents: readonly TrueIncident[];
}

/** Queues drain and retries come after the cause is gone. */
const AFTERMATH_MS = 15 * MINUTE_MS;
/** A window that holds less of an incident than this cannot be asked for it. */
const VISIBLE_MS = 10 * MINUTE_MS;

/** Whether the finding is the incident, or what it did to those that depend on the function. */
export function belongsTo(incident: TrueIncident, { subject, finding }: SubjectFinding): boolean {
  const [from, to] = [incident.fromMs - 2 * MINUTE_MS, incident.toMs + AFTERMATH_MS];
  const touched = subject.kind === "function" ? incident.functions : incident.apis;
  const inTime = finding.fromMs < to && (finding.toMs ?? Infinity) > from;
  return inTime && touched.includes(nameOf(subject));
}

/** Whether it names the function that the incident is about. */
export function names(incident: TrueIncident, found: SubjectFinding): boolean {
  return (
    found.finding.direction === "up" &&
    found.subject.kind === "function" &&
    found.subject.name === incident.functions[0] &&
    belongsTo(incident, found)
  );
}

export interface Score {
  readonly incidents: number;
  readonly found: number;
  /** Onset as found less the incident's begin, and less its first failure. */
  readonly onsetErrorsMs: readonly number[];
  readonly sightErrorsMs: readonly number[];
  readonly findings: number;
  readonly right: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

/** Each incident in the window in which it begins, if that shows enough of it. */
export function scoreOf(looks: readonly Looked[]): Score {
  const visible = looks.flatMap((look) =>
    look.incidents
      .filter(({ fromMs, toMs }) => fromMs >= look.fromMs && Math.min(toMs, look.toMs) - fromMs >= VISIBLE_MS)
      .map((incident) => ({ incident, look })),
  );
  const found = visible.map(({ incident, look }) => ({
    incident,
    look,
    naming: look.findings.filter((one) => names(incident, one)),
  }));
  const findings = looks.flatMap(({ findings, incidents }) => findings.map((one) => ({ one, incidents })));
  const onsets = found.flatMap(({ incident, naming }) =>
    naming.length === 0
      ? []
      : [{ incident, onsetMs: Math.min(...naming.map(({ finding }) => finding.fromMs)) }],
  );
  const wrong = findings.filter(({ one, incidents }) => !incidents.some((each) => belongsTo(each, one)));
  return {
    incidents: found.length,
    found: found.filter(({ naming }) => naming.length > 0).length,
    onsetErrorsMs: onsets.map(({ incident, onsetMs }) => onsetMs - incident.fromMs),
    sightErrorsMs: onsets.map(({ incident, onsetMs }) => onsetMs - incident.seenMs),
    findings: findings.length,
    right: findings.length - wrong.length,
    missed: found
      .filter(({ naming }) => naming.length === 0)
      .map(({ incident: { kind }, look }) => `${kind} in ${clock(look.fromMs)}–${clock(look.toMs)}`),
    wrong: wrong.map(({ one }) => {
      const { fromMs, toMs, direction, value, usual, evidence } = one.finding;
      return `${nameOf(one.subject)} ${one.measure} ${direction} ${value.toPrecision(3)} (${usual.toPrecision(3)}) at ${clock(fromMs)} for ${toMs === null ? "…" : Math.round((toMs - fromMs) / MINUTE_MS)} min, chance ${evidence.chance.toExponential(1)}`;
    }),
  };
}

export function joined(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  return {
    incidents: sum((score) => score.incidents),
    found: sum((score) => score.found),
    findings: sum((score) => score.findings),
    right: sum((score) => score.right),
    onsetErrorsMs: scores.flatMap((score) => score.onsetErrorsMs),
    sightErrorsMs: scores.flatMap((score) => score.sightErrorsMs),
    missed: scores.flatMap((score) => score.missed),
    wrong: scores.flatMap((score) => score.wrong),
  };
}

function nameOf(subject: Subject): string {
  return subject.kind === "function" ? subject.name : `${subject.apiName}/${subject.stage}`;
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(5, 16);
}
