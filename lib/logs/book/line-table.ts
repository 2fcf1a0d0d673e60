import type { LogEvent } from "@/lib/model/log";

const FEWEST = 4096;

/**
 * All lines as columns; a line's id is its row, which never changes. Besides the reference to its event a line takes
 * 26 bytes here. Times are whole epoch milliseconds.
 */
export class LineTable {
  readonly events: LogEvent[] = [];
  /** The event's timestamp; 0 where that is no finite number. */
  timeMs = new Float64Array(FEWEST);
  /** Ingestion time less the event's, in milliseconds, as far as 32 bits go. */
  delay = new Int32Array(FEWEST);
  /** Code of `lib/logs/line-kind.ts`. */
  kind = new Uint8Array(FEWEST);
  /** Order within one millisecond of one stream: see `order-within-ms.ts`. */
  rank = new Uint8Array(FEWEST);
  /** Number of the stream. */
  stream = new Int32Array(FEWEST);
  /** Number of the request id that the line names, or -1. */
  request = new Int32Array(FEWEST);
  /** The piece (see `piece-table.ts`) that the stream's state machine gave it to, or -1. */
  piece = new Int32Array(FEWEST);

  /** By stream: 1 once its lines do not stand in the order of their ids. */
  private shuffled = new Uint8Array(64);

  get count(): number {
    return this.events.length;
  }

  add(event: LogEvent, timeMs: number, stream: number, kind: number, rank: number, request: number): number {
    const line = this.events.length;
    if (line === this.kind.length) this.grow();
    this.events.push(event);
    this.timeMs[line] = timeMs;
    this.delay[line] = event.ingestionMs - timeMs;
    this.kind[line] = kind;
    this.rank[line] = rank;
    this.stream[line] = stream;
    this.request[line] = request;
    this.piece[line] = -1;
    return line;
  }

  private grow(): void {
    const capacity = this.kind.length * 2;
    const timeMs = new Float64Array(capacity);
    timeMs.set(this.timeMs);
    this.timeMs = timeMs;
    this.kind = grownBytes(this.kind, capacity);
    this.rank = grownBytes(this.rank, capacity);
    this.delay = grownInts(this.delay, capacity);
    this.stream = grownInts(this.stream, capacity);
    this.request = grownInts(this.request, capacity);
    this.piece = grownInts(this.piece, capacity);
  }

  /**
   * The order of all lines: time, rank within the millisecond, ingestion time, event id; last the group and stream, so
   * that the order does not depend on the order of arrival.
   */
  compare(a: number, b: number): number {
    const times = (this.timeMs[a] ?? 0) - (this.timeMs[b] ?? 0);
    if (times !== 0) return times;
    const stream = this.stream[a] ?? 0;
    if (stream === this.stream[b] && (this.shuffled[stream] ?? 0) === 0) return a - b;
    const ranks = (this.rank[a] ?? 0) - (this.rank[b] ?? 0);
    return ranks !== 0 ? ranks : this.compareArrival(a, b);
  }

  /** The order of two lines of one stream and millisecond, from the lines themselves. */
  compareAnew(a: number, b: number): number {
    const ranks = (this.rank[a] ?? 0) - (this.rank[b] ?? 0);
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
    const delays = (this.delay[a] ?? 0) - (this.delay[b] ?? 0);
    if (delays !== 0) return delays;
    const first = this.events[a];
    const second = this.events[b];
    if (first === undefined || second === undefined) return a - b;
    return (
      order(first.id, second.id) || order(first.group, second.group) || order(first.stream, second.stream)
    );
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function grownBytes(from: Uint8Array, capacity: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(capacity);
  grown.set(from);
  return grown;
}

function grownInts(from: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(capacity);
  grown.set(from);
  return grown;
}
