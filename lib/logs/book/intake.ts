import type { IdTable } from "@/lib/logs/book/id-table";
import type { LineTable } from "@/lib/logs/book/line-table";
import { orderWithinMs } from "@/lib/logs/book/order-within-ms";
import { SETTLED, type StreamLines } from "@/lib/logs/book/stream-lines";
import { API_ACCESS, rankOfKind } from "@/lib/logs/line-kind";
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
    if (timeMs > stream.lastMs) {
      const line = this.newLine(stream, event, timeMs);
      if (stream.dirtyFrom === SETTLED) stream.dirtyFrom = stream.lines.length;
      stream.lines.push(line);
      stream.lastMs = timeMs;
      return true;
    }
    if (timeMs < stream.lastMs) {
      stream.late.push(event);
      return true;
    }
    const from = this.runStart(stream, timeMs);
    if (this.holds(stream, from, stream.lines.length, event.id)) {
      this.duplicates++;
      return false;
    }
    stream.lines.push(this.newLine(stream, event, timeMs));
    if (from < stream.dirtyFrom) stream.dirtyFrom = from;
    return true;
  }

  /** Puts late events where they belong. The number of them that were new. */
  takeLate(stream: StreamLines): number {
    const { late, lines } = stream;
    stream.late = [];
    late.sort((a, b) => timeOf(a) - timeOf(b));
    const [first] = late;
    if (first === undefined) return 0;
    const from = this.lowerBound(stream, timeOf(first));
    const tail = lines.data.slice(from, lines.length);
    lines.length = from;
    let at = 0;
    let added = 0;
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
      added++;
    }
    while (at < tail.length) lines.push(tail[at++] ?? 0);
    return added;
  }

  /** Brings the lines of each millisecond into order from `dirtyFrom` on. */
  putInOrder(stream: StreamLines): void {
    this.runOf = null;
    const { data, length } = stream.lines;
    let runFrom = stream.dirtyFrom;
    if (runFrom >= length) return;
    let runMs = this.msOf(data[runFrom]);
    for (let i = runFrom + 1; i <= length; i++) {
      const ms = i < length ? this.msOf(data[i]) : Number.NaN;
      if (ms === runMs) continue;
      if (i - runFrom > 1) orderWithinMs(this.table, data, runFrom, i);
      runFrom = i;
      runMs = ms;
    }
  }

  private newLine(stream: StreamLines, event: LogEvent, timeMs: number): number {
    const { scan, table } = this;
    const { message } = event;
    if (stream.kind === "access") {
      return table.add(event, timeMs, stream.number, API_ACCESS, rankOfKind(API_ACCESS), -1);
    }
    if (stream.kind === "lambda") scanLambda(message, scan);
    else scanExecution(message, scan);
    const { kind, idFrom, idTo } = scan;
    let request = -1;
    if (idFrom >= 0) {
      if (stream.lastId.length === idTo - idFrom && message.startsWith(stream.lastId, idFrom)) {
        request = stream.lastRequest;
      } else {
        const id = message.slice(idFrom, idTo);
        request = (stream.kind === "lambda" ? this.lambdaIds : this.gatewayIds).numberOf(id);
        stream.lastId = id;
        stream.lastRequest = request;
      }
    }
    return table.add(event, timeMs, stream.number, kind, rankOfKind(kind), request);
  }

  private holds(stream: StreamLines, from: number, to: number, id: string): boolean {
    const { events } = this.table;
    const { data } = stream.lines;
    if (to - from > LONG_RUN) return this.longRunHolds(stream, from, to, id);
    for (let i = from; i < to; i++) if (events[data[i] ?? 0]?.id === id) return true;
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
      this.runIds.add(this.table.events[stream.lines.get(i)]?.id ?? "");
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
    return this.table.timeMs[line ?? 0] ?? 0;
  }
}

function timeOf({ timestampMs }: LogEvent): number {
  return Number.isFinite(timestampMs) ? timestampMs : 0;
}
