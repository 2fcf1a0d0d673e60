import type { InitFields, ReportFields } from "@/lib/model/log";
import type { StartKind } from "@/lib/model/start-kind";

export interface StartSigns {
  readonly started: boolean;
  readonly report: ReportFields | null;
  /** INIT_START or RESTORE_START stands before its START. */
  readonly initStarted: boolean;
  /** It is a RESTORE_START. */
  readonly restored: boolean;
  /** The INIT_START names provisioned concurrency; only its JSON form does. */
  readonly provisioned: boolean;
  /** INIT_REPORT or RESTORE_REPORT that stands before its START. */
  readonly init: InitFields | null;
  /** The invocation before it in its stream ended the runtime process. */
  readonly afterDeath: boolean;
}

/**
 * How the invocation came to its environment. The report says so when its init went well; after a failed init only the
 * INIT_REPORT does. Environments that were started ahead have an INIT_START and no init in the report. An init that
 * repeats after the process had ended is written nowhere. [D lambda-runtime-environment] null: cannot be told.
 */
export function startKindOf(signs: StartSigns): StartKind | null {
  const { started, report, initStarted, restored, provisioned, init, afterDeath } = signs;
  if (init !== null && init.status !== null && init.status !== "success") return "failed";
  if (report !== null) {
    if (report.restoreDurationMs !== null) return "snap-start-restore";
    if (report.initDurationMs !== null) return "on-demand";
  }
  if (provisioned) return "provisioned";
  if (initStarted) {
    // Still running: at debug level any init that went well has an INIT_REPORT, and any restore has a RESTORE_REPORT.
    if (report === null) return null;
    return init !== null && !restored ? "provisioned" : "proactive";
  }
  if (!started && report === null) return null;
  return afterDeath ? "suppressed" : "warm";
}

/** Milliseconds that it waited for its init or restore; null: it did not, or that is not written. */
export function waitedForInit(kind: StartKind | null, { report, init }: StartSigns): number | null {
  if (kind === "on-demand") return report?.initDurationMs ?? null;
  if (kind === "snap-start-restore") return report?.restoreDurationMs ?? null;
  return kind === "failed" ? (init?.durationMs ?? null) : null;
}
