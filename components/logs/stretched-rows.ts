/**
 * Browsers end an element somewhere between 11 and 33 million pixels, depending on the density of the screen; and
 * beyond 8 million, places are no longer drawn to the half pixel.
 */
const RANGE_PX = 8_000_000;
/** So close to an end of the list, one row of the scroll range is one row of the list. */
const EDGE_ROWS = 2_000;
/** Part of the range by which its place may stray from the list's before it is set right. */
const STRAY = 0.01;

/** Where to scroll so that the rows in view stay where they are, or another row comes into view. */
interface Plan {
  readonly top: number;
  readonly base: number;
}

/**
 * A list that is higher than an element can be, shown through a shorter scroll range: the range stands for the rows
 * from `base` on. Small movements go row by row; a jump of the scrollbar goes to the same share of the list, by which
 * every row can be reached; in between, when nothing moves, the range is set right without moving what is seen.
 * Shorter lists are shown as they are.
 */
export class StretchedRows {
  private count = 0;
  private inRange = 0;
  private base = 0;
  private top = 0;
  private plan: Plan | null = null;

  constructor(
    private readonly rowPx: number,
    private readonly rangePx = RANGE_PX,
  ) {}

  /** @returns how many rows the scroll range has for a list of `count` */
  resize(count: number): number {
    this.count = count;
    this.inRange = Math.min(count, Math.floor(this.rangePx / this.rowPx));
    this.base = this.within(this.base);
    return this.inRange;
  }

  /** The row of the list that the range's row stands for now. */
  rowOf(index: number): number {
    return this.base + index;
  }

  /** Whether the range's last row is the list's. */
  get endsHere(): boolean {
    return this.base + this.inRange === this.count;
  }

  /**
   * The range was scrolled.
   * @param top in pixels
   * @param maxTop the farthest that it can be scrolled
   * @param viewPx height of what is seen
   */
  scrolled(top: number, maxTop: number, viewPx: number): void {
    if (this.plan !== null) {
      this.base = this.within(this.plan.base);
      this.top = this.plan.top;
      this.plan = null;
    }
    // Less than half a pixel of the scrollbar's way cannot be meant as a jump.
    const jump = Math.abs(top - this.top) > Math.max(viewPx * 2, maxTop / (2 * Math.max(1, viewPx)));
    this.top = top;
    const hidden = this.count - this.inRange;
    if (jump && hidden > 0) this.base = this.within(Math.round((top / Math.max(1, maxTop)) * hidden));
  }

  /**
   * Where to scroll to set the range right; null where it is right already.
   * @param resting nothing moves: then also when it has only strayed, not just when the range ends before the list
   */
  anchor(maxTop: number, resting: boolean): number | null {
    if (this.inRange === this.count || this.plan !== null) return null;
    const index = Math.floor(this.top / this.rowPx);
    const wanted = this.indexFor(this.base + index);
    const stuck =
      (this.top <= 0 && this.base > 0) || (this.top >= maxTop - 1 && this.base + this.inRange < this.count);
    if (!stuck && (!resting || Math.abs(wanted - index) <= this.inRange * STRAY)) return null;
    return this.go(this.top + (wanted - index) * this.rowPx, this.base + index - wanted);
  }

  /**
   * Where to scroll to bring a row into view, by as little as possible; null where it is in view.
   * @param padPx height of what covers the first rows of the view and stands above the first row of the list
   */
  reveal(row: number, viewPx: number, padPx: number): number | null {
    const { top, base } = this.plan ?? { top: this.top, base: this.base };
    const near = row - base;
    const index = near >= 0 && near < this.inRange ? near : this.indexFor(row);
    const rowTop = padPx + index * this.rowPx;
    const newBase = row - index;
    if (newBase === base && rowTop >= top + padPx && rowTop + this.rowPx <= top + viewPx) return null;
    const upward = newBase === base ? rowTop < top + padPx : row < base;
    return this.go(Math.max(0, upward ? rowTop - padPx : rowTop + this.rowPx - viewPx), newBase);
  }

  private go(top: number, base: number): number {
    this.plan = { top, base: this.within(base) };
    return top;
  }

  /**
   * The place in the range at which a row stands in proportion, between the edges, which are exact: no row that is not
   * one of the list's last stands at the range's end, where it could not be scrolled past.
   */
  private indexFor(row: number): number {
    const { count, inRange } = this;
    if (row < EDGE_ROWS) return Math.min(row, inRange - 1);
    if (row >= count - EDGE_ROWS) return Math.max(0, inRange - (count - row));
    const share = (row - EDGE_ROWS) / (count - 2 * EDGE_ROWS);
    return EDGE_ROWS + Math.round(share * (inRange - 2 * EDGE_ROWS));
  }

  private within(base: number): number {
    return Math.max(0, Math.min(this.count - this.inRange, base));
  }
}
