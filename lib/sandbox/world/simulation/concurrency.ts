/** Counts what runs at the same time in the account: a heap of end times, emptied as the clock passes them. */
export class Concurrency {
  #ends = new Float64Array(256);
  #size = 0;

  /** Executions that still run at `atMs`; instants must not go back. */
  runningAt(atMs: number): number {
    while (this.#size > 0 && (this.#ends[0] ?? 0) <= atMs) this.#removeFirst();
    return this.#size;
  }

  add(endMs: number): void {
    if (this.#size === this.#ends.length) {
      const grown = new Float64Array(this.#size * 2);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    let at = this.#size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = this.#ends[up] ?? 0;
      if (above <= endMs) break;
      this.#ends[at] = above;
      at = up;
    }
    this.#ends[at] = endMs;
  }

  #removeFirst(): void {
    const last = this.#ends[--this.#size] ?? 0;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && (this.#ends[child + 1] ?? 0) < (this.#ends[child] ?? 0)) {
        child++;
      }
      if ((this.#ends[child] ?? 0) >= last) break;
      this.#ends[at] = this.#ends[child] ?? 0;
      at = child;
    }
    this.#ends[at] = last;
  }
}
