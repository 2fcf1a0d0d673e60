import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regularCalls, type TimedCall } from "@/lib/cold-starts/regular-calls";

const MINUTE = 60_000;
const HOURS = 3 * 60 * MINUTE;
const call = (atMs: number, felt = false): TimedCall => ({ atMs, felt });
const every = (minutes: number, phaseMs = 7_000) =>
  Array.from({ length: HOURS / MINUTE / minutes }, (_, i) => call(i * minutes * MINUTE + phaseMs, i === 0));

describe("regularCalls", () => {
  it("finds the beat among other calls, and who waited", () => {
    const others = [call(95_000, true), call(30 * MINUTE), call(100 * MINUTE + 31_000, true)];
    expect(regularCalls([...others, ...every(9)], 0, HOURS)).toEqual({
      everyMs: 9 * MINUTE,
      calls: 20,
      felt: 1,
      otherCalls: 3,
      otherFelt: 2,
    });
  });

  it("takes the shortest beat, late by no more than two seconds", () => {
    expect(regularCalls(every(3), 0, HOURS)?.everyMs).toBe(3 * MINUTE);
    const late = every(5).map(({ atMs, felt }, i) => call(atMs + (i % 3) * 600, felt));
    expect(regularCalls(late, 0, HOURS)).toMatchObject({ everyMs: 5 * MINUTE, calls: 36 });
  });

  it("finds none in few calls, in a crowd, or where beats are missing", () => {
    expect(regularCalls([], 0, HOURS)).toBeNull();
    expect(regularCalls(every(9), 0, 20 * MINUTE)).toBeNull();
    const crowd = Array.from({ length: 3_000 }, (_, i) => call(i * 3_600));
    expect(regularCalls(crowd, 0, HOURS)).toBeNull();
    expect(
      regularCalls(
        every(9).filter((_, i) => i % 3 !== 0),
        0,
        HOURS,
      ),
    ).toBeNull();
  });

  it("does not depend on the order and counts each call once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: HOURS - 1 }), { maxLength: 40 }), (times) => {
        const calls = [...every(10), ...times.map((atMs) => call(atMs))];
        const found = regularCalls(calls, 0, HOURS);
        expect(regularCalls([...calls].reverse(), 0, HOURS)).toEqual(found);
        expect((found?.calls ?? 0) + (found?.otherCalls ?? 0)).toBe(found === null ? 0 : calls.length);
      }),
    );
  });
});
