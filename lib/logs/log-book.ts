import { BookState } from "@/lib/logs/book/book-state";
import { orderHeads } from "@/lib/logs/book/head-order";
import { CLOSED } from "@/lib/logs/book/piece-table";
import type { StreamLines } from "@/lib/logs/book/stream-lines";
import { lineKindOf } from "@/lib/logs/line-kind";
import { functionOfGroup, type StreamIdentity, streamIdentity } from "@/lib/logs/stream-name";
import type { Attribution, LineKind, LogEvent, LogSource } from "@/lib/model/log";

/** A line of the book; its number never changes and is given in the order of arrival. */
export type LineId = number;
/** An attempt of a request; valid until the book's version changes. */
export type InvocationId = number;

export interface Change {
  readonly version: number;
  /** Lines before this place of the merged order are as they were at the older version, and so are their invocations. */
  readonly firstLine: number;
  /** Time of the first line that may have changed; Infinity when nothing did. */
  readonly fromMs: number;
}

/**
 * Log events of many streams, in one order, attributed to invocations. Events may be added at any time, in any order,
 * and again; what is read is the same as if all had been added at once. Events are referred to, never changed or
 * copied. Reading after adding costs in proportion to what changed and what stands behind it.
 */
export class LogBook {
  private readonly state: BookState;
  private heads: Int32Array | null = null;
  private headsVersion = -1;

  constructor(sources: readonly LogSource[]) {
    this.state = new BookState(sources);
  }

  /** Adds events of one source, in any order; those that the book has (by event id) are left out. */
  add(events: readonly LogEvent[], sourceKey: string): void {
    this.state.add(events, sourceKey);
  }

  /** Brings order and attribution up to date; every reading does so itself. */
  settle(): void {
    this.state.settle();
  }

  /** Grows with every reading that found something new. */
  get version(): number {
    this.settle();
    return this.state.changes.version;
  }

  get lineCount(): number {
    this.settle();
    return this.state.table.count;
  }

  /** How many events were given more than once. */
  get duplicateCount(): number {
    this.settle();
    return this.state.intake.duplicates;
  }

  get streamCount(): number {
    return this.state.directory.all.length;
  }

  /** All lines in order: time, kind within one millisecond, ingestion time, event id. A view: not to be changed or kept. */
  lines(): Int32Array {
    this.settle();
    return this.state.merged.lines.data.subarray(0, this.state.merged.lines.length);
  }

  /** The line at a place of the merged order; -1 outside. */
  lineAt(position: number): LineId {
    this.settle();
    return position >= 0 && position < this.state.merged.lines.length
      ? this.state.merged.lines.get(position)
      : -1;
  }

  /** Place of the first line at or after an instant. */
  positionOf(instantMs: number): number {
    this.settle();
    return this.state.merged.lowerBound(instantMs);
  }

  /** Place of a line in the merged order, or -1. */
  positionOfLine(line: LineId): number {
    const ms = this.timeOf(line);
    for (let at = this.positionOf(ms); at < this.state.merged.lines.length; at++) {
      const candidate = this.state.merged.lines.get(at);
      if (candidate === line) return at;
      if (this.timeOf(candidate) !== ms) break;
    }
    return -1;
  }

  /** The event of a line. Throws on a number that is no line. */
  eventOf(line: LineId): LogEvent {
    const event = this.state.table.eventOf(line);
    if (event === undefined) throw new RangeError(`no line ${line}`);
    return event;
  }

  /** Epoch milliseconds. */
  timeOf(line: LineId): number {
    return this.state.table.msOf(line);
  }

  /** The order of `lines()`. */
  compareLines(a: LineId, b: LineId): number {
    return this.state.table.compare(a, b);
  }

  /** As its first characters tell; a line with metrics embedded behind a request id may turn out `emf` when parsed. */
  kindOf(line: LineId): LineKind {
    return lineKindOf(this.state.table.kindOf(line));
  }

  /** `kindOf` as a code of `lib/logs/line-kind.ts`. */
  kindCodeOf(line: LineId): number {
    return this.state.table.kindOf(line);
  }

  sourceOf(line: LineId): LogSource {
    return this.streamOfLine(line).source;
  }

  /** What the name of its stream, or else its source, says of the function that wrote a line. */
  identityOf(line: LineId): StreamIdentity {
    const { group, name, source } = this.streamOfLine(line);
    const { functionName, version } = streamIdentity(group, name);
    return { functionName: functionName ?? source.functionName ?? functionOfGroup(group), version };
  }

  /** The request id that the line itself names: Lambda's, or API Gateway's on lines of a stage. */
  requestIdOf(line: LineId): string | null {
    const request = this.state.table.requestOf(line);
    if (request < 0) return null;
    return (this.streamOfLine(line).kind === "lambda" ? this.state.lambdaIds : this.state.gatewayIds).nameOf(
      request,
    );
  }

  /** The invocation that a line belongs to, or -1. */
  invocationOf(line: LineId): InvocationId {
    this.settle();
    const piece = this.state.table.pieceOf(line);
    return piece < 0 ? -1 : this.state.pieces.headOf(piece);
  }

  attributionOf(line: LineId): Attribution | null {
    const invocation = this.invocationOf(line);
    if (invocation < 0) return null;
    return this.state.table.requestOf(line) === this.state.pieces.request[invocation] ? "exact" : "inferred";
  }

  /** All invocations in order of their START (or first line). A view: not to be changed or kept. */
  invocations(): Int32Array {
    this.settle();
    const { version } = this.state.changes;
    if (this.heads === null || this.headsVersion !== version) {
      this.heads = orderHeads(this.state);
      this.headsVersion = version;
    }
    return this.heads;
  }

  /** What the platform's lines of an invocation are; -1 where there is none. */
  frameOf(invocation: InvocationId): {
    readonly start: LineId;
    readonly end: LineId;
    readonly report: LineId;
  } {
    this.settle();
    let start = -1;
    let end = -1;
    let report = -1;
    for (const piece of this.piecesOf(invocation)) {
      start = this.earlier(start, this.state.pieces.startLine[piece] ?? -1);
      end = this.earlier(end, this.state.pieces.endLine[piece] ?? -1);
      report = this.earlier(report, this.state.pieces.reportLine[piece] ?? -1);
    }
    return { start, end, report };
  }

  groupOfInvocation(invocation: InvocationId): string {
    return this.state.directory.all[this.state.pieces.stream[invocation] ?? -1]?.group ?? "";
  }

  requestIdOfInvocation(invocation: InvocationId): string {
    return this.state.lambdaIds.nameOf(this.state.pieces.request[invocation] ?? -1);
  }

  /** The attempts of a request in order. */
  attemptsOf(requestId: string): readonly InvocationId[] {
    this.settle();
    return this.state.chains
      .all(this.state.lambdaIds.find(requestId))
      .filter((piece) => this.state.pieces.isHead(piece))
      .sort((a, b) => this.state.table.compare(this.state.anchorOf(a), this.state.anchorOf(b)));
  }

  /** From 1, among the attempts of its request in its log group. */
  attemptOf(invocation: InvocationId): number {
    this.settle();
    return this.state.pieces.attempt[invocation] ?? 1;
  }

  /** Whether its stream goes on with another invocation although this one never ended: its end is missing, not pending. */
  isAbandoned(invocation: InvocationId): boolean {
    this.settle();
    const stream = this.state.directory.all[this.state.pieces.stream[invocation] ?? 0];
    if (stream === undefined || this.state.pieces.has(invocation, CLOSED)) return false;
    for (let i = stream.pieces.length - 1; i >= 0; i--) {
      const piece = stream.pieces.get(i);
      if (piece === invocation) return false;
      if ((this.state.pieces.startLine[piece] ?? -1) >= 0) {
        return (this.state.pieces.firstAt[piece] ?? 0) > (this.state.pieces.lastAt[invocation] ?? 0);
      }
    }
    return false;
  }

  /** The lines that stand before an invocation's first in its stream, the nearest first, `most` at most. */
  linesBefore(invocation: InvocationId, most: number): LineId[] {
    this.settle();
    const stream = this.state.directory.all[this.state.pieces.stream[invocation] ?? -1];
    const first = this.state.pieces.firstAt[invocation] ?? 0;
    const found: LineId[] = [];
    for (let at = first - 1; stream !== undefined && at >= Math.max(0, first - most); at--) {
      found.push(stream.lines.get(at));
    }
    return found;
  }

  /** The lines of an invocation in order, whatever stands between them. */
  linesOf(invocation: InvocationId): LineId[] {
    this.settle();
    const found: number[] = [];
    const pieces = this.piecesOf(invocation);
    for (const piece of pieces) {
      const stream = this.state.directory.all[this.state.pieces.stream[piece] ?? 0];
      const last = this.state.pieces.lastAt[piece] ?? 0;
      for (let at = this.state.pieces.firstAt[piece] ?? 0; at <= last; at++) {
        const line = stream?.lines.get(at) ?? -1;
        const owner = this.state.table.pieceOf(line);
        if (
          owner === piece ||
          (owner >= 0 &&
            this.state.pieces.headOf(owner) === invocation &&
            this.state.pieces.host[owner] === piece)
        ) {
          found.push(line);
        }
      }
    }
    if (pieces.length > 1) found.sort((a, b) => this.state.table.compare(a, b));
    return found;
  }

  /** The lines of a stream in order, for what stands around one. */
  linesOfStreamAround(line: LineId, before: number, after: number): LineId[] {
    this.settle();
    const { lines } = this.streamOfLine(line);
    let at = 0;
    while (at < lines.length && lines.get(at) !== line) at++;
    return Array.from(lines.data.subarray(Math.max(0, at - before), Math.min(lines.length, at + after + 1)));
  }

  /** What changed after a version that this book had. */
  changesSince(version: number): Change {
    this.settle();
    const { changes, merged } = this.state;
    const fromMs = changes.firstMsSince(version);
    return { version: changes.version, firstLine: merged.lowerBound(fromMs), fromMs };
  }

  private earlier(a: LineId, b: LineId): LineId {
    if (a < 0 || b < 0) return Math.max(a, b);
    return this.state.table.compare(a, b) <= 0 ? a : b;
  }

  private piecesOf(invocation: InvocationId): number[] {
    return this.state.chains
      .all(this.state.pieces.request[invocation] ?? -1)
      .filter((piece) => this.state.pieces.headOf(piece) === invocation);
  }

  private streamOfLine(line: LineId): StreamLines {
    const stream = this.state.directory.all[this.state.table.streamOf(line)];
    if (stream === undefined) throw new RangeError(`no line ${line}`);
    return stream;
  }
}

export function createLogBook(sources: readonly LogSource[]): LogBook {
  return new LogBook(sources);
}
