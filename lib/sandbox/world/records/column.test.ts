import { describe, expect, it } from "vitest";
import { bytes, floats, ints, shorts } from "@/lib/sandbox/world/records/column";
import { IndexList, lowerBound } from "@/lib/sandbox/world/records/index-list";

describe("Column", () => {
  it("keeps every value across chunks", () => {
    const column = floats();
    for (let i = 0; i < 40_000; i++) column.push(i * 1.5);
    column.set(20_000, -1);
    expect(column.length).toBe(40_000);
    expect([0, 16_383, 16_384, 20_000, 39_999].map((i) => column.get(i))).toEqual([
      0, 24_574.5, 24_576, -1, 59_998.5,
    ]);
    expect(column.get(40_000)).toBe(0);
  });

  it("holds the range of its type", () => {
    const columns = [bytes(), shorts(), ints()] as const;
    expect(columns.map((column) => column.get(column.push(255)))).toEqual([255, 255, 255]);
    expect(columns[1].get(columns[1].push(65_535))).toBe(65_535);
    expect(columns[2].get(columns[2].push(-1))).toBe(-1);
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
