/**
 * Records as columns, in chunks: one object of typed arrays per 16,384 records. Growing copies nothing, memory follows
 * the number of records, and every access in the hot loop sees one kind of array.
 */
const BITS = 14;

/** Records per chunk: the length of its arrays. */
export const CHUNK = 1 << BITS;
const MASK = CHUNK - 1;

export class Chunks<C> {
  length = 0;
  readonly #chunks: C[] = [];
  readonly #make: () => C;

  constructor(make: () => C) {
    this.#make = make;
  }

  /** Makes room for one more record and returns its index. */
  add(): number {
    const index = this.length++;
    if ((index & MASK) === 0) this.#chunks.push(this.#make());
    return index;
  }

  /** The chunk that holds the record; its place there is `slotOf(index)`. */
  of(index: number): C {
    const chunk = this.#chunks[index >>> BITS];
    if (chunk === undefined) throw new RangeError(`no record ${index}`);
    return chunk;
  }
}

export function slotOf(index: number): number {
  return index & MASK;
}
