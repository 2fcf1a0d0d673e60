import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { peakPerMinute } from "@/lib/sandbox/cloudwatch/concurrency";

const MINUTE = 60_000;

function peaks(executions: readonly (readonly [number, number])[], minutes = 3): readonly number[] {
  const begins = Float64Array.from(executions.map(([begin]) => begin)).sort();
  const ends = Float64Array.from(executions.map(([, end]) => end)).sort();
  return [...peakPerMinute(begins, ends, 0, minutes * MINUTE)];
}

describe("peak concurrency per minute", () => {
  it("is zero without executions", () => {
    expect(peaks([])).toEqual([0, 0, 0]);
  });

  it("counts an execution in every minute it touches, from before the window too", () => {
    expect(peaks([[-5_000, 2 * MINUTE + 1]])).toEqual([1, 1, 1]);
    expect(peaks([[-5_000, 2 * MINUTE]])).toEqual([1, 1, 0]);
  });

  it("does not count as overlap what begins when another ends", () => {
    expect(
      peaks([
        [0, 100],
        [100, 200],
      ]),
    ).toEqual([1, 0, 0]);
    expect(
      peaks([
        [0, 101],
        [100, 200],
      ]),
    ).toEqual([2, 0, 0]);
    expect(
      peaks([
        [0, MINUTE],
        [MINUTE, MINUTE + 1],
      ]),
    ).toEqual([1, 1, 0]);
  });

  it("ignores what lies after the window", () => {
    expect(peaks([[3 * MINUTE, 3 * MINUTE + 5]])).toEqual([0, 0, 0]);
  });

  it("agrees with counting at every beginning", () => {
    const execution = fc
      .tuple(fc.integer({ min: -MINUTE, max: 3 * MINUTE - 1 }), fc.integer({ min: 1, max: 2 * MINUTE }))
      .map(([begin, length]) => [begin, begin + length] as const)
      .filter(([, end]) => end > 0);
    fc.assert(
      fc.property(fc.array(execution, { maxLength: 30 }), (executions) => {
        const runningAt = (at: number) => executions.filter(([begin, end]) => begin <= at && at < end).length;
        const expected = [0, 1, 2].map((minute) => {
          const from = minute * MINUTE;
          const moments = executions.map(([begin]) => begin).filter((at) => at >= from && at < from + MINUTE);
          return Math.max(runningAt(from), ...moments.map(runningAt));
        });
        expect(peaks(executions)).toEqual(expected);
      }),
    );
  });
});
