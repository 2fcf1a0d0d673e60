import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StretchedRows } from "@/components/logs/stretched-rows";

const rowPx = 20;
const viewPx = 400;
const padPx = 28;
const rangePx = 200_000;

/** A list in a frame that scrolls as a browser would. */
function framed(count: number) {
  const rows = new StretchedRows(rowPx, rangePx);
  const inRange = rows.resize(count);
  const maxTop = Math.max(0, padPx + inRange * rowPx - viewPx);
  let top = 0;
  const set = (next: number) => {
    // No browser scrolls by less than a part of a pixel.
    top = Math.round(Math.max(0, Math.min(maxTop, next)) * 64) / 64;
    rows.scrolled(top, maxTop, viewPx);
    const stuck = rows.anchor(maxTop, false);
    if (stuck !== null) set(stuck);
  };
  return {
    rows,
    maxTop,
    scrollBy: (px: number) => set(top + px),
    jumpTo: (share: number) => set(share * maxTop),
    rest: () => {
      const to = rows.anchor(maxTop, true);
      if (to !== null) set(to);
    },
    reveal: (row: number) => {
      const to = rows.reveal(row, viewPx, padPx);
      if (to !== null) set(to);
    },
    /** Rows that are seen whole, below the header. */
    seen: () => ({
      first: rows.rowOf(Math.ceil(top / rowPx)),
      last: rows.rowOf(Math.floor((top + viewPx - padPx) / rowPx) - 1),
    }),
    top: () => top,
  };
}

const counts = fc.integer({ min: 1, max: 3_000_000 });

describe("rows of a list that is higher than an element can be", () => {
  it("leaves a shorter list as it is", () => {
    const rows = new StretchedRows(rowPx, rangePx);
    expect(rows.resize(10_000)).toBe(10_000);
    rows.scrolled(150_000, 199_600, viewPx);
    expect(rows.rowOf(0)).toBe(0);
    expect(rows.anchor(199_600, true)).toBeNull();
  });

  it("shows any row that is asked for, whatever was scrolled before", () => {
    fc.assert(
      fc.property(
        counts,
        fc.array(
          fc.oneof(
            fc.record({ by: fc.integer({ min: -700, max: 700 }) }),
            fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }) }),
            fc.record({ row: fc.nat() }),
            fc.constant({ rest: true }),
          ),
          { maxLength: 20 },
        ),
        fc.nat(),
        (count, moves, wanted) => {
          const list = framed(count);
          for (const move of moves) {
            if ("by" in move) list.scrollBy(move.by);
            else if ("share" in move) list.jumpTo(move.share);
            else if ("row" in move) list.reveal(move.row % count);
            else list.rest();
          }
          const row = wanted % count;
          list.reveal(row);
          const { first, last } = list.seen();
          expect(first).toBeLessThanOrEqual(row);
          expect(last).toBeGreaterThanOrEqual(row);
        },
      ),
    );
  });

  it("goes on row by row over the whole list, resting or not", () => {
    const count = 30_000;
    const list = framed(count);
    let before = list.seen().last;
    for (let steps = 0; before < count - 1 && steps < 4_000; steps++) {
      list.scrollBy(rowPx * 10);
      if (steps % 7 === 0) list.rest();
      const { first, last } = list.seen();
      expect(first).toBeLessThanOrEqual(before + 1);
      expect(last).toBeGreaterThan(before);
      before = last;
    }
    expect(before).toBe(count - 1);
    for (let steps = 0; list.seen().first > 0 && steps < 4_000; steps++) {
      list.scrollBy(-rowPx * 10);
      if (steps % 5 === 0) list.rest();
    }
    expect(list.seen().first).toBe(0);
  });

  it("does not move what is seen when the range is set right", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 3_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -700, max: 700 }),
        (count, share, by) => {
          const list = framed(count);
          list.jumpTo(share);
          for (let i = 0; i < 5; i++) list.scrollBy(by);
          const before = list.seen();
          list.rest();
          expect(list.seen()).toEqual(before);
        },
      ),
    );
  });

  it("takes the ends of the scrollbar for the ends of the list, and its middle for the middle", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 3_000_000 }), (count) => {
        const list = framed(count);
        list.jumpTo(1);
        expect(list.seen().last).toBe(count - 1);
        expect(list.rows.endsHere).toBe(true);
        list.jumpTo(0.5);
        expect(Math.abs(list.seen().first - count / 2)).toBeLessThan(count * 0.01 + 30);
        list.jumpTo(0);
        expect(list.seen().first).toBe(0);
      }),
    );
  });

  it("keeps to the list when rows are added or filtered away", () => {
    const list = framed(1_000_000);
    list.jumpTo(1);
    list.rows.resize(50);
    expect(list.rows.rowOf(0)).toBe(0);
    list.rows.resize(2_000_000);
    expect(list.rows.endsHere).toBe(false);
  });
});
