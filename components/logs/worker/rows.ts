import { type LineDetail, type LineRow, type RequestRow, ROW_TEXT } from "@/components/logs/protocol";
import { beginOf, durationOf, type Entry, statusOf } from "@/components/logs/worker/entries";
import { plainText } from "@/lib/base/plain-text";
import { levelOfCode } from "@/lib/logs/level-words";
import type { LineLevels } from "@/lib/logs/levels";
import type { LineId, LogBook } from "@/lib/logs/log-book";
import { parseLine } from "@/lib/logs/parse/parse-line";
import { startMark } from "@/lib/logs/show/start-mark";
import type { LogError } from "@/lib/model/log";

/** A request as its row says it. */
export function requestRow(book: LogBook, entry: Entry): RequestRow {
  const { gateway, invocations } = entry;
  const [first] = invocations;
  const begin = beginOf(entry);
  const names = [...new Set(invocations.map((one) => one.functionName ?? one.group))];
  const route = gateway ? [gateway.method, gateway.path].filter((part) => part !== null).join(" ") : "";
  return {
    key: entry.key,
    kind: gateway ? "api" : "invocation",
    requestId: gateway?.requestId ?? first?.requestId ?? "",
    startMs: entry.startMs,
    subject: gateway ? route || gateway.stage : names.join(", "),
    detail: gateway ? names.join(", ") || gateway.stage : versionText(first?.version ?? null),
    status: statusOf(entry),
    httpStatus: gateway?.status ?? null,
    durationMs: durationOf(entry),
    cold: begin?.cold ?? null,
    startKind: begin?.startKind ?? null,
    initMs: begin?.waitedForInitMs ?? null,
    maxMemoryUsedMb: first?.maxMemoryUsedMb ?? null,
    memorySizeMb: first?.memorySizeMb ?? null,
    firstError: firstErrorText(book, entry),
    lineCount: invocations.reduce((sum, one) => sum + one.lineCount, gateway?.lines.length ?? 0),
    inferredCount: invocations.reduce((sum, one) => sum + one.inferredCount, 0),
    attempt: first?.attempt ?? 1,
    attempts: first?.attempts ?? 1,
    cutStart: invocations.some((one) => one.cutStart),
    cutEnd: invocations.some((one) => one.cutEnd),
  };
}

function versionText(version: string | null): string | null {
  return version === null || version === "$LATEST" ? null : `v${version}`;
}

function firstErrorText(book: LogBook, { gateway, invocations }: Entry): string | null {
  for (const { error, firstErrorLine } of invocations) {
    if (error) return rowText(errorText(error));
    if (firstErrorLine !== null) {
      return rowText(parseLine(book.eventOf(firstErrorLine), book.sourceOf(firstErrorLine)).message);
    }
  }
  return gateway?.error ? rowText(gateway.error) : null;
}

export function errorText({ type, message }: LogError): string {
  return type === null ? message : `${type}: ${message}`;
}

/** One line of at most `ROW_TEXT` characters, with nothing in it that acts on a screen. */
export function rowText(text: string): string {
  const cut = text.length > ROW_TEXT ? `${text.slice(0, ROW_TEXT)}…` : text;
  return plainText(cut.replace(/\r?\n/g, " ⏎ ").replace(/\t/g, "  "));
}

export interface RowContext {
  readonly book: LogBook;
  readonly levels: LineLevels;
  /** Key of the request that a line belongs to. */
  readonly requestKeyOf: (line: LineId) => string | null;
}

/** @param startMs of the request that the line is shown in */
export function lineRow(
  { book, levels, requestKeyOf }: RowContext,
  line: LineId,
  startMs: number | null,
): LineRow {
  const event = book.eventOf(line);
  const source = book.sourceOf(line);
  const parsed = parseLine(event, source);
  const invocation = book.invocationOf(line);
  return {
    line,
    timeMs: book.timeOf(line),
    offsetMs: startMs === null ? null : book.timeOf(line) - startMs,
    kind: parsed.kind,
    level: levelOfCode(levels.codeOf(line)),
    source: source.label,
    text: rowText(parsed.message),
    structured: parsed.fields.length > 0,
    startMark: startMark(parsed),
    attribution: book.attributionOf(line),
    requestKey: requestKeyOf(line),
    requestId: invocation >= 0 ? book.requestIdOfInvocation(invocation) : parsed.requestId,
  };
}

export function lineDetail(context: RowContext, line: LineId): LineDetail {
  const { book } = context;
  const event = book.eventOf(line);
  const parsed = parseLine(event, book.sourceOf(line));
  return {
    row: lineRow(context, line, null),
    eventId: event.id,
    ingestionMs: event.ingestionMs,
    group: event.group,
    stream: event.stream,
    raw: event.message,
    message: parsed.message,
    fields: parsed.fields,
    requestId: parsed.requestId,
    error: parsed.error,
  };
}
