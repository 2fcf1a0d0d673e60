import type { StartKind } from "@/lib/model/start-kind";

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

/** Where log events are read from: a function, a stage's execution or access log, or any other group or one of its streams. */
export interface LogSource {
  /** `fn:orders-api`, `exec:a1b2c3/prod`, `access:a1b2c3/prod`, `group:/my/group`, `stream:/my/group:name`: as in the URL. */
  readonly key: string;
  readonly kind: LogSourceKind;
  readonly label: string;
  readonly group: string;
  /** The function whose lines are wanted where several share the group; else null. */
  readonly functionName: string | null;
  /** The stage's own format, for access logs; else null. */
  readonly accessLogFormat: string | null;
  /** Only this stream of the group; absent: all. */
  readonly stream?: string | undefined;
}

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof logLevels)[number];

/** What kind of line it is. Their order within one millisecond: see `lib/logs/line-kind.ts`. */
export type LineKind =
  | "init-start"
  | "restore-start"
  | "restore-report"
  | "init-report"
  | "extension"
  | "start"
  | "app"
  /** The platform's own line about a timeout or an exited runtime, in the style before 2025. */
  | "failure"
  | "end"
  | "report"
  | "platform-other"
  | "api-execution"
  | "api-access"
  | "emf";

/** How sure we are that a line belongs to its invocation: it names it, or it stands between its START and END. */
export type Attribution = "exact" | "inferred";

export const invocationStatuses = [
  "success",
  "error",
  "timeout",
  "out-of-memory",
  "crash",
  /** Not finished in what was read. */
  "running",
  /** The platform lines that would tell are not logged or not in the window. */
  "unknown",
] as const;
export type InvocationStatus = (typeof invocationStatuses)[number];

/** What a REPORT line says, in its text or its JSON form. Whatever it does not say is null. */
export interface ReportFields {
  readonly requestId: string | null;
  readonly durationMs: number | null;
  readonly billedDurationMs: number | null;
  /** MiB, as Lambda means its MB. */
  readonly memorySizeMb: number | null;
  readonly maxMemoryUsedMb: number | null;
  readonly initDurationMs: number | null;
  readonly restoreDurationMs: number | null;
  readonly billedRestoreDurationMs: number | null;
  /** `success`, `error`, `failure`, `timeout` as written; the text form has none on success. */
  readonly status: string | null;
  readonly errorType: string | null;
  readonly xrayTraceId: string | null;
  readonly segmentId: string | null;
  readonly sampled: boolean | null;
  /** Fields that we do not know, by their label. */
  readonly extras: ReadonlyMap<string, string>;
}

/** `INIT_REPORT` and `RESTORE_REPORT`. */
export interface InitFields {
  readonly durationMs: number | null;
  readonly phase: string | null;
  readonly status: string | null;
  readonly errorType: string | null;
}

export interface LogError {
  readonly type: string | null;
  readonly message: string;
  /** Frames, innermost first, as the runtime prints them. */
  readonly stack: readonly string[];
  /** The runtime printed it because the handler let it through, or the platform did. */
  readonly uncaught: boolean;
}

/** A name and what a structured line says of it: any JSON value. */
export type LogField = readonly [name: string, value: unknown];

/** One line as it is shown. `message` is the text without what the columns already say; nothing is left out of `fields`. */
export interface ParsedLine {
  readonly kind: LineKind;
  readonly level: LogLevel | null;
  readonly requestId: string | null;
  readonly message: string;
  /** Empty for plain text. */
  readonly fields: readonly LogField[];
  readonly error: LogError | null;
  /** Of `report` lines. */
  readonly report: ReportFields | null;
  /** Of `init-report` and `restore-report` lines. */
  readonly init: InitFields | null;
}

/** One attempt of one request to a function, as far as its lines were read. */
export interface Invocation {
  /** `8d5958b5-…#1`; unique among the invocations of one function. */
  readonly key: string;
  readonly requestId: string;
  /** From 1, counted among the attempts that were read. */
  readonly attempt: number;
  readonly attempts: number;
  readonly sourceKey: string;
  readonly group: string;
  /** More than one where its lines are scattered. */
  readonly streams: readonly string[];
  /** null where neither source nor stream names it. */
  readonly functionName: string | null;
  readonly version: string | null;
  /** START; without it the REPORT's time less its duration; else null. */
  readonly startMs: number | null;
  /** First and last line, init included. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly durationMs: number | null;
  readonly billedDurationMs: number | null;
  readonly memorySizeMb: number | null;
  readonly maxMemoryUsedMb: number | null;
  readonly initMs: number | null;
  readonly restoreMs: number | null;
  readonly billedRestoreMs: number | null;
  /** How it came to its environment. null: cannot be told from what was read. */
  readonly startKind: StartKind | null;
  /** How long it waited for an init or a restore, failed ones included; null: not at all, or not written. */
  readonly waitedForInitMs: number | null;
  /** `isCold(startKind)`. */
  readonly cold: boolean | null;
  readonly status: InvocationStatus;
  readonly error: LogError | null;
  /** Line id of the first line at level error or worse. */
  readonly firstErrorLine: number | null;
  readonly traceId: string | null;
  readonly sampled: boolean | null;
  readonly lineCount: number;
  /** Lines that do not name the request and were attributed by their place. */
  readonly inferredCount: number;
  /** Its beginning (or end) lies outside what was read, or is not logged. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

/** Where the Lambda request id of an API request was found, best first. */
export const lambdaIdEvidences = [
  "access-log",
  "endpoint-request-id",
  "response-headers",
  "function-error",
] as const;
export type LambdaIdEvidence = (typeof lambdaIdEvidences)[number];

/** One request to an API stage, from its access log line and its execution log lines, as far as they were read. */
export interface GatewayRequest {
  /** `a1b2c3/prod <request id>`. */
  readonly key: string;
  /** The API and stage, `a1b2c3/prod`. */
  readonly stage: string;
  readonly requestId: string;
  readonly extendedRequestId: string | null;
  readonly sourceKeys: readonly string[];
  readonly method: string | null;
  /** As it was called. */
  readonly path: string | null;
  /** Resource or route, such as `/orders/{id}`. */
  readonly resourcePath: string | null;
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly integrationLatencyMs: number | null;
  readonly startMs: number;
  readonly lastMs: number;
  /** Request id of the Lambda function that the integration called. */
  readonly lambdaRequestId: string | null;
  readonly lambdaEvidence: LambdaIdEvidence | null;
  readonly functionArn: string | null;
  readonly traceId: string | null;
  readonly error: string | null;
  /** The integration took longer than the gateway waits. */
  readonly timeout: boolean;
  /** Refused by a limit. */
  readonly throttled: boolean;
  readonly canary: boolean;
  /** Line ids in order. Lines that a canary's group repeats are left out. */
  readonly lines: readonly number[];
}
