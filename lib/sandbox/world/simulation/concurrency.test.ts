import fc from "fast-check";
import { expect, it } from "vitest";
import { Concurrency } from "@/lib/sandbox/world/simulation/concurrency";

it("counts what a list of intervals counts", () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 9 }),
    length: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
      const running = new Concurrency();
      const ends: number[] = [];
      let now = 0;
      for (const { wait, length } of steps) {
        now += wait;
        expect(running.runningAt(now)).toBe(ends.filter((end) => end > now).length);
        running.add(now + length);
        ends.push(now + length);
      }
    }),
  );
});
