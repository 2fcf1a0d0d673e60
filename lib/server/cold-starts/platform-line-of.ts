import "server-only";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";
import { parseLine } from "@/lib/logs/parse/parse-line";
import type { LogEvent, LogSource, ParsedLine } from "@/lib/model/log";

/**
 * What runtimes print when Lambda refuses a response: no line of the platform, yet always alike.
 * [L 2020–2025; R of several runtimes]
 */
const REFUSED =
  /^\[ERROR\] \[[^\]]+\] LAMBDA_RUNTIME Failed to post handler success response\. Http response code: 413/;

/** null: a line of the application, or one of the platform that tells nothing about inits. */
export function platformLineOf(event: LogEvent, source: LogSource): PlatformLine | null {
  const parsed = parseLine(event, source);
  const { report, init } = parsed;
  const what = REFUSED.test(event.message) ? "response-refused" : whatOf(parsed);
  if (what === null) return null;
  return {
    atMs: event.timestampMs,
    what,
    requestId: parsed.requestId,
    initializationType: initializationTypeOf(parsed),
    status: report?.status ?? init?.status ?? null,
    durationMs: report?.durationMs ?? init?.durationMs ?? null,
    billedDurationMs: report?.billedDurationMs ?? null,
    initMs: report?.initDurationMs ?? null,
    restoreMs: report?.restoreDurationMs ?? null,
    billedRestoreMs: report?.billedRestoreDurationMs ?? null,
    memorySizeMb: report?.memorySizeMb ?? null,
    maxMemoryUsedMb: report?.maxMemoryUsedMb ?? null,
    sign: signOf(parsed, event.message),
    traceId: report?.sampled === true ? report.xrayTraceId : null,
  };
}

function whatOf({ kind }: ParsedLine): PlatformLine["what"] | null {
  switch (kind) {
    case "start":
    case "report":
    case "failure":
    case "init-start":
    case "restore-start":
    case "init-report":
      return kind;
    case "restore-report":
      return "init-report";
    default:
      return null;
  }
}

function signOf({ kind, report }: ParsedLine, message: string): PlatformLine["sign"] {
  if (kind === "failure")
    return message.includes("Error: Runtime exited with error: signal: killed") ? "killed" : null;
  switch (report?.errorType) {
    case "Runtime.OutOfMemory":
      return "out-of-memory";
    case "Function.ResponseSizeTooLarge":
      return "response-too-large";
    default:
      return null;
  }
}

function initializationTypeOf({ fields }: ParsedLine): string | null {
  const record = fields.find(([name]) => name === "record")?.[1];
  if (typeof record !== "object" || record === null || !("initializationType" in record)) return null;
  return typeof record.initializationType === "string" ? record.initializationType : null;
}
