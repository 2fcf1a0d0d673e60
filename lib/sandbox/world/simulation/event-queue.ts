/**
 * Binary heap of future events ordered by (time, order of scheduling). Events are slots in parallel arrays: millions
 * pass through, so none is an object.
 */
export class EventQueue {
  #time = new Float64Array(1024);
  #order = new Float64Array(1024);
  #kind = new Uint8Array(1024);
  #numbers = [
    new Float64Array(1024),
    new Float64Array(1024),
    new Float64Array(1024),
    new Float64Array(1024),
    new Float64Array(1024),
  ] as const;
  #heap = new Int32Array(1024);
  #free: number[] = [];
  #used = 0;
  #size = 0;
  #scheduled = 0;

  get size(): number {
    return this.#size;
  }

  /** Time of the next event, Infinity when there is none. */
  nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#time[this.#heap[0] ?? 0] ?? 0);
  }

  schedule(time: number, kind: number, a: number, b = 0, c = 0, d = 0, e = 0): void {
    const slot = this.#free.pop() ?? this.#fresh();
    this.#time[slot] = time;
    this.#order[slot] = this.#scheduled++;
    this.#kind[slot] = kind;
    this.#numbers[0][slot] = a;
    this.#numbers[1][slot] = b;
    this.#numbers[2][slot] = c;
    this.#numbers[3][slot] = d;
    this.#numbers[4][slot] = e;
    this.#rise(this.#size++, slot);
  }

  /** Takes the next event out. */
  take(
    handle: (kind: number, time: number, a: number, b: number, c: number, d: number, e: number) => void,
  ): void {
    const slot = this.#heap[0] ?? 0;
    const last = this.#heap[--this.#size] ?? 0;
    if (this.#size > 0) this.#sink(last);
    this.#free.push(slot);
    handle(
      this.#kind[slot] ?? 0,
      this.#time[slot] ?? 0,
      this.#numbers[0][slot] ?? 0,
      this.#numbers[1][slot] ?? 0,
      this.#numbers[2][slot] ?? 0,
      this.#numbers[3][slot] ?? 0,
      this.#numbers[4][slot] ?? 0,
    );
  }

  #before(a: number, b: number): boolean {
    const ta = this.#time[a] ?? 0;
    const tb = this.#time[b] ?? 0;
    return ta < tb || (ta === tb && (this.#order[a] ?? 0) < (this.#order[b] ?? 0));
  }

  #rise(position: number, slot: number): void {
    let at = position;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = this.#heap[up] ?? 0;
      if (!this.#before(slot, above)) break;
      this.#heap[at] = above;
      at = up;
    }
    this.#heap[at] = slot;
  }

  #sink(slot: number): void {
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#before(this.#heap[child + 1] ?? 0, this.#heap[child] ?? 0)) {
        child++;
      }
      const below = this.#heap[child] ?? 0;
      if (!this.#before(below, slot)) break;
      this.#heap[at] = below;
      at = child;
    }
    this.#heap[at] = slot;
  }

  #fresh(): number {
    if (this.#used === this.#time.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    const length = this.#time.length * 2;
    const floats = (old: Float64Array) => {
      const grown = new Float64Array(length);
      grown.set(old);
      return grown;
    };
    this.#time = floats(this.#time);
    this.#order = floats(this.#order);
    const [a, b, c, d, e] = this.#numbers;
    this.#numbers = [floats(a), floats(b), floats(c), floats(d), floats(e)];
    const kind = new Uint8Array(length);
    kind.set(this.#kind);
    this.#kind = kind;
    const heap = new Int32Array(length);
    heap.set(this.#heap);
    this.#heap = heap;
  }
}
