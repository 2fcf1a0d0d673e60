import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { type HourAmount, monthOf, projectMonth } from "@/lib/cost/projection";

const monthMs = Date.UTC(2026, 10, 1);

function hoursOf(fromMs: number, toMs: number, amountAt: (ms: number) => number | null): HourAmount[] {
  const hours: HourAmount[] = [];
  for (let startMs = fromMs; startMs < toMs; startMs += HOUR_MS)
    hours.push({ startMs, amount: amountAt(startMs) });
  return hours;
}

const daily = (ms: number) => (new Date(ms).getUTCHours() < 12 ? 1 : 3);
const weekly = (ms: number) => ([0, 6].includes(new Date(ms).getUTCDay()) ? 0 : 2);

describe("projectMonth", () => {
  it("is exact when every day is like the other", () => {
    const nowMs = monthMs + 5 * DAY_MS;
    const projection = projectMonth(hoursOf(monthMs, nowMs, daily), nowMs);
    expect(projection).toMatchObject({ seen: 240, unknownHours: 0, rhythm: "hour-of-day" });
    expect(projection?.expected).toBeCloseTo(30 * 48, 9);
    expect(projection?.low).toBeCloseTo(30 * 48, 9);
    expect(projection?.certainShare).toBeCloseTo(1 / 6, 9);
  });

  it("tells weekends apart after two weeks, also from the month before", () => {
    const nowMs = monthMs + 3 * DAY_MS;
    const projection = projectMonth(hoursOf(nowMs - 15 * DAY_MS, nowMs, weekly), nowMs);
    expect(projection?.rhythm).toBe("hour-of-week");
    const whole = hoursOf(monthMs, monthOf(nowMs).toMs, weekly).reduce(
      (sum, { amount }) => sum + (amount ?? 0),
      0,
    );
    expect(projection?.expected).toBeCloseTo(whole, 9);
  });

  it("says how little an hour tells", () => {
    const nowMs = monthMs + HOUR_MS;
    const projection = projectMonth([{ startMs: monthMs, amount: 1 }], nowMs);
    expect(projection).toMatchObject({
      rhythm: "average",
      seen: 1,
      expected: 720,
      low: 1,
      high: 1 + 2 * 719,
    });
  });

  it("does not take an unknown hour for nothing", () => {
    const nowMs = monthMs + 4 * DAY_MS;
    const lost = monthMs + 30 * HOUR_MS;
    const projection = projectMonth(
      hoursOf(monthMs, nowMs, (ms) => (ms === lost ? null : daily(ms))),
      nowMs,
    );
    expect(projection?.unknownHours).toBe(1);
    expect(projection?.expected).toBeCloseTo(30 * 48, 9);
  });

  it("leaves out the hour that is under way, and knows nothing from nothing", () => {
    const nowMs = monthMs + 30 * 60_000;
    expect(projectMonth([{ startMs: monthMs, amount: 1 }], nowMs)).toBeNull();
    expect(projectMonth([], nowMs)).toBeNull();
  });

  it("holds what is seen, in any order, and grows in proportion", () => {
    const nowMs = monthMs + 9 * DAY_MS;
    const amounts = fc.array(fc.nat(1000), { minLength: 216, maxLength: 216 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 2, max: 9 }), (list, factor) => {
        const hours = list.map((amount, at) => ({ startMs: monthMs + at * HOUR_MS, amount }));
        const once = projectMonth(hours, nowMs);
        const more = projectMonth(
          hours.map(({ startMs, amount }) => ({ startMs, amount: amount * factor })).reverse(),
          nowMs,
        );
        if (!once || !more) throw new TypeError("a projection");
        expect(once.low).toBeGreaterThanOrEqual(once.seen - 1e-6);
        expect(once.low).toBeLessThanOrEqual(once.expected);
        expect(once.expected).toBeLessThanOrEqual(once.high);
        expect(more.expected).toBeCloseTo(once.expected * factor, 4);
        expect(more.high).toBeCloseTo(once.high * factor, 3);
      }),
      { numRuns: 30 },
    );
  });
});
