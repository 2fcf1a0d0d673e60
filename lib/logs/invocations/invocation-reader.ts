import {
  basisOf,
  type InvocationBasis,
  readInvocation,
  sameBasis,
} from "@/lib/logs/invocations/read-invocation";
import type { InvocationId, LineId, LogBook } from "@/lib/logs/log-book";
import type { Invocation } from "@/lib/model/log";

interface Kept {
  readonly basis: InvocationBasis;
  readonly invocation: Invocation;
}

/**
 * Invocations of a book as records. A record is kept until what it is made of changes: events that arrive newest first
 * stand before all others, and renumber the invocations, yet change few of them.
 */
export class InvocationReader {
  /** Records that are known to hold at `version`. */
  private readonly known = new Map<InvocationId, Kept>();
  /** Records by their first line, which belongs to one invocation only; they hold as long as their basis does. */
  private readonly byFirstLine = new Map<LineId, Kept>();
  private version = 0;

  constructor(private readonly book: LogBook) {}

  read(id: InvocationId): Invocation {
    this.forgetChanged();
    const known = this.known.get(id);
    if (known !== undefined) return known.invocation;
    const basis = basisOf(this.book, id);
    const first = basis.lines[0] ?? -1;
    let kept = this.byFirstLine.get(first);
    if (kept === undefined || !sameBasis(kept.basis, basis)) {
      kept = { basis, invocation: readInvocation(this.book, basis) };
      this.byFirstLine.set(first, kept);
    }
    this.known.set(id, kept);
    return kept.invocation;
  }

  /** All of them in order of their start. */
  all(): Invocation[] {
    return Array.from(this.book.invocations(), (id) => this.read(id));
  }

  private forgetChanged(): void {
    if (this.book.version === this.version) return;
    const { version, fromMs } = this.book.changesSince(this.version);
    this.version = version;
    for (const [id, { invocation }] of this.known) if (invocation.lastMs >= fromMs) this.known.delete(id);
  }
}
