import { readInvocation } from "@/lib/logs/invocations/read-invocation";
import type { InvocationId, LogBook } from "@/lib/logs/log-book";
import type { Invocation } from "@/lib/model/log";

/** Invocations of a book as records, each read once until its lines change. */
export class InvocationReader {
  private readonly known = new Map<InvocationId, Invocation>();
  private version = 0;

  constructor(private readonly book: LogBook) {}

  read(id: InvocationId): Invocation {
    this.forgetChanged();
    let invocation = this.known.get(id);
    if (invocation === undefined) {
      invocation = readInvocation(this.book, id);
      this.known.set(id, invocation);
    }
    return invocation;
  }

  /** All of them in order of their start. */
  all(): Invocation[] {
    return Array.from(this.book.invocations(), (id) => this.read(id));
  }

  private forgetChanged(): void {
    if (this.book.version === this.version) return;
    const { version, fromMs } = this.book.changesSince(this.version);
    this.version = version;
    for (const [id, invocation] of this.known) if (invocation.lastMs >= fromMs) this.known.delete(id);
  }
}
