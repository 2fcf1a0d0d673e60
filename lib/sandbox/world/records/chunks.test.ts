import { describe, expect, it } from "vitest";
import { CHUNK, Chunks, slotOf } from "@/lib/sandbox/world/records/chunks";
import { IndexList, lowerBound } from "@/lib/sandbox/world/records/index-list";

describe("Chunks", () => {
  it("keeps every value, across chunks", () => {
    const chunks = new Chunks(() => ({ value: new Float64Array(CHUNK) }));
    for (let i = 0; i < 40_000; i++) chunks.of(chunks.add()).value[slotOf(i)] = i * 1.5;
    expect(chunks.length).toBe(40_000);
    expect([0, CHUNK - 1, CHUNK, 39_999].map((i) => chunks.of(i).value[slotOf(i)])).toEqual([
      0,
      (CHUNK - 1) * 1.5,
      CHUNK * 1.5,
      59_998.5,
    ]);
  });

  it("refuses an index that no chunk holds", () => {
    const chunks = new Chunks(() => ({ value: new Float64Array(CHUNK) }));
    expect(() => chunks.of(0)).toThrow("no record 0");
    chunks.add();
    expect(() => chunks.of(-1)).toThrow(RangeError);
  });
});

describe("IndexList", () => {
  it("views stay right when the list grows", () => {
    const list = new IndexList();
    for (let i = 0; i < 10; i++) list.push(i);
    const view = list.view(2, 5);
    for (let i = 10; i < 1_000; i++) list.push(i);
    expect(Array.from(view)).toEqual([2, 3, 4]);
    expect(list.get(999)).toBe(999);
  });

  it("finds the first value that reaches a bound", () => {
    const values = [1, 3, 3, 3, 8];
    const find = (bound: number) => lowerBound(values.length, bound, (i) => values[i] ?? 0);
    expect([0, 1, 2, 3, 4, 8, 9].map(find)).toEqual([0, 0, 1, 1, 4, 4, 5]);
  });
});
