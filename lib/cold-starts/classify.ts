import { SECOND_MS } from "@/lib/base/time";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import { billedInitOf } from "@/lib/cold-starts/init-billing";

export const initKinds = [
  "on-demand",
  "snap-start-restore",
  "provisioned",
  "proactive",
  "failed",
  "unknown",
] as const;

/**
 * - on-demand: a request waited for an init that went well
 * - snap-start-restore: a request waited for a restore
 * - provisioned: provisioned concurrency started it; nobody waited
 * - proactive: the service started it with no request waiting
 * - failed: the init timed out or broke; the request that waited repeats it inside its Duration
 * - unknown: what was read does not tell
 */
export type InitKind = (typeof initKinds)[number];

/** sure: the platform's lines say it; likely: it follows from a line that is not there. */
export type Confidence = "sure" | "likely" | "none";

export interface ClassifiedInit {
  readonly kind: InitKind;
  readonly confidence: Confidence;
  /** What in the lines says so, for a reader. */
  readonly evidence: string;
  /** A request waited for it. null: cannot be told. */
  readonly felt: boolean | null;
  /** START of the request that waited, else the begin of the init. */
  readonly atMs: number;
  readonly environment: EnvironmentFacts;
  /** Init or restore; null: not written. */
  readonly initMs: number | null;
  /** Part of Billed Duration that is this init or restore; 0 when it is not billed there; null: cannot be told. */
  readonly billedInitMs: number | null;
  /** Nothing was invoked in it as far as was read. */
  readonly unused: boolean;
}

/** An init may take 10 s; START or INIT_REPORT follows at once. [D gettingstarted-limits] */
const INIT_LIMIT_MS = 10 * SECOND_MS;
const SLACK_MS = 2 * SECOND_MS;

/**
 * What kind of init an environment had. null: it was already there when the window began, or its init belongs to
 * another window: an init that was felt counts where the waiting request's START lies, any other where it began.
 */
export function classify(environment: EnvironmentFacts, { window, read }: Reach): ClassifiedInit | null {
  const found = judge(environment, read.toMs);
  if (found === null || found.atMs < window.fromMs || found.atMs >= window.toMs) return null;
  const unused = environment.firstStartMs === null && environment.before.reports === 0;
  return { ...found, environment, unused: unused && environment.inside.reports === 0 };
}

type Judged = Omit<ClassifiedInit, "environment" | "unused">;

function judge(environment: EnvironmentFacts, readToMs: number): Judged | null {
  const { coldReport, initReport, startedMs, firstStartMs } = environment;
  const beganMs = startedMs ?? initReport?.atMs ?? null;
  if (coldReport !== null) {
    const restored = coldReport.restoreMs !== null;
    return {
      kind: restored ? "snap-start-restore" : "on-demand",
      confidence: "sure",
      evidence: restored ? "Its REPORT has a Restore Duration." : "Its REPORT has an Init Duration.",
      felt: true,
      atMs: waitedAt(environment, coldReport.atMs - (coldReport.durationMs ?? 0)),
      initMs: restored ? coldReport.restoreMs : coldReport.initMs,
      billedInitMs: billedInitOf(coldReport),
    };
  }
  if (initReport?.failed === true) {
    return {
      kind: "failed",
      confidence: "sure",
      evidence: "INIT_REPORT has a status other than success.",
      felt: firstStartMs !== null,
      atMs: firstStartMs ?? beganMs ?? initReport.atMs,
      initMs: initReport.durationMs,
      billedInitMs: null,
    };
  }
  if (beganMs === null) return null;
  const ahead = { felt: false, atMs: beganMs, initMs: initReport?.durationMs ?? null, billedInitMs: null };
  if (environment.provisioned) {
    return {
      ...ahead,
      kind: "provisioned",
      confidence: "sure",
      evidence: "The platform names provisioned concurrency.",
    };
  }
  const served = environment.inside.reports + environment.before.reports > 0;
  if (initReport !== null && !environment.restored && !served && firstStartMs !== null) {
    // The request may still be running, so that at debug level both are possible.
    return unclear(ahead, "Its first request has no REPORT in what was read.");
  }
  if (initReport !== null && !environment.restored) {
    return {
      ...ahead,
      kind: "provisioned",
      confidence: "likely",
      evidence:
        "INIT_REPORT of an init that went well, as provisioned concurrency writes it; no REPORT has an Init Duration.",
    };
  }
  if (firstStartMs === null) {
    return readToMs - beganMs > INIT_LIMIT_MS + SLACK_MS
      ? {
          ...ahead,
          kind: "proactive",
          confidence: "likely",
          evidence: "It began, and no request followed within the limit of an init.",
        }
      : unclear(ahead, "It began just before the end of what was read.");
  }
  return served
    ? {
        ...ahead,
        kind: "proactive",
        confidence: "likely",
        evidence: "It began, and the REPORT of its first request has no Init Duration.",
      }
    : unclear(ahead, "Its first request has no REPORT in what was read.");
}

function unclear({ atMs, initMs }: Pick<Judged, "atMs" | "initMs">, evidence: string): Judged {
  return { kind: "unknown", confidence: "none", evidence, felt: null, atMs, initMs, billedInitMs: null };
}

/** The first START where the init stands before it; a stream that is cut at its beginning has only the report. */
function waitedAt({ firstStartMs, startedMs }: EnvironmentFacts, byReportMs: number): number {
  if (firstStartMs !== null && startedMs !== null && firstStartMs >= startedMs) return firstStartMs;
  return firstStartMs !== null && Math.abs(firstStartMs - byReportMs) < SECOND_MS
    ? firstStartMs
    : Math.floor(byReportMs);
}
