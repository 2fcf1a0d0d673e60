/** Logs as AWS stores them and as we read them. */

/** One log event as AWS delivers it. Nothing of it is changed: what is not understood is still shown. */
export interface LogEvent {
  /** `eventId` of FilterLogEvents; where AWS gives none, an id made from group, stream, time and text. */
  readonly id: string;
  readonly timestampMs: number;
  /** When CloudWatch Logs took it in; equals `timestampMs` where AWS does not say. */
  readonly ingestionMs: number;
  readonly group: string;
  readonly stream: string;
  readonly message: string;
}

export type LogSourceKind = "function" | "api-execution" | "api-access" | "group";

/** Where log events are read from: a function, a stage's execution or access log, or any other group. */
export interface LogSource {
  /** `fn:orders-api`, `exec:a1b2c3/prod`, `access:a1b2c3/prod`, `group:/my/group`: as the URL writes it. */
  readonly key: string;
  readonly kind: LogSourceKind;
  readonly label: string;
  readonly group: string;
  /** The function whose lines are wanted where several share the group; else null. */
  readonly functionName: string | null;
  /** The stage's own format, for access logs; else null. */
  readonly accessLogFormat: string | null;
}

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof logLevels)[number];

/** What kind of line it is. Order matters within one millisecond, see `lib/logs`. */
export type LineKind =
  | "init-start"
  | "restore-start"
  | "restore-report"
  | "init-report"
  | "extension"
  | "start"
  | "app"
  | "end"
  | "report"
  | "platform-other"
  | "api-execution"
  | "api-access"
  | "emf";

/** How sure we are that a line belongs to its invocation: it names it, or it stands between its START and END. */
export type Attribution = "exact" | "inferred";

export type InvocationStatus =
  | "success"
  | "error"
  | "timeout"
  | "out-of-memory"
  | "crash"
  /** Not finished in what was read. */
  | "running"
  /** The platform lines that would tell are not logged or not in the window. */
  | "unknown";
