import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Clock, TokenBucket } from "@/lib/aws/token-bucket";

/** Time stands still until `pass` is called; timers run in the order of their instants. */
class TestClock implements Clock {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  readonly now = () => this.#now;

  readonly after = (delayMs: number, run: () => void) => {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let due = this.#next(end); due !== undefined; due = this.#next(end)) {
      this.#now = due.at;
      this.#timers = this.#timers.filter((other) => other !== due);
      due.run();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  #next(end: number) {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets the promises that are due run, at the present instant. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
}

const never = new AbortController().signal;

describe("TokenBucket", () => {
  it("lets a burst through at once, then keeps the pace", async () => {
    const clock = new TestClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 3 }, clock);
    const passed: number[] = [];
    for (let i = 0; i < 5; i += 1) void bucket.take(1, never).then(() => passed.push(clock.now()));
    await clock.pass(1_000);
    expect(passed).toEqual([0, 0, 0, 100, 200]);
  });

  it("tells how long each waited", async () => {
    const clock = new TestClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 1 }, clock);
    const waits = [bucket.take(1, never), bucket.take(1, never), bucket.take(1, never)];
    await clock.pass(1_000);
    expect(await Promise.all(waits)).toEqual([0, 100, 200]);
  });

  it("takes a call larger than the bucket for a full bucket", async () => {
    const clock = new TestClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, clock);
    expect(await bucket.take(1_000, never)).toBe(0);
    const next = bucket.take(1, never);
    await clock.pass(100);
    expect(await next).toBe(100);
  });

  it("does not let a small call overtake a large one", async () => {
    const clock = new TestClock();
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, clock);
    const order: string[] = [];
    await bucket.take(4, never);
    void bucket.take(5, never).then(() => order.push("large"));
    void bucket.take(1, never).then(() => order.push("small"));
    await clock.pass(2_000);
    expect(order).toEqual(["large", "small"]);
  });

  it("lets go of a caller who left, and serves the next in his place", async () => {
    const clock = new TestClock();
    const bucket = new TokenBucket({ perSecond: 1, burst: 1 }, clock);
    const leaving = new AbortController();
    await bucket.take(1, never);
    const left = bucket.take(1, leaving.signal);
    const stayed = bucket.take(1, never);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    await clock.pass(1_000);
    expect(await stayed).toBe(1_000);
  });

  it("spends nothing on a caller who had left before", async () => {
    const bucket = new TokenBucket({ perSecond: 1, burst: 1 }, new TestClock());
    await expect(bucket.take(1, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    expect(await bucket.take(1, never)).toBe(0);
  });

  it("never lets more than burst + time × pace through, whatever the arrivals", async () => {
    const arrivals = fc.array(fc.record({ gap: fc.nat(400), tokens: fc.integer({ min: 1, max: 6 }) }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(arrivals, async (calls) => {
        const clock = new TestClock();
        const bucket = new TokenBucket({ perSecond: 10, burst: 4 }, clock);
        const passed: { at: number; tokens: number }[] = [];
        for (const { gap, tokens } of calls) {
          await clock.pass(gap);
          const counted = Math.min(4, tokens);
          void bucket.take(tokens, never).then(() => passed.push({ at: clock.now(), tokens: counted }));
        }
        await clock.pass(60_000);
        expect(passed).toHaveLength(calls.length);
        for (const [i, first] of passed.entries()) {
          let sum = 0;
          for (const { at, tokens } of passed.slice(i)) {
            sum += tokens;
            expect(sum).toBeLessThanOrEqual(4 + ((at - first.at) / 1000) * 10 + 0.001);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
