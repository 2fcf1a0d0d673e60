import { describe, expect, it } from "vitest";
import { inOrder, orderOf, orderText } from "@/lib/cold-starts/show/order";

describe("inOrder", () => {
  const rows = [
    { name: "b", felt: 2 },
    { name: "unknown", felt: null },
    { name: "a", felt: 2 },
    { name: "c", felt: 10 },
  ];
  const names = (by: (row: (typeof rows)[number]) => number | string | null, descending: boolean) =>
    inOrder(rows, by, descending).map(({ name }) => name);

  it("sorts numbers as numbers, keeps equals as they were and puts what is not known last both ways", () => {
    expect(names(({ felt }) => felt, false)).toEqual(["b", "a", "c", "unknown"]);
    expect(names(({ felt }) => felt, true)).toEqual(["c", "b", "a", "unknown"]);
  });

  it("sorts texts and leaves what it was given alone", () => {
    const before = structuredClone(rows);
    expect(names(({ name }) => name, true)).toEqual(["unknown", "c", "b", "a"]);
    expect(rows).toEqual(before);
  });
});

describe("orderOf", () => {
  it("is the inverse of orderText, and no order for anything else", () => {
    expect(orderOf(orderText({ id: "felt", descending: true }))).toEqual({ id: "felt", descending: true });
    for (const text of ["", "felt", "felt.up", ".asc", "a b.asc"]) expect(orderOf(text), text).toBeNull();
  });
});
