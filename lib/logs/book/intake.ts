import type { IdTable } from "@/lib/logs/book/id-table";
import type { LineTable } from "@/lib/logs/book/line-table";
import { orderWithinMs } from "@/lib/logs/book/order-within-ms";
import { SETTLED, type StreamLines } from "@/lib/logs/book/stream-lines";
import { API_ACCESS, closesInvocation, opensInvocation, rankOfKind } from "@/lib/logs/line-kind";
import { newLineScan } from "@/lib/logs/scan/line-scan";
import { scanExecution } from "@/lib/logs/scan/scan-gateway";
import { scanLambda } from "@/lib/logs/scan/scan-lambda";
import type { LogEvent } from "@/lib/model/log";

/** Runs of one millisecond longer than this are searched for a doubled event by a set of ids. */
const LONG_RUN = 32;

/** Takes events into streams: reads what must be known of each line, keeps them in order, drops doubled ones. */
export class Intake {
  /** Events that were given again. */
  duplicates = 0;
  private readonly scan = newLineScan();
  /** Ids of the long run that was searched last. */
  private runIds = new Set<string>();
  private runOf: StreamLines | null = null;
  private runMs = Number.NaN;
  private runLength = 0;

  constructor(
    private readonly table: LineTable,
    private readonly lambdaIds: IdTable,
    private readonly gatewayIds: IdTable,
  ) {}

  /** Appends an event that is not older than the stream's last; leaves any other in `late`. False: it was doubled. */
  take(stream: StreamLines, event: LogEvent): boolean {
    const timeMs = timeOf(event);
    const { lines } = stream;
    if (timeMs < stream.lastMs) {
      this.table.markShuffled(stream.number);
      stream.late.push(event);
      return true;
    }
    if (timeMs > stream.lastMs) {
      stream.lastMs = timeMs;
      stream.runFrom = lines.length;
      stream.runOpens = false;
      stream.runCloses = false;
    } else if (this.holds(stream, stream.runFrom, lines.length, event.id)) {
      this.duplicates++;
      return false;
    }
    const line = this.newLine(stream, event, timeMs);
    const at = lines.length;
    lines.push(line);
    if (stream.dirtyFrom === SETTLED) stream.dirtyFrom = at;
    const kind = this.table.kindOf(line);
    if (opensInvocation(kind)) stream.runOpens = true;
    else if (closesInvocation(kind)) stream.runCloses = true;
    if (at > stream.runFrom) this.checkOrder(stream, line, at);
    return true;
  }

  /** Marks the last millisecond for ordering where the new line is not simply its last. */
  private checkOrder(stream: StreamLines, line: number, at: number): void {
    const { runFrom, disorderly } = stream;
    const inOrder = this.table.compareAnew(stream.lines.get(at - 1), line) <= 0;
    if (inOrder && !(stream.runOpens && stream.runCloses)) return;
    this.table.markShuffled(stream.number);
    if (disorderly.at(-1) !== runFrom) disorderly.push(runFrom);
    if (runFrom < stream.dirtyFrom) stream.dirtyFrom = runFrom;
  }

  /** Puts late events where they belong. */
  takeLate(stream: StreamLines): void {
    const { late, lines } = stream;
    stream.late = [];
    late.sort((a, b) => timeOf(a) - timeOf(b));
    const [first] = late;
    if (first === undefined) return;
    const from = this.lowerBound(stream, timeOf(first));
    const tail = lines.data.slice(from, lines.length);
    lines.length = from;
    let at = 0;
    for (const event of late) {
      const timeMs = timeOf(event);
      while (at < tail.length && this.msOf(tail[at]) < timeMs) lines.push(tail[at++] ?? 0);
      let end = at;
      while (end < tail.length && this.msOf(tail[end]) === timeMs) end++;
      // The millisecond's earlier lines stand in `tail`; those of this very call stand at the end of `lines`.
      const start = this.runStart(stream, timeMs);
      for (; at < end; at++) lines.push(tail[at] ?? 0);
      if (this.holds(stream, start, lines.length, event.id)) {
        this.duplicates++;
        continue;
      }
      lines.push(this.newLine(stream, event, timeMs));
      if (start < stream.dirtyFrom) stream.dirtyFrom = start;
      if (start < stream.orderFrom) stream.orderFrom = start;
    }
    while (at < tail.length) lines.push(tail[at++] ?? 0);
    this.findLastRun(stream);
  }

  /** Brings the lines of each millisecond into order where that is not known. */
  putInOrder(stream: StreamLines): void {
    const { table } = this;
    const { data, length } = stream.lines;
    this.runOf = null;
    for (const from of stream.disorderly) {
      if (from >= stream.orderFrom) break;
      const ms = this.msOf(data[from]);
      let to = from + 1;
      while (to < length && this.msOf(data[to]) === ms) to++;
      orderWithinMs(table, data, from, to);
    }
    stream.disorderly = [];
    let from = stream.orderFrom;
    while (from < length) {
      const ms = this.msOf(data[from]);
      let to = from + 1;
      while (to < length && this.msOf(data[to]) === ms) to++;
      if (to - from > 1) orderWithinMs(table, data, from, to);
      from = to;
    }
    stream.orderFrom = SETTLED;
  }

  private findLastRun(stream: StreamLines): void {
    stream.runFrom = this.runStart(stream, stream.lastMs);
    stream.runOpens = false;
    stream.runCloses = false;
    for (let i = stream.runFrom; i < stream.lines.length; i++) {
      const kind = this.table.kindOf(stream.lines.get(i));
      if (opensInvocation(kind)) stream.runOpens = true;
      else if (closesInvocation(kind)) stream.runCloses = true;
    }
  }

  private newLine(stream: StreamLines, event: LogEvent, timeMs: number): number {
    const { scan, table } = this;
    const { message } = event;
    if (stream.kind === "access") {
      return table.add(event, timeMs, stream.number, API_ACCESS, rankOfKind(API_ACCESS), -1);
    }
    if (stream.kind === "lambda") {
      scan.expected = stream.lastId;
      scanLambda(message, scan);
    } else scanExecution(message, scan);
    const { kind, idFrom, idTo } = scan;
    let request = -1;
    if (scan.asExpected) request = stream.lastRequest;
    else if (idFrom >= 0) {
      const ids = stream.kind === "lambda" ? this.lambdaIds : this.gatewayIds;
      request = ids.numberAt(message, idFrom, idTo);
      stream.lastId = ids.nameOf(request);
      stream.lastRequest = request;
    }
    return table.add(event, timeMs, stream.number, kind, rankOfKind(kind), request);
  }

  private holds(stream: StreamLines, from: number, to: number, id: string): boolean {
    const { table } = this;
    const { data } = stream.lines;
    if (to - from > LONG_RUN) return this.longRunHolds(stream, from, to, id);
    for (let i = from; i < to; i++) if (table.eventOf(data[i] ?? 0)?.id === id) return true;
    return false;
  }

  /** The set of a run's ids is kept while events of the same run keep coming. */
  private longRunHolds(stream: StreamLines, from: number, to: number, id: string): boolean {
    const ms = this.msOf(stream.lines.data[from]);
    if (this.runOf !== stream || this.runMs !== ms || this.runLength > to - from) {
      this.runIds = new Set();
      this.runLength = 0;
      this.runOf = stream;
      this.runMs = ms;
    }
    for (let i = from + this.runLength; i < to; i++) {
      this.runIds.add(this.table.eventOf(stream.lines.get(i))?.id ?? "");
    }
    this.runLength = to - from;
    return this.runIds.has(id);
  }

  private runStart(stream: StreamLines, ms: number): number {
    let from = stream.lines.length;
    const { data } = stream.lines;
    if (from > LONG_RUN && this.msOf(data[from - LONG_RUN]) === ms) return this.lowerBound(stream, ms);
    while (from > 0 && this.msOf(data[from - 1]) === ms) from--;
    return from;
  }

  private lowerBound(stream: StreamLines, ms: number): number {
    let low = 0;
    let high = stream.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.msOf(stream.lines.data[middle]) < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private msOf(line: number | undefined): number {
    return this.table.msOf(line ?? 0);
  }
}

function timeOf({ timestampMs }: LogEvent): number {
  return Number.isFinite(timestampMs) ? timestampMs : 0;
}
