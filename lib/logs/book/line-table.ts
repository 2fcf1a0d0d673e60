import { CHUNK_BITS, LineChunk } from "@/lib/logs/book/line-chunk";
import type { LogEvent } from "@/lib/model/log";

const ROW = (1 << CHUNK_BITS) - 1;
/** Stands for the chunk of a line that is none: what is read of it is the default of each column. */
const NO_CHUNK = new LineChunk(0);

/**
 * All lines; a line's id is its row, which never changes. Besides the reference to its event a line takes 26 bytes
 * here. What the columns mean: `line-chunk.ts`.
 */
export class LineTable {
  count = 0;
  private readonly chunks: LineChunk[] = [];
  /** The chunk that is being filled. */
  private last = NO_CHUNK;
  /** By stream: 1 once its lines do not stand in the order of their ids. */
  private shuffled = new Uint8Array(64);

  add(event: LogEvent, timeMs: number, stream: number, kind: number, rank: number, request: number): number {
    const line = this.count++;
    const row = line & ROW;
    if (row === 0) {
      this.last = new LineChunk();
      this.chunks.push(this.last);
    }
    const { last } = this;
    last.events[row] = event;
    last.timeMs[row] = timeMs;
    last.delay[row] = event.ingestionMs - timeMs;
    last.stream[row] = stream;
    last.request[row] = request;
    last.piece[row] = -1;
    last.kind[row] = kind;
    last.rank[row] = rank;
    return line;
  }

  eventOf(line: number): LogEvent | undefined {
    return this.chunkOf(line).events[line & ROW];
  }

  msOf(line: number): number {
    return this.chunkOf(line).timeMs[line & ROW] ?? 0;
  }

  /** Times of the lines from `line` on. */
  timesFrom(line: number): Float64Array {
    const times = new Float64Array(this.count - line);
    for (let at = line; at < this.count; ) {
      const row = at & ROW;
      const rows = this.chunkOf(at).timeMs.subarray(row, Math.min(ROW + 1, row + this.count - at));
      times.set(rows, at - line);
      at += rows.length;
    }
    return times;
  }

  kindOf(line: number): number {
    return this.chunkOf(line).kind[line & ROW] ?? 0;
  }

  streamOf(line: number): number {
    return this.chunkOf(line).stream[line & ROW] ?? -1;
  }

  requestOf(line: number): number {
    return this.chunkOf(line).request[line & ROW] ?? -1;
  }

  pieceOf(line: number): number {
    return this.chunkOf(line).piece[line & ROW] ?? -1;
  }

  setPiece(line: number, piece: number): void {
    this.chunkOf(line).piece[line & ROW] = piece;
  }

  setRank(line: number, rank: number): void {
    this.chunkOf(line).rank[line & ROW] = rank;
  }

  /**
   * The order of all lines: time, rank within the millisecond, ingestion time, event id; last the group and stream, so
   * that the order does not depend on the order of arrival.
   */
  compare(a: number, b: number): number {
    const times = this.msOf(a) - this.msOf(b);
    if (times !== 0) return times;
    const stream = this.streamOf(a);
    if (stream === this.streamOf(b) && (this.shuffled[stream] ?? 0) === 0) return a - b;
    return this.compareAnew(a, b);
  }

  /** The order of two lines of one millisecond, from the lines themselves. */
  compareAnew(a: number, b: number): number {
    const ranks = this.rankOf(a) - this.rankOf(b);
    return ranks !== 0 ? ranks : this.compareArrival(a, b);
  }

  /** From now on the ids of a stream's lines say nothing of their order. */
  markShuffled(stream: number): void {
    if (stream >= this.shuffled.length) {
      const shuffled = new Uint8Array(Math.max(stream + 1, this.shuffled.length * 2));
      shuffled.set(this.shuffled);
      this.shuffled = shuffled;
    }
    this.shuffled[stream] = 1;
  }

  /** The order in which AWS took in two lines of one millisecond, as far as it says. */
  compareArrival(a: number, b: number): number {
    const delays = this.delayOf(a) - this.delayOf(b);
    if (delays !== 0) return delays;
    const first = this.eventOf(a);
    const second = this.eventOf(b);
    if (first === undefined || second === undefined) return a - b;
    return (
      order(first.id, second.id) || order(first.group, second.group) || order(first.stream, second.stream)
    );
  }

  private chunkOf(line: number): LineChunk {
    return this.chunks[line >> CHUNK_BITS] ?? NO_CHUNK;
  }

  private rankOf(line: number): number {
    return this.chunkOf(line).rank[line & ROW] ?? 0;
  }

  private delayOf(line: number): number {
    return this.chunkOf(line).delay[line & ROW] ?? 0;
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
