import { type Entry, entriesOf, keyOfInvocation } from "@/components/logs/worker/entries";
import { GatewayRequests } from "@/lib/logs/gateway/gateway-requests";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import type { InvocationId, LineId, LogBook } from "@/lib/logs/log-book";

/** Invocations between two looks at the clock. */
const STEP = 64;

/** The requests of a book, and to which of them a line belongs; read when somebody asks, and again when lines came. */
export class RequestIndex {
  readonly invocations: InvocationReader;
  private readonly gateway: GatewayRequests;
  private entries: readonly Entry[] = [];
  private readonly ofInvocation = new Map<InvocationId, Entry>();
  private readonly ofLine = new Map<LineId, Entry>();
  private readonly byKey = new Map<string, Entry>();
  private version = -1;
  /** Invocations that `advance` has read, of this version of the book. */
  private done = { version: -1, count: 0 };

  constructor(private readonly book: LogBook) {
    this.invocations = new InvocationReader(book);
    this.gateway = new GatewayRequests(book);
  }

  /**
   * Reads invocations until `untilMs` of `clock`; those of a million lines take seconds.
   * @returns which part of them is read, 0–1
   */
  advance(clock: () => number, untilMs: number): number {
    const { version } = this.book;
    if (version === this.version) return 1;
    if (version !== this.done.version) this.done = { version, count: 0 };
    const ids = this.book.invocations();
    while (this.done.count < ids.length) {
      const end = Math.min(ids.length, this.done.count + STEP);
      for (; this.done.count < end; this.done.count++) this.invocations.read(ids[this.done.count] ?? 0);
      if (clock() >= untilMs) break;
    }
    return ids.length === 0 ? 1 : this.done.count / ids.length;
  }

  /** In order of their start. */
  all(): readonly Entry[] {
    this.read();
    return this.entries;
  }

  entryOf(line: LineId): Entry | undefined {
    this.read();
    const invocation = this.book.invocationOf(line);
    return invocation < 0 ? this.ofLine.get(line) : this.ofInvocation.get(invocation);
  }

  /** Key of the line's entry; reads no other one where no API is among the sources. */
  keyOf(line: LineId): string | null {
    if (this.gateway.count > 0) return this.entryOf(line)?.key ?? null;
    const id = this.book.invocationOf(line);
    return id < 0 ? null : keyOfInvocation(this.invocations.read(id));
  }

  find(key: string): Entry | undefined {
    this.read();
    return this.byKey.get(key);
  }

  linesOf({ gateway, invocationIds }: Entry): LineId[] {
    const lines = [...(gateway?.lines ?? []), ...invocationIds.flatMap((id) => this.book.linesOf(id))];
    return lines.sort((a, b) => this.book.compareLines(a, b));
  }

  private read(): void {
    const { version } = this.book;
    if (version === this.version) return;
    this.version = version;
    this.entries = entriesOf(this.book, this.invocations, this.gateway);
    this.ofInvocation.clear();
    this.ofLine.clear();
    this.byKey.clear();
    for (const entry of this.entries) {
      this.byKey.set(entry.key, entry);
      for (const id of entry.invocationIds) this.ofInvocation.set(id, entry);
      for (const line of entry.gateway?.lines ?? []) this.ofLine.set(line, entry);
    }
  }
}
