import { IdTable } from "@/lib/logs/book/id-table";
import { IntList } from "@/lib/logs/book/int-list";
import { Intake } from "@/lib/logs/book/intake";
import { joinAttempts } from "@/lib/logs/book/join-attempts";
import { LineTable } from "@/lib/logs/book/line-table";
import { MergedOrder } from "@/lib/logs/book/merged-order";
import { PieceChains } from "@/lib/logs/book/piece-chains";
import { CLOSED, PieceTable } from "@/lib/logs/book/piece-table";
import { sortByTime } from "@/lib/logs/book/sort-by-time";
import { SETTLED, type StreamKind, StreamLines } from "@/lib/logs/book/stream-lines";
import { StreamMachine } from "@/lib/logs/book/stream-machine";
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

/** Versions that `changesSince` can tell apart; an older one is told to read everything again. */
const KEPT_CHANGES = 1_000;

/**
 * Log events of many streams, in one order, attributed to invocations. Events may be added at any time, in any order,
 * and again; what is read is the same as if all had been added at once. Events are referred to, never changed or
 * copied. Reading after adding costs in proportion to what changed and what stands behind it.
 */
export class LogBook {
  private readonly table = new LineTable();
  private readonly pieces = new PieceTable();
  private readonly chains = new PieceChains(this.pieces);
  private readonly lambdaIds = new IdTable();
  private readonly gatewayIds = new IdTable();
  private readonly intake = new Intake(this.table, this.lambdaIds, this.gatewayIds);
  private readonly machine = new StreamMachine(this.table, this.pieces, this.chains);
  private readonly merged = new MergedOrder(this.table);
  private readonly streams: StreamLines[] = [];
  private readonly byGroup = new Map<string, Map<string, StreamLines>>();
  private readonly sources: ReadonlyMap<string, LogSource>;
  private changed: StreamLines[] = [];
  private readonly changes: { readonly version: number; readonly fromMs: number }[] = [];
  /** Most events come from the group, many from the stream, of the one before. */
  private latest: StreamLines | null = null;
  private latestGroup = new Map<string, StreamLines>();
  private currentVersion = 0;
  private heads: Int32Array | null = null;

  constructor(sources: readonly LogSource[]) {
    this.sources = new Map(sources.map((source) => [source.key, source]));
  }

  /** Adds events of one source, in any order; those that the book has (by event id) are left out. */
  add(events: readonly LogEvent[], sourceKey: string): void {
    for (const event of events) {
      const stream = this.streamOf(event, sourceKey);
      if (!this.intake.take(stream, event) || stream.waiting) continue;
      stream.waiting = true;
      this.changed.push(stream);
    }
  }

  /** Grows with every reading that found something new. */
  get version(): number {
    this.settle();
    return this.currentVersion;
  }

  get lineCount(): number {
    this.settle();
    return this.table.count;
  }

  /** How many events were given more than once. */
  get duplicateCount(): number {
    this.settle();
    return this.intake.duplicates;
  }

  get streamCount(): number {
    return this.streams.length;
  }

  /** All lines in order: time, kind within one millisecond, ingestion time, event id. A view: not to be changed or kept. */
  lines(): Int32Array {
    this.settle();
    return this.merged.lines.data.subarray(0, this.merged.lines.length);
  }

  /** The line at a place of the merged order; -1 outside. */
  lineAt(position: number): LineId {
    this.settle();
    return position >= 0 && position < this.merged.lines.length ? this.merged.lines.get(position) : -1;
  }

  /** Place of the first line at or after an instant. */
  positionOf(instantMs: number): number {
    this.settle();
    return this.merged.lowerBound(instantMs);
  }

  /** Place of a line in the merged order, or -1. */
  positionOfLine(line: LineId): number {
    const ms = this.timeOf(line);
    for (let at = this.positionOf(ms); at < this.merged.lines.length; at++) {
      const candidate = this.merged.lines.get(at);
      if (candidate === line) return at;
      if (this.timeOf(candidate) !== ms) break;
    }
    return -1;
  }

  /** The event of a line. Throws on a number that is no line. */
  eventOf(line: LineId): LogEvent {
    const event = this.table.eventOf(line);
    if (event === undefined) throw new RangeError(`no line ${line}`);
    return event;
  }

  /** Epoch milliseconds. */
  timeOf(line: LineId): number {
    return this.table.msOf(line);
  }

  /** The order of `lines()`. */
  compareLines(a: LineId, b: LineId): number {
    return this.table.compare(a, b);
  }

  /** As its first characters tell; a line with metrics embedded behind a request id may turn out `emf` when parsed. */
  kindOf(line: LineId): LineKind {
    return lineKindOf(this.table.kindOf(line));
  }

  /** `kindOf` as a code of `lib/logs/line-kind.ts`. */
  kindCodeOf(line: LineId): number {
    return this.table.kindOf(line);
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
    const request = this.table.requestOf(line);
    if (request < 0) return null;
    return (this.streamOfLine(line).kind === "lambda" ? this.lambdaIds : this.gatewayIds).nameOf(request);
  }

  /** The invocation that a line belongs to, or -1. */
  invocationOf(line: LineId): InvocationId {
    this.settle();
    const piece = this.table.pieceOf(line);
    return piece < 0 ? -1 : this.pieces.headOf(piece);
  }

  attributionOf(line: LineId): Attribution | null {
    const invocation = this.invocationOf(line);
    if (invocation < 0) return null;
    return this.table.requestOf(line) === this.pieces.request[invocation] ? "exact" : "inferred";
  }

  /** All invocations in order of their START (or first line). A view: not to be changed or kept. */
  invocations(): Int32Array {
    this.settle();
    this.heads ??= this.orderHeads();
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
      start = this.earlier(start, this.pieces.startLine[piece] ?? -1);
      end = this.earlier(end, this.pieces.endLine[piece] ?? -1);
      report = this.earlier(report, this.pieces.reportLine[piece] ?? -1);
    }
    return { start, end, report };
  }

  groupOfInvocation(invocation: InvocationId): string {
    return this.streams[this.pieces.stream[invocation] ?? -1]?.group ?? "";
  }

  requestIdOfInvocation(invocation: InvocationId): string {
    return this.lambdaIds.nameOf(this.pieces.request[invocation] ?? -1);
  }

  /** The attempts of a request in order. */
  attemptsOf(requestId: string): readonly InvocationId[] {
    this.settle();
    return this.chains
      .all(this.lambdaIds.find(requestId))
      .filter((piece) => this.pieces.isHead(piece))
      .sort((a, b) => this.table.compare(this.anchorOf(a), this.anchorOf(b)));
  }

  /** From 1, among the attempts of its request in its log group. */
  attemptOf(invocation: InvocationId): number {
    this.settle();
    return this.pieces.attempt[invocation] ?? 1;
  }

  /** Whether its stream goes on with another invocation although this one never ended: its end is missing, not pending. */
  isAbandoned(invocation: InvocationId): boolean {
    this.settle();
    const stream = this.streams[this.pieces.stream[invocation] ?? 0];
    if (stream === undefined || this.pieces.has(invocation, CLOSED)) return false;
    for (let i = stream.pieces.length - 1; i >= 0; i--) {
      const piece = stream.pieces.get(i);
      if (piece === invocation) return false;
      if ((this.pieces.startLine[piece] ?? -1) >= 0) {
        return (this.pieces.firstAt[piece] ?? 0) > (this.pieces.lastAt[invocation] ?? 0);
      }
    }
    return false;
  }

  /** The lines of an invocation in order, whatever stands between them. */
  linesOf(invocation: InvocationId): LineId[] {
    this.settle();
    const found: number[] = [];
    const pieces = this.piecesOf(invocation);
    for (const piece of pieces) {
      const stream = this.streams[this.pieces.stream[piece] ?? 0];
      const last = this.pieces.lastAt[piece] ?? 0;
      for (let at = this.pieces.firstAt[piece] ?? 0; at <= last; at++) {
        const line = stream?.lines.get(at) ?? -1;
        const owner = this.table.pieceOf(line);
        if (
          owner === piece ||
          (owner >= 0 && this.pieces.headOf(owner) === invocation && this.pieces.host[owner] === piece)
        ) {
          found.push(line);
        }
      }
    }
    if (pieces.length > 1) found.sort((a, b) => this.table.compare(a, b));
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
    const oldest = this.changes[0];
    let fromMs = Number.POSITIVE_INFINITY;
    if (version < this.currentVersion && (oldest === undefined || oldest.version > version + 1)) {
      fromMs = Number.NEGATIVE_INFINITY;
    }
    for (const change of this.changes) {
      if (change.version > version) fromMs = Math.min(fromMs, change.fromMs);
    }
    return { version: this.currentVersion, firstLine: this.merged.lowerBound(fromMs), fromMs };
  }

  /** Brings order and attribution up to date; every reading does so itself. */
  settle(): void {
    if (this.changed.length === 0) return;
    let fromMs = Number.POSITIVE_INFINITY;
    for (const stream of this.changed) {
      stream.waiting = false;
      this.intake.takeLate(stream);
      if (stream.dirtyFrom === SETTLED) continue;
      this.intake.putInOrder(stream);
      fromMs = Math.min(fromMs, this.attribute(stream));
      stream.dirtyFrom = SETTLED;
    }
    this.changed = [];
    if (fromMs === Number.POSITIVE_INFINITY) return;
    this.merged.update();
    for (const request of this.chains.changed) {
      const all = this.chains.all(request);
      joinAttempts(this.pieces, this.table, this.streams, all);
      for (const piece of all) fromMs = Math.min(fromMs, this.firstMsOf(piece));
    }
    this.chains.changed.clear();
    this.heads = null;
    this.currentVersion++;
    this.changes.push({ version: this.currentVersion, fromMs });
    if (this.changes.length > KEPT_CHANGES) this.changes.shift();
  }

  /** The time from which on lines of the stream may have changed. */
  private attribute(stream: StreamLines): number {
    const { lines, dirtyFrom } = stream;
    if (stream.kind !== "lambda") return this.timeOf(lines.get(dirtyFrom));
    let position = dirtyFrom;
    if (stream.pieces.length === 0)
      return this.timeOf(lines.get(this.machine.run(stream, 0, this.lambdaIds.size)));
    // A line of a request whose piece never ended may keep it running beside others, from its beginning on.
    for (let i = dirtyFrom; i < lines.length; i++) {
      const request = this.table.requestOf(lines.get(i));
      if (request < 0) continue;
      position = Math.min(position, this.chains.firstOpenIn(stream.number, request) + 1);
    }
    const from = this.machine.run(stream, position, this.lambdaIds.size);
    return this.timeOf(lines.get(from));
  }

  private earlier(a: LineId, b: LineId): LineId {
    if (a < 0 || b < 0) return Math.max(a, b);
    return this.table.compare(a, b) <= 0 ? a : b;
  }

  private orderHeads(): Int32Array {
    const { pieces, table } = this;
    const heads = new IntList(pieces.count);
    const anchorMs = new Float64Array(pieces.count);
    const times = new Float64Array(pieces.count);
    for (let piece = 0; piece < pieces.count; piece++) {
      if (!pieces.isHead(piece)) continue;
      anchorMs[piece] = this.timeOf(this.anchorOf(piece));
      times[heads.length] = anchorMs[piece] ?? 0;
      heads.push(piece);
    }
    const ordered = heads.data.subarray(0, heads.length);
    sortByTime(ordered, times);
    for (let i = 1; i < ordered.length; i++) {
      const head = ordered[i] ?? 0;
      let at = i;
      for (; at > 0; at--) {
        const before = ordered[at - 1] ?? 0;
        if (anchorMs[before] !== anchorMs[head]) break;
        if (table.compare(this.anchorOf(before), this.anchorOf(head)) <= 0) break;
        ordered[at] = before;
      }
      ordered[at] = head;
    }
    return ordered;
  }

  private piecesOf(invocation: InvocationId): number[] {
    return this.chains
      .all(this.pieces.request[invocation] ?? -1)
      .filter((piece) => this.pieces.headOf(piece) === invocation);
  }

  private firstMsOf(piece: number): number {
    const stream = this.streams[this.pieces.stream[piece] ?? 0];
    return this.timeOf(stream?.lines.get(this.pieces.firstAt[piece] ?? 0) ?? 0);
  }

  private anchorOf(piece: number): LineId {
    const start = this.pieces.startLine[piece] ?? -1;
    if (start >= 0) return start;
    const stream = this.streams[this.pieces.stream[piece] ?? 0];
    return stream?.lines.get(this.pieces.firstAt[piece] ?? 0) ?? 0;
  }

  private streamOfLine(line: LineId): StreamLines {
    const stream = this.streams[this.table.streamOf(line)];
    if (stream === undefined) throw new RangeError(`no line ${line}`);
    return stream;
  }

  private streamOf(event: LogEvent, sourceKey: string): StreamLines {
    const { latest } = this;
    if (latest !== null && latest.group === event.group) {
      if (latest.name === event.stream) return latest;
    } else {
      this.latestGroup = this.groupOf(event.group);
    }
    let stream = this.latestGroup.get(event.stream);
    if (stream === undefined) {
      const source = this.sources.get(sourceKey) ?? unnamedSource(sourceKey, event.group);
      const kind = streamKindOf(source, event.group);
      stream = new StreamLines(this.streams.length, kind, source, event.group, event.stream);
      this.streams.push(stream);
      this.latestGroup.set(event.stream, stream);
    }
    this.latest = stream;
    return stream;
  }

  private groupOf(name: string): Map<string, StreamLines> {
    let streams = this.byGroup.get(name);
    if (streams === undefined) {
      streams = new Map();
      this.byGroup.set(name, streams);
    }
    return streams;
  }
}

export function createLogBook(sources: readonly LogSource[]): LogBook {
  return new LogBook(sources);
}

/** Events of a source that was not announced are shown like those of any group. */
function unnamedSource(key: string, group: string): LogSource {
  return { key, kind: "group", label: group, group, functionName: null, accessLogFormat: null };
}

function streamKindOf({ kind }: LogSource, group: string): StreamKind {
  if (kind === "api-access") return "access";
  if (kind === "api-execution" || group.startsWith("API-Gateway-Execution-Logs_")) return "execution";
  return "lambda";
}
