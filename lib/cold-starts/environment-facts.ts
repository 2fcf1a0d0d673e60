/**
 * What is known of one execution environment, from the lines of its log stream that the platform wrote. Two ways lead
 * here, from the lines themselves (`gather-environment.ts`) and from sums of CloudWatch Logs Insights, so that whatever
 * is computed afterwards is the same for both. Times are epoch milliseconds.
 */
export interface EnvironmentFacts {
  /** null where neither stream nor group names it. */
  readonly functionName: string | null;
  /** `$LATEST` or a number; null where unknown. */
  readonly version: string | null;
  readonly group: string;
  readonly stream: string;
  /** INIT_START or RESTORE_START; null: not among what was read. */
  readonly startedMs: number | null;
  /** It was restored from a snapshot (SnapStart). */
  readonly restored: boolean;
  /** The platform says that provisioned concurrency started it. Only the JSON format says so. */
  readonly provisioned: boolean;
  readonly initReport: InitReportFacts | null;
  /** The report that carries an init or a restore. */
  readonly coldReport: ColdReportFacts | null;
  /** First START that was read. */
  readonly firstStartMs: number | null;
  /** Latest START or REPORT that was read. */
  readonly lastSeenMs: number;
  readonly before: Activity;
  readonly inside: Activity;
  /** Of the lines in the window. */
  readonly limits: LimitSigns;
}

/** INIT_REPORT or RESTORE_REPORT. */
export interface InitReportFacts {
  readonly atMs: number;
  readonly durationMs: number | null;
  readonly failed: boolean;
}

export interface ColdReportFacts {
  readonly atMs: number;
  readonly initMs: number | null;
  readonly restoreMs: number | null;
  readonly billedRestoreMs: number | null;
  readonly durationMs: number | null;
  readonly billedDurationMs: number | null;
}

/** What an environment did in a stretch of time. */
export interface Activity {
  readonly starts: number;
  readonly reports: number;
  readonly lastStartMs: number | null;
  /** Invocations that ended the runtime process: a timeout, an exit, out of memory. The next one repeats the init. */
  readonly deaths: number;
  readonly lastDeathMs: number | null;
}

export const noActivity: Activity = {
  starts: 0,
  reports: 0,
  lastStartMs: null,
  deaths: 0,
  lastDeathMs: null,
};

/** What the lines of a stretch of time say of memory and of responses, as counts that both ways of reading can give. */
export interface LimitSigns {
  /** Highest of the REPORTs, in MB; null: none says it. An environment keeps its size. */
  readonly memorySizeMb: number | null;
  readonly maxMemoryUsedMb: number | null;
  /** REPORTs with `Runtime.OutOfMemory`. */
  readonly outOfMemory: number;
  /** Lines that say `signal: killed`, in the style before 2025: for memory, or for another reason. */
  readonly killed: number;
  /** REPORTs that used all of the memory. */
  readonly full: number;
  /** REPORTs with `Function.ResponseSizeTooLarge`. */
  readonly tooLarge: number;
  /** Lines of a runtime whose response Lambda refused with status 413. */
  readonly refused: number;
}

export const noLimitSigns: LimitSigns = {
  memorySizeMb: null,
  maxMemoryUsedMb: null,
  outOfMemory: 0,
  killed: 0,
  full: 0,
  tooLarge: 0,
  refused: 0,
};

/** Half-open: `fromMs <= t < toMs`. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The window that is asked about, and what was read around it: inits begin before, and reports come after it. */
export interface Reach {
  readonly window: Span;
  readonly read: Span;
}
