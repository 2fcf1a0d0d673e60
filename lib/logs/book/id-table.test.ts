import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdTable } from "@/lib/logs/book/id-table";

describe("an id table", () => {
  it("gives each id one number, in the order of first appearance, wherever in a text it stands", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 5 }), fc.oneof(fc.uuid(), fc.string({ maxLength: 3 })))),
        (found) => {
          const ids = new IdTable();
          const expected = new Map<string, number>();
          for (const [before, id] of found) {
            if (!expected.has(id)) expected.set(id, expected.size);
            const text = `${before}${id} behind`;
            expect(ids.numberAt(text, before.length, before.length + id.length)).toBe(expected.get(id));
          }
          expect(ids.size).toBe(expected.size);
          for (const [id, number] of expected) {
            expect(ids.find(id)).toBe(number);
            expect(ids.nameOf(number)).toBe(id);
          }
        },
      ),
    );
  });

  it("finds them again after it has grown, also those that differ in the middle only", () => {
    const ids = new IdTable();
    const idOf = (n: number): string => `aaaaaaaa-${n.toString(16).padStart(4, "0")}-4000-8000-000000000001`;
    for (let n = 0; n < 3_000; n++) expect(ids.numberAt(idOf(n), 0, 36)).toBe(n);
    const other = (n: number): string =>
      `${n.toString(16).padStart(8, "0")}-0000-4000-8000-00000000000${n % 10}`;
    for (let n = 0; n < 5_000; n++) expect(ids.numberAt(other(n), 0, 36)).toBe(3_000 + n);
    for (let n = 0; n < 3_000; n += 97) expect(ids.find(idOf(n))).toBe(n);
    for (let n = 0; n < 5_000; n += 97) expect(ids.find(other(n))).toBe(3_000 + n);
    expect(ids.find("00000000-0000-0000-0000-000000000000")).toBe(-1);
    expect(ids.nameOf(-1)).toBe("");
  });
});
