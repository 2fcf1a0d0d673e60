/**
 * Growable typed arrays: one column of a record store. Growing copies, but the fresh half stays untouched memory
 * until written, so the resident size follows the number of records.
 */
class Column<A extends Float64Array | Int32Array | Uint16Array | Uint8Array> {
  #data: A;
  readonly #make: (length: number) => A;
  length = 0;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.#data = make(64);
  }

  /** 0 outside the column: callers hold valid indexes. */
  get(index: number): number {
    return this.#data[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#data[index] = value;
  }

  push(value: number): number {
    const index = this.length++;
    if (index === this.#data.length) {
      const grown = this.#make(index * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[index] = value;
    return index;
  }

  /** View of [from, to); stays valid when the column grows, as values already there never change. */
  view(from: number, to: number): A {
    return this.#data.subarray(from, to) as A;
  }
}

export type Floats = Column<Float64Array>;
export type Ints = Column<Int32Array>;
export type Shorts = Column<Uint16Array>;
export type Bytes = Column<Uint8Array>;

export const floats = (): Floats => new Column((length) => new Float64Array(length));
export const ints = (): Ints => new Column((length) => new Int32Array(length));
export const shorts = (): Shorts => new Column((length) => new Uint16Array(length));
export const bytes = (): Bytes => new Column((length) => new Uint8Array(length));

/** First position in [0, length) whose value is >= `bound`; `valueAt` ascends. */
export function lowerBound(length: number, bound: number, valueAt: (position: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
