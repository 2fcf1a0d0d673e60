import { startKindOf, waitedForInit } from "@/lib/logs/invocations/cold-start";
import { invocationStatus } from "@/lib/logs/invocations/invocation-status";
import { levelCodeOf } from "@/lib/logs/level-of";
import { ERROR, NO_LEVEL } from "@/lib/logs/level-words";
import {
  APP,
  EMF,
  FAILURE,
  INIT_REPORT,
  INIT_START,
  REPORT,
  RESTORE_REPORT,
  RESTORE_START,
} from "@/lib/logs/line-kind";
import type { InvocationId, LineId, LogBook } from "@/lib/logs/log-book";
import { objectAt, parseJsonObject, textOf } from "@/lib/logs/parse/json-value";
import { parseLine } from "@/lib/logs/parse/parse-line";
import { parseReportRecord, traceHeader } from "@/lib/logs/parse/platform-json";
import { parseReportText, parseStartVersion } from "@/lib/logs/parse/report-text";
import { isUncaught } from "@/lib/logs/parse/uncaught";
import type { InitFields, Invocation, LogError, ReportFields } from "@/lib/model/log";
import { isCold } from "@/lib/model/start-kind";

/**
 * All that a record of an invocation is made of. Lines never change, so that equal bases make equal records, whatever
 * number the book gives the invocation.
 */
export interface InvocationBasis {
  readonly requestId: string;
  /** In order; never empty. */
  readonly lines: readonly LineId[];
  readonly start: LineId;
  readonly report: LineId;
  /** The invocation before it in its stream ended the runtime process. */
  readonly afterDeath: boolean;
  readonly attempt: number;
  readonly attempts: number;
  readonly abandoned: boolean;
}

/** What an invocation consists of now; reads no message of its own. */
export function basisOf(book: LogBook, id: InvocationId): InvocationBasis {
  const requestId = book.requestIdOfInvocation(id);
  const group = book.groupOfInvocation(id);
  const { start, report } = book.frameOf(id);
  return {
    requestId,
    lines: book.linesOf(id),
    start,
    report,
    afterDeath: endedProcess(book, endBefore(book, id)),
    attempt: book.attemptOf(id),
    attempts: book.attemptsOf(requestId).filter((other) => book.groupOfInvocation(other) === group).length,
    abandoned: book.isAbandoned(id),
  };
}

/** The platform's words about an end stand next to the REPORT, on either side. */
const END_LINES = 6;

/** How the invocation before it in its stream ended: the platform's words about that, else its REPORT; else -1. */
function endBefore(book: LogBook, id: InvocationId): LineId {
  const ends = book.linesBefore(id, END_LINES);
  const [nearest = -1] = ends;
  const before = nearest < 0 ? -1 : book.invocationOf(nearest);
  const telling = (code: number) =>
    ends.find((line) => book.kindCodeOf(line) === code && book.invocationOf(line) === before);
  return before < 0 ? -1 : (telling(FAILURE) ?? telling(REPORT) ?? -1);
}

export function sameBasis(a: InvocationBasis, b: InvocationBasis): boolean {
  return (
    a.requestId === b.requestId &&
    a.start === b.start &&
    a.report === b.report &&
    a.afterDeath === b.afterDeath &&
    a.attempt === b.attempt &&
    a.attempts === b.attempts &&
    a.abandoned === b.abandoned &&
    a.lines.length === b.lines.length &&
    a.lines.every((line, at) => line === b.lines[at])
  );
}

/** Reads the lines of an invocation into one record. */
export function readInvocation(book: LogBook, basis: InvocationBasis): Invocation {
  const { requestId, lines, start, report: reportLine, afterDeath, attempt, attempts, abandoned } = basis;
  const first = lines[0] ?? -1;
  const last = lines.at(-1) ?? first;
  const report = reportLine < 0 ? null : readReport(book.eventOf(reportLine).message);
  const seen = look(book, lines, requestId);
  const begin = start < 0 ? null : readStart(book.eventOf(start).message);
  const identity = book.identityOf(first);
  const reportMs = reportLine < 0 ? null : book.timeOf(reportLine);
  const durationMs = report?.durationMs ?? null;
  const signs = { ...seen, started: start >= 0, report, afterDeath };
  const startKind = startKindOf(signs);
  return {
    key: `${requestId}#${attempt}`,
    requestId,
    attempt,
    attempts,
    sourceKey: book.sourceOf(first).key,
    group: book.eventOf(first).group,
    streams: [...new Set(lines.map((line) => book.eventOf(line).stream))],
    functionName: identity.functionName,
    version: begin?.version ?? identity.version,
    startMs: start >= 0 ? book.timeOf(start) : startBefore(reportMs, durationMs),
    firstMs: book.timeOf(first),
    lastMs: book.timeOf(last),
    durationMs,
    billedDurationMs: report?.billedDurationMs ?? null,
    memorySizeMb: report?.memorySizeMb ?? null,
    maxMemoryUsedMb: report?.maxMemoryUsedMb ?? null,
    initMs: report?.initDurationMs ?? null,
    restoreMs: report?.restoreDurationMs ?? null,
    billedRestoreMs: report?.billedRestoreDurationMs ?? null,
    startKind,
    waitedForInitMs: waitedForInit(startKind, signs),
    cold: isCold(startKind),
    status: invocationStatus({
      started: start >= 0,
      report,
      failure: seen.failure,
      uncaught: seen.uncaughtLine >= 0,
      abandoned,
    }),
    error: errorOf(book, seen, report, reportLine),
    firstErrorLine: seen.firstErrorLine < 0 ? null : seen.firstErrorLine,
    traceId: report?.xrayTraceId ?? begin?.traceId ?? null,
    sampled: report?.xrayTraceId == null ? (begin?.sampled ?? null) : (report.sampled ?? false),
    lineCount: lines.length,
    inferredCount: seen.inferred,
    cutStart: start < 0,
    cutEnd: reportLine < 0,
  };
}

interface Seen {
  readonly initStarted: boolean;
  readonly restored: boolean;
  readonly provisioned: boolean;
  readonly init: InitFields | null;
  readonly failure: string | null;
  readonly failureLine: LineId;
  readonly uncaughtLine: LineId;
  readonly firstErrorLine: LineId;
  readonly inferred: number;
}

function look(book: LogBook, lines: readonly LineId[], requestId: string): Seen {
  let initStarted = false;
  let restored = false;
  let provisioned = false;
  let init: InitFields | null = null;
  let failureLine = -1;
  let uncaughtLine = -1;
  let firstErrorLine = -1;
  let inferred = 0;
  for (const line of lines) {
    const kind = book.kindCodeOf(line);
    const event = book.eventOf(line);
    if (book.requestIdOf(line) !== requestId) inferred++;
    if (kind === INIT_START || kind === RESTORE_START) {
      initStarted = true;
      restored ||= kind === RESTORE_START;
      provisioned ||= event.message.includes('"provisioned-concurrency"');
    }
    // An init repeated within the invocation is no cold start of its own.
    else if (kind === INIT_REPORT || kind === RESTORE_REPORT) {
      const fields = parseLine(event, book.sourceOf(line)).init;
      if (fields?.phase !== "invoke") init ??= fields;
    } else if (kind === FAILURE) failureLine = failureLine < 0 ? line : failureLine;
    const level = levelCodeOf(event.message, kind);
    if (firstErrorLine < 0 && level >= ERROR) firstErrorLine = line;
    const mayBeUncaught = (kind === APP || kind === EMF) && (level >= ERROR || level === NO_LEVEL);
    if (uncaughtLine < 0 && mayBeUncaught && isUncaught(event.message)) uncaughtLine = line;
  }
  const failure = failureLine < 0 ? null : book.eventOf(failureLine).message;
  return {
    initStarted,
    restored,
    provisioned,
    init,
    failure,
    failureLine,
    uncaughtLine,
    firstErrorLine,
    inferred,
  };
}

function errorOf(
  book: LogBook,
  seen: Seen,
  report: ReportFields | null,
  reportLine: LineId,
): LogError | null {
  for (const line of [seen.uncaughtLine, seen.failureLine]) {
    if (line < 0) continue;
    const { error } = parseLine(book.eventOf(line), book.sourceOf(line));
    if (error !== null) return error;
  }
  if (report === null || report.status === null || report.status === "success") return null;
  return parseLine(book.eventOf(reportLine), book.sourceOf(reportLine)).error;
}

/** The runtime process is gone after a timeout, an exit or running out of memory. [D lambda-runtime-environment] */
function endedProcess(book: LogBook, end: LineId): boolean {
  if (end < 0) return false;
  if (book.kindCodeOf(end) === FAILURE) return true;
  const { message } = book.eventOf(end);
  // Nearly all went well, and then nothing need be read.
  if (!/timeout|error/.test(message)) return false;
  const { status } = readReport(message);
  return status === "timeout" || status === "error";
}

function readReport(message: string): ReportFields {
  if (message.charCodeAt(0) !== 123) return parseReportText(message);
  return parseReportRecord(objectAt(parseJsonObject(message), "record"));
}

interface Begin {
  readonly version: string | null;
  readonly traceId: string | null;
  readonly sampled: boolean | null;
}

function readStart(message: string): Begin {
  if (message.charCodeAt(0) !== 123) {
    return { version: parseStartVersion(message), traceId: null, sampled: null };
  }
  const record = objectAt(parseJsonObject(message), "record");
  const { root, sampled } = traceHeader(textOf(objectAt(record, "tracing"), "value"));
  return { version: textOf(record, "version"), traceId: root, sampled };
}

function startBefore(reportMs: number | null, durationMs: number | null): number | null {
  return reportMs === null || durationMs === null ? null : reportMs - durationMs;
}
