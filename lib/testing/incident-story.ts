import { epochMs, MINUTE_MS } from "@/lib/base/time";
import type {
  Call,
  IncidentInput,
  LimitHit,
  TellTimes,
  ToldFinding,
  WatchedChange,
} from "@/lib/incidents/incident-input";
import type { Deployment } from "@/lib/model/deployment";
import type { Finding, Severity } from "@/lib/model/finding";
import type { Subject } from "@/lib/model/subject";
import type { Measure } from "@/lib/model/subject-finding";

/** Incidents from a few words, on one day: clock times are UTC. */

export function clock(text: string): number {
  return Date.parse(`2026-01-15T${text.length === 5 ? `${text}:00` : text}Z`);
}

export const tellUtc: TellTimes = {
  minute: (ms) => `${hours(ms)} UTC`,
  range: (fromMs, toMs) => `${hours(fromMs)} to ${hours(toMs)} UTC`,
  second: (ms) => `${new Date(ms).toISOString().slice(11, 19)} UTC`,
};

function hours(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

/** `payments-charge`, or `shop-api/prod` for a stage. */
export function subject(text: string): Subject {
  const [name = "", stage] = text.split("/");
  return stage === undefined
    ? { kind: "function", name }
    : { kind: "stage", apiId: `id-${name}`, apiName: name, apiKind: "REST", stage };
}

interface FindingStory extends Partial<Pick<Finding, "direction" | "ratio" | "beganBefore" | "affected">> {
  /** Clock time; without it, it goes on. */
  readonly to?: string;
  readonly severity?: Severity;
}

export function finding(of: string, measure: Measure, from: string, story: FindingStory = {}): ToldFinding {
  const { to, severity = "medium", direction = "up", ratio = 4, beganBefore = false, affected = 30 } = story;
  const fromMs = clock(from);
  const toMs = to === undefined ? null : clock(to);
  return {
    subject: subject(of),
    measure,
    statistic: null,
    text: `${measure} ${direction} at ${of}`,
    evidence: `evidence of ${measure}`,
    finding: {
      kind: "rate",
      shape: "spike",
      direction,
      fromMs,
      toMs,
      beganBefore,
      from: 0,
      to: 10,
      value: 0.1,
      usual: 0.01,
      ratio,
      peak: 0.2,
      peakMs: fromMs + MINUTE_MS,
      affected,
      affectedShare: 0.1,
      severity,
      baseline: { source: "before", days: 0, periods: 180, median: 0, mad: 0 },
      evidence: { test: "binomial", periods: 10, events: 30, usualEvents: 1, dispersion: 1, chance: 1e-9 },
    },
  };
}

export function deployment(of: string, at: string, story: Partial<Deployment> = {}): Deployment {
  const kind = story.kind ?? (of.includes("/") ? "stage" : "alias");
  return {
    id: `${of} ${kind} ${at}`,
    subject: subject(of),
    kind,
    atMs: epochMs(clock(at)),
    source: "cloudtrail",
    version: "42",
    alias: kind === "alias" ? "live" : null,
    share: kind === "alias" ? 0.1 : null,
    by: "mira.holm",
    description: null,
    ...story,
  };
}

export function alarm(
  name: string,
  at: string,
  of: string | null,
  to: "ALARM" | "OK" = "ALARM",
): WatchedChange {
  const change = { alarm: name, atMs: epochMs(clock(at)), from: null, to, reason: "Threshold crossed" };
  return { change, subjects: of === null ? [] : of.split(" ").map(subject) };
}

export function limitHit(
  of: string,
  from: string,
  to: string,
  story: Partial<LimitHit["episode"]> = {},
): LimitHit {
  return {
    subject: subject(of),
    episode: {
      cause: "function-limit",
      fromMs: clock(from),
      toMs: clock(to),
      periodMs: MINUTE_MS,
      periods: 10,
      throttles: 120,
      concurrencyPeak: 5,
      limit: 5,
      sentence: "Its concurrency reached 5: all 5 reserved for it were busy in the same minutes.",
      ...story,
    },
  };
}

/** `shop-api/prod > payments-charge` */
export function call(text: string): Call {
  const [from = "", to = ""] = text.split(" > ");
  return { from: subject(from), to: subject(to) };
}

export function story(input: Partial<IncidentInput>): IncidentInput {
  return {
    window: { fromMs: epochMs(clock("09:00")), toMs: epochMs(clock("12:00")) },
    onsetWithinMs: MINUTE_MS,
    findings: [],
    deployments: [],
    deploymentsMayMiss: false,
    alarmChanges: [],
    limitHits: [],
    calls: [],
    versions: new Map(),
    dependencies: [],
    ...input,
  };
}
