/**
 * One column of a record store: a typed array that grows by whole chunks, so that millions of records are never
 * copied and memory follows their number.
 */
export interface Column {
  readonly length: number;
  /** 0 outside the column: callers hold valid indexes. */
  get(index: number): number;
  set(index: number, value: number): void;
  /** Returns the index of the new value. */
  push(value: number): number;
}

type Chunk = Float64Array | Int32Array | Uint16Array | Uint8Array;

const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;

/** A class of its own per element type: one shared class would make every access in the hot loop polymorphic. */
function columnClass(makeChunk: (length: number) => Chunk): new () => Column {
  return class implements Column {
    length = 0;
    readonly #chunks: Chunk[] = [];

    get(index: number): number {
      return this.#chunks[index >>> CHUNK_BITS]?.[index & MASK] ?? 0;
    }

    set(index: number, value: number): void {
      const chunk = this.#chunks[index >>> CHUNK_BITS];
      if (chunk !== undefined) chunk[index & MASK] = value;
    }

    push(value: number): number {
      const index = this.length++;
      if ((index & MASK) === 0) this.#chunks.push(makeChunk(CHUNK));
      this.set(index, value);
      return index;
    }
  };
}

const FloatColumn = columnClass((length) => new Float64Array(length));
const IntColumn = columnClass((length) => new Int32Array(length));
const ShortColumn = columnClass((length) => new Uint16Array(length));
const ByteColumn = columnClass((length) => new Uint8Array(length));

export const floats = (): Column => new FloatColumn();
export const ints = (): Column => new IntColumn();
/** 0 … 65,535. */
export const shorts = (): Column => new ShortColumn();
/** 0 … 255. */
export const bytes = (): Column => new ByteColumn();
