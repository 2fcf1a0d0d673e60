import { IntList } from "@/lib/logs/book/int-list";
import { CLOSED, type PieceTable } from "@/lib/logs/book/piece-table";

/** The pieces of each request as linked lists, and which of those lists changed. */
export class PieceChains {
  private readonly first = new IntList(1024);
  /** Requests that have, or had, more than one piece and changed since the last joining. */
  readonly changed = new Set<number>();

  constructor(private readonly pieces: PieceTable) {}

  firstOf(request: number): number {
    return request >= 0 && request < this.first.length ? this.first.get(request) : -1;
  }

  link(piece: number, request: number): void {
    while (this.first.length <= request) this.first.push(-1);
    const second = this.first.get(request);
    this.pieces.next[piece] = second;
    this.first.data[request] = piece;
    if (second >= 0) this.changed.add(request);
  }

  unlink(piece: number): void {
    const { pieces } = this;
    const request = pieces.request[piece] ?? 0;
    const next = pieces.next[piece] ?? -1;
    if (this.first.get(request) === piece) {
      this.first.data[request] = next;
      if (next >= 0) this.changed.add(request);
      return;
    }
    this.changed.add(request);
    for (let at = this.first.get(request); at >= 0; at = pieces.next[at] ?? -1) {
      if (pieces.next[at] === piece) {
        pieces.next[at] = next;
        return;
      }
    }
  }

  /** The last piece of a request in a stream, or -1. */
  latestIn(stream: number, request: number): number {
    const { pieces } = this;
    let latest = -1;
    for (let at = this.firstOf(request); at >= 0; at = pieces.next[at] ?? -1) {
      if (pieces.stream[at] !== stream) continue;
      if (latest < 0 || (pieces.firstAt[at] ?? 0) > (pieces.firstAt[latest] ?? 0)) latest = at;
    }
    return latest;
  }

  /** Where in a stream the first piece of a request begins that never ended; Infinity without one. */
  firstOpenIn(stream: number, request: number): number {
    const { pieces } = this;
    let first = Number.POSITIVE_INFINITY;
    for (let at = this.firstOf(request); at >= 0; at = pieces.next[at] ?? -1) {
      if (pieces.stream[at] === stream && !pieces.has(at, CLOSED))
        first = Math.min(first, pieces.firstAt[at] ?? 0);
    }
    return first;
  }

  all(request: number): number[] {
    const found: number[] = [];
    for (let at = this.firstOf(request); at >= 0; at = this.pieces.next[at] ?? -1) found.push(at);
    return found;
  }
}
