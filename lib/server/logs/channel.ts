import "server-only";

/**
 * Several producers, one reader. A producer waits while the reader is behind, so that a slow page slows AWS calls down
 * instead of filling memory.
 */
export class Channel<T> {
  readonly #capacity: number;
  readonly #items: T[] = [];
  readonly #waitingProducers: (() => void)[] = [];
  #wakeReader: (() => void) | null = null;
  #closed = false;
  #error: unknown;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Resolves when there is room again. What is pushed after the end is dropped: nobody reads it. */
  push(item: T): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#items.push(item);
    this.#wake();
    if (this.#items.length < this.#capacity) return Promise.resolve();
    return new Promise((resolve) => this.#waitingProducers.push(resolve));
  }

  /** The reader gets what is left and then ends, or gets the error. */
  close(error?: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#error = error;
    this.#wake();
    this.#release();
  }

  async *read(): AsyncGenerator<T, void> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        this.#waitingProducers.shift()?.();
        yield item;
      } else if (this.#closed) {
        if (this.#error !== undefined) throw this.#error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    }
  }

  #wake(): void {
    this.#wakeReader?.();
    this.#wakeReader = null;
  }

  #release(): void {
    for (const resume of this.#waitingProducers.splice(0)) resume();
  }
}
