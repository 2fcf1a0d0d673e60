/** Set once its REPORT was read. */
export const CLOSED = 1;
/** Nothing before its first position can change what follows: the state machine can begin there again. */
export const CLEAN = 2;
/** Its request was not begun in this stream, and another was running: see `host`. */
export const FOREIGN = 4;

/**
 * A piece is what one stream holds of one attempt of a request; nearly always that is all of it. Columns again; -1 is
 * none. Rows are used anew when a stretch of a stream is read again.
 */
export class PieceTable {
  request = new Int32Array(256);
  stream = new Int32Array(256);
  /** Positions in the stream. Between them may stand lines of others. */
  firstAt = new Int32Array(256);
  lastAt = new Int32Array(256);
  startLine = new Int32Array(256);
  endLine = new Int32Array(256);
  reportLine = new Int32Array(256);
  flags = new Uint8Array(256);
  /** Next piece of the same request. */
  next = new Int32Array(256);
  /** The running piece in whose place a foreign one stands. */
  host = new Int32Array(256);
  /** The piece that stands for the whole attempt: itself, or the one it was joined to. */
  into = new Int32Array(256);
  /** 0 while the row is free. */
  attempt = new Uint16Array(256);
  /** Rows in use and free, together. */
  count = 0;
  private readonly free: number[] = [];

  create(request: number, stream: number, firstAt: number): number {
    const piece = this.free.pop() ?? this.count++;
    if (piece === this.request.length) this.grow();
    this.request[piece] = request;
    this.stream[piece] = stream;
    this.firstAt[piece] = firstAt;
    this.lastAt[piece] = firstAt;
    this.startLine[piece] = -1;
    this.endLine[piece] = -1;
    this.reportLine[piece] = -1;
    this.flags[piece] = 0;
    this.next[piece] = -1;
    this.host[piece] = -1;
    this.into[piece] = piece;
    this.attempt[piece] = 1;
    return piece;
  }

  release(piece: number): void {
    this.attempt[piece] = 0;
    this.free.push(piece);
  }

  has(piece: number, flag: number): boolean {
    return ((this.flags[piece] ?? 0) & flag) !== 0;
  }

  mark(piece: number, flag: number): void {
    this.flags[piece] = (this.flags[piece] ?? 0) | flag;
  }

  /** The piece that stands for the attempt to which the lines of `piece` belong. */
  headOf(piece: number): number {
    let head = piece;
    for (let step = 0; step < 8; step++) {
      const into = this.into[head] ?? head;
      if (into === head) return head;
      head = into;
    }
    return head;
  }

  isHead(piece: number): boolean {
    return this.attempt[piece] !== 0 && this.into[piece] === piece;
  }

  private grow(): void {
    const capacity = this.request.length * 2;
    this.request = grown(this.request, capacity);
    this.stream = grown(this.stream, capacity);
    this.firstAt = grown(this.firstAt, capacity);
    this.lastAt = grown(this.lastAt, capacity);
    this.startLine = grown(this.startLine, capacity);
    this.endLine = grown(this.endLine, capacity);
    this.reportLine = grown(this.reportLine, capacity);
    this.next = grown(this.next, capacity);
    this.host = grown(this.host, capacity);
    this.into = grown(this.into, capacity);
    const flags = new Uint8Array(capacity);
    flags.set(this.flags);
    this.flags = flags;
    const attempt = new Uint16Array(capacity);
    attempt.set(this.attempt);
    this.attempt = attempt;
  }
}

function grown(from: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(capacity);
  to.set(from);
  return to;
}
