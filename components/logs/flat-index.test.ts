import fc from "fast-check";
import { expect, it } from "vitest";
import { flatCount, flatItem, flatOfPlace, type Opened } from "@/components/logs/flat-index";

const opened = (place: number, rows: number): Opened => ({ key: `r${place}`, place, rows });

it("puts the lines of an opened request below it", () => {
  const open = [opened(1, 2)];
  const items = Array.from({ length: flatCount(3, open) }, (_, index) => flatItem(index, open));
  expect(items.map((item) => (item.kind === "request" ? item.place : `line ${item.nth}`))).toEqual([
    0,
    1,
    "line 0",
    "line 1",
    2,
  ]);
});

it("shows every request once and in order, and every line below its own", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 4 })), { maxLength: 20 }),
      (requests) => {
        const open = requests.flatMap(([isOpen, rows], place) => (isOpen ? [opened(place, rows)] : []));
        const count = flatCount(requests.length, open);
        const seen: number[] = [];
        for (let index = 0; index < count; index++) {
          const item = flatItem(index, open);
          if (item.kind === "request") {
            seen.push(item.place);
            expect(flatOfPlace(item.place, open)).toBe(index);
          } else {
            expect(item.opened.place).toBe(seen.at(-1));
            expect(item.nth).toBeLessThan(item.opened.rows);
          }
        }
        expect(seen).toEqual(requests.map((_, place) => place));
      },
    ),
  );
});
