import type { InitFields, ReportFields } from "@/lib/model/log";

export interface StartSigns {
  readonly started: boolean;
  readonly report: ReportFields | null;
  /** INIT_START or RESTORE_START stands before its START. */
  readonly initStarted: boolean;
  /** INIT_REPORT or RESTORE_REPORT that stands before its START. */
  readonly init: InitFields | null;
}

/**
 * Whether the invocation waited for an init or a restore. The report says so when that went well; after a failed init
 * only the INIT_REPORT does. Environments that were started ahead (provisioned concurrency, or by the service itself)
 * have an INIT_START and no init in the report: nobody waited. null: cannot be told.
 */
export function wasCold({ started, report, initStarted, init }: StartSigns): boolean | null {
  const failed = init !== null && init.status !== null && init.status !== "success";
  if (failed) return true;
  if (report !== null) return report.initDurationMs !== null || report.restoreDurationMs !== null;
  if (!started) return null;
  // A successful INIT_REPORT is written for environments started ahead.
  return initStarted ? (init === null ? null : false) : false;
}
