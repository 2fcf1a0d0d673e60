import "server-only";
import { abortError } from "@/lib/aws/aws-failure";
import type { DurationMs } from "@/lib/base/time";

export interface Shared<T> {
  readonly value: T;
  /** This reader was too slow: something before this was dropped for it. */
  readonly missed: boolean;
}

interface Limits {
  /** Events that wait for a slow reader; beyond that it loses the oldest. */
  readonly kept: number;
  /** A stream without events for so long may be dead: who comes then opens another. */
  readonly silenceMs: DurationMs;
}

/**
 * Streams that several readers follow as one. The first reader opens it, later ones get its very first event, which tells
 * that it has begun, and then what comes from now on; the last one to leave ends it. An error ends it for all.
 */
export class SharedStreams<T> {
  readonly #streams = new Map<string, Stream<T>>();

  constructor(private readonly limits: Limits) {}

  /** True when a reader of this key would join a stream that is open. */
  has(key: string): boolean {
    return this.#living(key) !== undefined;
  }

  /** Ends as the stream does; with AbortError when the signal aborts. */
  async *join(
    key: string,
    signal: AbortSignal,
    open: (signal: AbortSignal) => AsyncIterable<T>,
  ): AsyncGenerator<Shared<T>, void> {
    if (signal.aborted) throw abortError();
    const stream = this.#living(key) ?? this.#start(key, open);
    const reader = stream.enter();
    const leave = () => reader.end(abortError());
    signal.addEventListener("abort", leave, { once: true });
    try {
      yield* reader.read();
    } finally {
      signal.removeEventListener("abort", leave);
      stream.leave(reader);
    }
  }

  #living(key: string): Stream<T> | undefined {
    const stream = this.#streams.get(key);
    return stream?.isLiving() ? stream : undefined;
  }

  #start(key: string, open: (signal: AbortSignal) => AsyncIterable<T>): Stream<T> {
    const stream: Stream<T> = new Stream<T>(this.limits, () => {
      if (this.#streams.get(key) === stream) this.#streams.delete(key);
    });
    this.#streams.set(key, stream);
    stream.run(open);
    return stream;
  }
}

class Stream<T> {
  readonly #controller = new AbortController();
  readonly #readers = new Set<Reader<T>>();
  readonly #begun: T[] = [];
  #heardMs = performance.now();

  constructor(
    private readonly limits: Limits,
    private readonly onEnd: () => void,
  ) {}

  isLiving(): boolean {
    return !this.#controller.signal.aborted && performance.now() - this.#heardMs < this.limits.silenceMs;
  }

  enter(): Reader<T> {
    const reader = new Reader<T>(this.limits.kept, this.#begun);
    this.#readers.add(reader);
    return reader;
  }

  leave(reader: Reader<T>): void {
    this.#readers.delete(reader);
    if (this.#readers.size > 0) return;
    // Off the list first: who comes now must not join what is being ended.
    this.onEnd();
    this.#controller.abort();
  }

  async run(open: (signal: AbortSignal) => AsyncIterable<T>): Promise<void> {
    let failure: unknown;
    try {
      for await (const event of open(this.#controller.signal)) {
        this.#heardMs = performance.now();
        if (this.#begun.length === 0) this.#begun.push(event);
        for (const reader of this.#readers) reader.push(event);
      }
    } catch (error) {
      failure = error;
    }
    this.onEnd();
    this.#controller.abort();
    for (const reader of this.#readers) reader.end(failure);
  }
}

class Reader<T> {
  readonly #waiting: T[];
  #missed = false;
  #ended = false;
  #error: unknown;
  #wake: (() => void) | null = null;

  constructor(
    private readonly kept: number,
    begun: readonly T[],
  ) {
    this.#waiting = [...begun];
  }

  push(event: T): void {
    if (this.#waiting.length >= this.kept) {
      this.#waiting.shift();
      this.#missed = true;
    }
    this.#waiting.push(event);
    this.#wake?.();
  }

  /** What still waits is read before an end without an error. */
  end(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  async *read(): AsyncGenerator<Shared<T>, void> {
    for (;;) {
      if (this.#ended && this.#error !== undefined) throw this.#error;
      const [value] = this.#waiting.splice(0, 1);
      if (value !== undefined) {
        const missed = this.#missed;
        this.#missed = false;
        yield { value, missed };
      } else if (this.#ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      }
    }
  }
}
