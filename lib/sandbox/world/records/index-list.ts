/** Record indexes of one owner (a function, an API) in time order, contiguous so that ranges can be viewed. */
export class IndexList {
  #data = new Int32Array(16);
  length = 0;

  get(position: number): number {
    return this.#data[position] ?? 0;
  }

  push(index: number): void {
    if (this.length === this.#data.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length++] = index;
  }

  /** View of positions [from, to); stays right when the list grows, as what is in it never changes. */
  view(from: number, to: number): Int32Array {
    return this.#data.subarray(from, to);
  }
}

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
