import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue } from "@/lib/sandbox/world/simulation/event-queue";

function drain(queue: EventQueue): number[][] {
  const seen: number[][] = [];
  while (queue.size > 0) queue.take((kind, time, a, b, c, d, e) => seen.push([time, a, kind, b, c, d, e]));
  return seen;
}

describe("EventQueue", () => {
  it("gives events by time, and by order of scheduling within one instant", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 3_000 }), (times) => {
        const queue = new EventQueue();
        times.forEach((time, number) => {
          queue.schedule(time, 1, number);
        });
        const expected = times
          .map((time, number) => [time, number])
          .sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j);
        expect(drain(queue).map(([time, number]) => [time, number])).toEqual(expected);
      }),
    );
  });

  it("keeps order when events are scheduled while others are handled", () => {
    const queue = new EventQueue();
    queue.schedule(10, 1, 0);
    const times: number[] = [];
    while (queue.size > 0) {
      queue.take((_, time, a) => {
        times.push(time);
        if (a < 2_000) {
          queue.schedule(time + 1 + (a % 3), 1, a + 1);
          if (a % 2 === 0) queue.schedule(time + 7, 1, 9_999);
        }
      });
    }
    expect(times).toHaveLength(3_001);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("carries all five numbers", () => {
    const queue = new EventQueue();
    queue.schedule(1.5, 7, 1, -2, 3, 4, 1_768_476_000_000);
    expect(drain(queue)).toEqual([[1.5, 1, 7, -2, 3, 4, 1_768_476_000_000]]);
    expect(queue.nextTime()).toBe(Number.POSITIVE_INFINITY);
  });
});
