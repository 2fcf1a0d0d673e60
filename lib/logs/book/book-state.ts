import { ChangeLog } from "@/lib/logs/book/change-log";
import { IdTable } from "@/lib/logs/book/id-table";
import { Intake } from "@/lib/logs/book/intake";
import { joinAttempts } from "@/lib/logs/book/join-attempts";
import { LineTable } from "@/lib/logs/book/line-table";
import { MergedOrder } from "@/lib/logs/book/merged-order";
import { PieceChains } from "@/lib/logs/book/piece-chains";
import { PieceTable } from "@/lib/logs/book/piece-table";
import { StreamDirectory } from "@/lib/logs/book/stream-directory";
import { SETTLED, type StreamLines } from "@/lib/logs/book/stream-lines";
import { StreamMachine } from "@/lib/logs/book/stream-machine";
import type { LogEvent, LogSource } from "@/lib/model/log";

/**
 * The writing half of a book: takes events in, and on `settle` orders them, attributes them and joins what belongs
 * together. What is read of it holds until the next `add`.
 */
export class BookState {
  readonly table = new LineTable();
  readonly pieces = new PieceTable();
  readonly chains = new PieceChains(this.pieces);
  readonly lambdaIds = new IdTable();
  readonly gatewayIds = new IdTable();
  readonly intake = new Intake(this.table, this.lambdaIds, this.gatewayIds);
  readonly merged = new MergedOrder(this.table);
  readonly changes = new ChangeLog();
  readonly directory: StreamDirectory;
  private readonly machine = new StreamMachine(this.table, this.pieces, this.chains);
  private changed: StreamLines[] = [];

  constructor(sources: readonly LogSource[]) {
    this.directory = new StreamDirectory(sources);
  }

  add(events: readonly LogEvent[], sourceKey: string): void {
    for (const event of events) {
      const stream = this.directory.streamOf(event, sourceKey);
      if (!this.intake.take(stream, event) || stream.waiting) continue;
      stream.waiting = true;
      this.changed.push(stream);
    }
  }

  /** Brings order and attribution up to date. */
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
      joinAttempts(this.pieces, this.table, this.directory.all, all);
      for (const piece of all) fromMs = Math.min(fromMs, this.firstMsOf(piece));
    }
    this.chains.changed.clear();
    this.changes.note(fromMs);
  }

  /** The time from which on lines of the stream may have changed. */
  private attribute(stream: StreamLines): number {
    const { lines, dirtyFrom } = stream;
    if (stream.kind !== "lambda") return this.table.msOf(lines.get(dirtyFrom));
    let position = dirtyFrom;
    if (stream.pieces.length === 0)
      return this.table.msOf(lines.get(this.machine.run(stream, 0, this.lambdaIds.size)));
    // A line of a request whose piece never ended may keep it running beside others, from its beginning on.
    for (let i = dirtyFrom; i < lines.length; i++) {
      const request = this.table.requestOf(lines.get(i));
      if (request < 0) continue;
      position = Math.min(position, this.chains.firstOpenIn(stream.number, request) + 1);
    }
    const from = this.machine.run(stream, position, this.lambdaIds.size);
    return this.table.msOf(lines.get(from));
  }

  private firstMsOf(piece: number): number {
    const stream = this.directory.all[this.pieces.stream[piece] ?? 0];
    return this.table.msOf(stream?.lines.get(this.pieces.firstAt[piece] ?? 0) ?? 0);
  }

  /** The line by which a piece is ordered among others: its START, or else its first. */
  anchorOf(piece: number): number {
    const start = this.pieces.startLine[piece] ?? -1;
    if (start >= 0) return start;
    const stream = this.directory.all[this.pieces.stream[piece] ?? 0];
    return stream?.lines.get(this.pieces.firstAt[piece] ?? 0) ?? 0;
  }
}
