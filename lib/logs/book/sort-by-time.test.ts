import fc from "fast-check";
import { expect, it } from "vitest";
import { sortByTime } from "@/lib/logs/book/sort-by-time";

/** Spans of every width: few and many digits, wider than the keys, fractions, nothing but one instant. */
const times = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 50 }),
  fc.integer({ min: 1_700_000_000_000, max: 1_700_003_600_000 }),
  fc.integer({ min: 0, max: 2 ** 42 }),
  fc.integer({ min: 0, max: 1_000 }).map((ms) => ms / 4),
);

it("sorts by time and keeps the order of equal ones, however many there are and however wide apart", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(times, { maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 90_000_000 }), { minLength: 300, maxLength: 900 }),
        fc.array(times, { minLength: 300, maxLength: 900 }),
      ),
      (list) => {
        // Not in the order of the numbers: the ties must keep their places, not their numbers' order.
        const lines = Int32Array.from(list.keys()).reverse();
        const timesOfLines = Float64Array.from(lines, (line) => list[line] ?? 0);
        const expected = Array.from(lines).sort((a, b) => (list[a] ?? 0) - (list[b] ?? 0));
        sortByTime(lines, timesOfLines);
        expect(Array.from(lines)).toEqual(expected);
      },
    ),
  );
});
