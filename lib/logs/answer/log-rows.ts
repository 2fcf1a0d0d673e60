import type { ErrorGroup } from "@/lib/logs/errors/error-groups";
import type { Readers, Selection } from "@/lib/logs/filter/select";
import { GatewayRequests } from "@/lib/logs/gateway/gateway-requests";
import { requestStatus } from "@/lib/logs/gateway/request-status";
import { levelOfCode } from "@/lib/logs/level-words";
import type { LineId } from "@/lib/logs/log-book";
import type { GatewayRequest, Invocation } from "@/lib/model/log";
import type { ErrorRow, LineRow, RequestRow } from "@/lib/model/views/log-answer";

/** Rows of the JSON answer: all that match, and how many those are before the limit. */
export interface Rows<T> {
  readonly matching: number;
  readonly rows: T[];
}

export function requestRows(readers: Readers, selection: Selection, limit: number): Rows<RequestRow> {
  const invocations = Array.from(selection.invocations(), (id) =>
    invocationRow(readers.invocations.read(id)),
  );
  const requests = selection.requests(new GatewayRequests(readers.book).all()).map(apiRow);
  const rows = [...invocations, ...requests].sort((a, b) => b.startMs - a.startMs);
  return { matching: rows.length, rows: rows.slice(0, limit) };
}

function invocationRow(invocation: Invocation): RequestRow {
  return {
    kind: "invocation",
    key: invocation.key,
    requestId: invocation.requestId,
    startMs: invocation.startMs ?? invocation.firstMs,
    source: invocation.sourceKey,
    functionName: invocation.functionName,
    version: invocation.version,
    attempt: invocation.attempt,
    attempts: invocation.attempts,
    status: invocation.status,
    durationMs: invocation.durationMs,
    billedDurationMs: invocation.billedDurationMs,
    memoryMb: invocation.memorySizeMb,
    maxMemoryMb: invocation.maxMemoryUsedMb,
    initMs: invocation.waitedForInitMs,
    cold: invocation.cold,
    startKind: invocation.startKind,
    traceId: invocation.traceId,
    error: invocation.error === null ? null : textOf(invocation.error),
    lineCount: invocation.lineCount,
    inferredLineCount: invocation.inferredCount,
    cut: invocation.cutStart || invocation.cutEnd,
    api: null,
  };
}

function apiRow(request: GatewayRequest): RequestRow {
  return {
    kind: "api",
    key: request.key,
    requestId: request.requestId,
    startMs: request.startMs,
    source: request.sourceKeys[0] ?? "",
    functionName: /:function:([^:/]+)/.exec(request.functionArn ?? "")?.[1] ?? null,
    version: null,
    attempt: 1,
    attempts: 1,
    status: requestStatus(request),
    durationMs: request.latencyMs,
    billedDurationMs: null,
    memoryMb: null,
    maxMemoryMb: null,
    initMs: null,
    cold: null,
    startKind: null,
    traceId: request.traceId,
    error: request.error,
    lineCount: request.lines.length,
    inferredLineCount: 0,
    cut: false,
    api: {
      stage: request.stage,
      method: request.method,
      path: request.path,
      httpStatus: request.status,
      lambdaRequestId: request.lambdaRequestId,
      canary: request.canary,
    },
  };
}

function textOf({ type, message }: { readonly type: string | null; readonly message: string }): string {
  return type === null ? message : `${type}: ${message}`;
}

export function lineRows(readers: Readers, selection: Selection, limit: number): Rows<LineRow> {
  const all = selection.lines();
  const newest = all.slice(Math.max(0, all.length - limit)).reverse();
  return { matching: all.length, rows: Array.from(newest, (line) => lineRow(readers, line)) };
}

function lineRow({ book, levels }: Readers, line: LineId): LineRow {
  const { id, timestampMs, ingestionMs, stream, message } = book.eventOf(line);
  const invocation = book.invocationOf(line);
  return {
    id,
    timestampMs,
    ingestionMs,
    source: book.sourceOf(line).key,
    stream,
    level: levelOfCode(levels.codeOf(line)),
    requestId: invocation >= 0 ? book.requestIdOfInvocation(invocation) : book.requestIdOf(line),
    attribution: book.attributionOf(line),
    message,
  };
}

export function errorRows(groups: readonly ErrorGroup[], limit: number): Rows<ErrorRow> {
  return {
    matching: groups.length,
    rows: groups.slice(0, limit).map((group) => ({
      hash: group.hash,
      title: group.title,
      type: group.type,
      count: group.count,
      previousCount: group.previousCount,
      firstMs: group.firstMs,
      lastMs: group.lastMs,
      functionNames: [...group.functionNames],
      uncaught: group.uncaught,
      sampleRequestIds: [...new Set(group.samples.flatMap(({ requestId }) => requestId ?? []))],
    })),
  };
}
