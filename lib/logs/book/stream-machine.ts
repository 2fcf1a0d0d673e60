import type { LineTable } from "@/lib/logs/book/line-table";
import type { PieceChains } from "@/lib/logs/book/piece-chains";
import { CLEAN, CLOSED, FOREIGN, type PieceTable } from "@/lib/logs/book/piece-table";
import type { StreamLines } from "@/lib/logs/book/stream-lines";
import { APP, EMF, END, INIT_START, REPORT, RESTORE_START, START } from "@/lib/logs/line-kind";

/**
 * Reads the lines of one stream in order and gives each to a piece of an invocation.
 *
 *   INIT_START ─ lines ─ START a ─ lines ─ END a ─ REPORT a ─ lines ─ START b …
 *   └──── parked, then a's ────┘ └──────────── a's ─────────────────┘
 *
 * A line that names a request belongs to that one, wherever it stands. One that names none belongs to the running
 * invocation; behind a REPORT to that one; before any START to the next one. Where several run at once (Managed
 * Instances) it stays without one.
 */
export class StreamMachine {
  /** By request: where the stream names it last. */
  private seenLast = new Int32Array(1024);
  private current = -1;
  /** Further running pieces, oldest first. */
  private others: number[] = [];
  /** The piece whose REPORT was read last, as long as nothing else began. */
  private last = -1;
  /** Where the lines begin that wait for the next START, or -1. */
  private parked = -1;
  private parkedClean = true;
  /** Where the first piece begins that changed. */
  private touchedFrom = 0;

  constructor(
    private readonly table: LineTable,
    private readonly pieces: PieceTable,
    private readonly chains: PieceChains,
  ) {}

  /**
   * Reads a stream again from where a change at `position` can matter.
   * @param requestCount how many request ids there are
   * @returns where the first piece begins that may differ from before
   */
  run(stream: StreamLines, position: number, requestCount: number): number {
    const from = this.rewind(stream, position);
    const { lines } = stream;
    if (this.seenLast.length < requestCount) this.seenLast = new Int32Array(requestCount * 2);
    for (let i = from; i < lines.length; i++) {
      const request = this.table.requestOf(lines.get(i));
      if (request >= 0) this.seenLast[request] = i;
    }
    this.current = -1;
    this.others = [];
    this.last = -1;
    this.parked = -1;
    this.touchedFrom = from;
    for (let i = from; i < lines.length; i++) this.read(stream, i);
    return this.touchedFrom;
  }

  /** Drops what was found behind the last place before `position` at which the machine can begin afresh. */
  private rewind(stream: StreamLines, position: number): number {
    const { pieces } = this;
    let restart = this.cleanStartBefore(stream, position);
    for (let again = true; again; ) {
      again = false;
      for (const [from, to] of stream.reaches) {
        if (from >= restart || to < restart) continue;
        restart = this.cleanStartBefore(stream, from + 1);
        again = true;
      }
    }
    stream.reaches = stream.reaches.filter(([from]) => from < restart);
    while (stream.pieces.length > 0) {
      const piece = stream.pieces.get(stream.pieces.length - 1);
      if ((pieces.firstAt[piece] ?? 0) < restart) break;
      this.chains.unlink(piece);
      pieces.release(piece);
      stream.pieces.length--;
    }
    return restart;
  }

  private cleanStartBefore(stream: StreamLines, position: number): number {
    for (let i = stream.pieces.length - 1; i >= 0; i--) {
      const piece = stream.pieces.get(i);
      const firstAt = this.pieces.firstAt[piece] ?? 0;
      if (firstAt < position && this.pieces.has(piece, CLEAN)) return firstAt;
    }
    return 0;
  }

  private read(stream: StreamLines, at: number): void {
    const { table } = this;
    const line = stream.lines.get(at);
    const kind = table.kindOf(line);
    const request = table.requestOf(line);
    if (request < 0) {
      if (kind === INIT_START || kind === RESTORE_START) this.readInit(line, at);
      else this.readAnonymous(line, at);
    } else if (kind === START) this.readStart(stream, line, request, at);
    else this.readNamed(stream, line, kind, request, at);
  }

  private readInit(line: number, at: number): void {
    // Inside a running invocation it is that one's: an init repeated after a failure.
    if (this.current >= 0 && this.goesOn(this.current, at)) {
      this.give(line, this.current, at);
      return;
    }
    this.current = -1;
    this.last = -1;
    this.park(line, at);
  }

  private readAnonymous(line: number, at: number): void {
    if (this.others.length > 0) this.others = this.others.filter((piece) => this.goesOn(piece, at));
    const running = this.others.length + (this.current >= 0 ? 1 : 0);
    if (running > 1) this.table.setPiece(line, -1);
    else if (this.current >= 0) this.give(line, this.current, at);
    else if (running === 1) this.give(line, this.others[0] ?? -1, at);
    else if (this.last >= 0) this.give(line, this.last, at);
    else this.park(line, at);
  }

  private readStart(stream: StreamLines, line: number, request: number, at: number): void {
    const { pieces, current } = this;
    if (current >= 0 && pieces.request[current] === request && (pieces.startLine[current] ?? -1) < 0) {
      pieces.startLine[current] = line;
      this.give(line, current, at);
      return;
    }
    this.setAside(at);
    // A second START ends the first one's attempt.
    if (this.others.length > 0)
      this.others = this.others.filter((other) => pieces.request[other] !== request);
    const piece = this.begin(stream, request, at);
    pieces.startLine[piece] = line;
    this.current = piece;
    this.give(line, piece, at);
  }

  private readNamed(stream: StreamLines, line: number, kind: number, request: number, at: number): void {
    const { pieces } = this;
    let piece = this.pieceOf(stream, request, at);
    if (piece < 0) {
      const runs = this.current >= 0 && (pieces.startLine[this.current] ?? -1) >= 0;
      if (runs && (kind === APP || kind === EMF)) {
        piece = this.create(stream, request, at);
        pieces.mark(piece, FOREIGN);
        pieces.host[piece] = this.current;
        pieces.into[piece] = this.current;
        this.chains.changed.add(request);
      } else if (runs) piece = this.create(stream, request, at);
      else {
        this.setAside(at);
        piece = this.begin(stream, request, at);
        this.current = piece;
      }
    }
    this.give(line, piece, at);
    const host = pieces.host[piece] ?? -1;
    if (host >= 0) pieces.lastAt[host] = Math.max(pieces.lastAt[host] ?? 0, at);
    if (kind === END) pieces.endLine[piece] = line;
    else if (kind === REPORT) this.close(piece, line);
  }

  private close(piece: number, line: number): void {
    this.pieces.reportLine[piece] = line;
    this.pieces.mark(piece, CLOSED);
    if (this.current === piece) this.current = -1;
    else if (this.others.includes(piece)) this.others = this.others.filter((other) => other !== piece);
    if (this.current < 0) this.last = piece;
  }

  /** The piece of a request in this stream that a line at this place belongs to, or -1. */
  private pieceOf(stream: StreamLines, request: number, at: number): number {
    const { pieces, current } = this;
    if (current >= 0 && pieces.request[current] === request) return current;
    const found = this.chains.latestIn(stream.number, request);
    if (found < 0 || this.others.includes(found)) return found;
    const host = pieces.host[found] ?? -1;
    if (host >= 0 && host !== current && current >= 0) return -1;
    const firstAt = pieces.firstAt[found] ?? 0;
    if (host < 0 || host !== current) stream.reaches.push([firstAt, at]);
    // It may have been over long before.
    this.touchedFrom = Math.min(this.touchedFrom, firstAt);
    return found;
  }

  /** What runs and is named again later stays open beside the next; what is not named again was cut off. */
  private setAside(at: number): void {
    if (this.others.length > 0) this.others = this.others.filter((piece) => this.goesOn(piece, at));
    if (this.current >= 0 && this.goesOn(this.current, at)) this.others.push(this.current);
    this.current = -1;
  }

  private goesOn(piece: number, at: number): boolean {
    return (this.seenLast[this.pieces.request[piece] ?? 0] ?? 0) > at;
  }

  /** A piece that takes the parked lines with it. */
  private begin(stream: StreamLines, request: number, at: number): number {
    const from = this.parked >= 0 ? this.parked : at;
    const piece = this.create(stream, request, from);
    if (this.others.length === 0 && (this.parked < 0 || this.parkedClean)) this.pieces.mark(piece, CLEAN);
    for (let i = from; i < at; i++) {
      const line = stream.lines.get(i);
      if (this.table.pieceOf(line) < 0) this.give(line, piece, i);
    }
    this.parked = -1;
    this.last = -1;
    return piece;
  }

  private create(stream: StreamLines, request: number, firstAt: number): number {
    const piece = this.pieces.create(request, stream.number, firstAt);
    this.chains.link(piece, request);
    stream.pieces.push(piece);
    return piece;
  }

  private park(line: number, at: number): void {
    this.table.setPiece(line, -1);
    if (this.parked >= 0) return;
    this.parked = at;
    this.parkedClean = this.others.length === 0;
  }

  private give(line: number, piece: number, at: number): void {
    this.table.setPiece(line, piece);
    if (at > (this.pieces.lastAt[piece] ?? 0)) this.pieces.lastAt[piece] = at;
  }
}
