import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergedSource, type SampleSource } from "@/lib/sandbox/cloudwatch/metric";
import { MinuteCache } from "@/lib/sandbox/cloudwatch/minute-cache";
import { Presence } from "@/lib/sandbox/cloudwatch/presence";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SETTLE = 5 * MINUTE;

interface Sample {
  readonly atMs: number;
  readonly value: number;
  /** When it becomes visible. */
  readonly seenMs: number;
}

/** Samples that come to light up to SETTLE after their time, as invocations do when they end. */
function sourceOf(
  samples: readonly Sample[],
  clock: { nowMs: number; scans: number },
  key = "s",
): SampleSource {
  return {
    key,
    shape: "values",
    settleMs: SETTLE,
    scan(fromMs, toMs, _nowMs, visit) {
      clock.scans++;
      for (const { atMs, value, seenMs } of samples) {
        if (atMs >= fromMs && atMs < toMs && seenMs <= clock.nowMs) visit(atMs, value);
      }
    },
  };
}

function read(cache: MinuteCache, source: SampleSource, nowMs: number, toMs = 3 * HOUR): readonly string[] {
  const rows: string[] = [];
  cache.each(source, 0, toMs, nowMs, (minuteMs, ...totals) =>
    rows.push(`${minuteMs / MINUTE}: ${totals.join(" ")}`),
  );
  return rows;
}

describe("minute cache", () => {
  it("totals each minute that has samples", () => {
    const samples = [5, 7, 3].map((value, i) => ({ atMs: i * 25_000, value, seenMs: 0 }));
    const clock = { nowMs: HOUR, scans: 0 };
    expect(read(new MinuteCache(1e6), sourceOf(samples, clock), HOUR)).toEqual(["0: 3 15 3 7"]);
  });

  it("does not read closed hours again", () => {
    const clock = { nowMs: 2 * HOUR, scans: 0 };
    const source = sourceOf([{ atMs: 0, value: 1, seenMs: 0 }], clock);
    const cache = new MinuteCache(1e6);
    read(cache, source, clock.nowMs, HOUR);
    read(cache, source, clock.nowMs + 1, HOUR);
    expect(clock.scans).toBe(1);
  });

  it("says the same as a cache that forgets everything, whenever it is asked", () => {
    const sample = fc
      .record({
        atMs: fc.integer({ min: 0, max: 2 * HOUR }),
        value: fc.integer({ min: 0, max: 9 }),
        delay: fc.integer({ min: 0, max: SETTLE - 1 }),
      })
      .map(({ atMs, value, delay }) => ({ atMs, value, seenMs: atMs + delay }));
    const clocks = fc.array(fc.integer({ min: 0, max: 3 * HOUR }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), clocks, (samples, times) => {
        const clock = { nowMs: 0, scans: 0 };
        const halves = [samples.slice(0, 20), samples.slice(20)].map((half, i) =>
          sourceOf(half, clock, `part ${i}`),
        );
        const merged = mergedSource("both", halves);
        const warm = new MinuteCache(1e7);
        for (const nowMs of [...times].sort((a, b) => a - b)) {
          clock.nowMs = nowMs;
          expect(read(warm, merged, nowMs)).toEqual(
            read(new MinuteCache(1e7), sourceOf(samples, clock, "all"), nowMs),
          );
        }
      }),
    );
  });

  it("stays within its budget", () => {
    const clock = { nowMs: 3 * HOUR, scans: 0 };
    const cache = new MinuteCache(5_000);
    for (let i = 0; i < 20; i++) read(cache, sourceOf([], clock, `s${i}`), clock.nowMs, HOUR);
    const before = clock.scans;
    read(cache, sourceOf([], clock, "s0"), clock.nowMs, HOUR);
    expect(clock.scans).toBe(before + 1);
  });
});

describe("presence", () => {
  it("finds the latest sample however old, then only what is new", () => {
    const day = 24 * HOUR;
    const now = 30 * day;
    const clock = { nowMs: now, scans: 0 };
    const last = (ageMs: number) => {
      const samples = [
        { atMs: now - ageMs, value: 1, seenMs: 0 },
        { atMs: now + HOUR, value: 1, seenMs: now + HOUR },
      ];
      const presence = new Presence();
      const source = sourceOf(samples, clock);
      clock.nowMs = now;
      const first = presence.lastSampleMs(source, now) - now;
      clock.nowMs = now + 2 * HOUR;
      return [first, presence.lastSampleMs(source, clock.nowMs) - now];
    };
    expect(last(0)).toEqual([0, HOUR]);
    expect(last(2 * HOUR)).toEqual([-2 * HOUR, HOUR]);
    expect(last(13 * day)).toEqual([-13 * day, HOUR]);
    expect(last(15 * day)).toEqual([Number.NEGATIVE_INFINITY, HOUR]);
  });
});
