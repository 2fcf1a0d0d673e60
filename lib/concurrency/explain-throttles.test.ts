import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import {
  explainThrottles,
  type ThrottleLimits,
  type ThrottlePeriod,
} from "@/lib/concurrency/explain-throttles";

const limits: ThrottleLimits = { reserved: null, unreservedLimit: 1000 };

function minute(n: number, more: Partial<ThrottlePeriod>): ThrottlePeriod {
  const quiet = { throttles: 10, concurrency: 5, before: 5, invocations: 60, pool: 100 };
  return { fromMs: n * MINUTE_MS, ...quiet, ...more };
}

function causes(periods: readonly ThrottlePeriod[], by: Partial<ThrottleLimits> = {}): string[] {
  return explainThrottles(periods, MINUTE_MS, { ...limits, ...by }).map(({ cause }) => cause);
}

describe("explainThrottles", () => {
  it("names the limit that was reached in the same minute", () => {
    expect(causes([minute(0, { concurrency: 5 })], { reserved: 5 })).toEqual(["function-limit"]);
    expect(causes([minute(0, { pool: 1000 })])).toEqual(["account-limit"]);
    expect(causes([minute(0, { concurrency: null })], { reserved: 0 })).toEqual(["switched-off"]);
    expect(causes([minute(0, { invocations: 3_000, throttles: 600 })], { reserved: 6 })).toEqual([
      "request-rate",
    ]);
  });

  it("takes a rise of 1,000 environments far below the limit for the scaling rate", () => {
    const rise = minute(0, { before: 200, concurrency: 1_400 });
    const wide = { unreservedLimit: 5_000 };
    expect(causes([rise], wide)).toEqual(["scaling-rate"]);
    expect(causes([rise], { unreservedLimit: 1_500 })).toEqual(["unknown"]);
    expect(causes([minute(0, { before: 500, concurrency: 1_400 })], wide)).toEqual(["unknown"]);
    // A reservation is not exempt, and one that is full explains it better.
    expect(causes([rise], { reserved: 1_400 })).toEqual(["function-limit"]);
  });

  it("says that it cannot tell, with what it saw", () => {
    const [one] = explainThrottles([minute(0, {})], MINUTE_MS, { ...limits, reserved: 20 });
    expect(one).toMatchObject({ cause: "unknown", concurrencyPeak: 5, limit: 20 });
    expect(one?.sentence).toBe(
      "Cannot tell: no limit was reached in the same minutes, its concurrency peaked at 5 of 20, the account's pool at 100 of 1,000.",
    );
    expect(causes([minute(0, { concurrency: 900 })], { reserved: undefined })).toEqual(["unknown"]);
    expect(causes([minute(0, { pool: null, concurrency: null })], { unreservedLimit: null })).toEqual([
      "unknown",
    ]);
  });

  it("joins minutes of one cause, in order of time, and skips those without throttles", () => {
    const full = { concurrency: 5 };
    const periods = [
      minute(3, full),
      minute(1, full),
      minute(2, { ...full, throttles: 0 }),
      minute(4, { concurrency: 2 }),
      minute(30, full),
    ];
    expect(explainThrottles(periods, MINUTE_MS, { ...limits, reserved: 5 })).toMatchObject([
      { cause: "function-limit", fromMs: MINUTE_MS, toMs: 4 * MINUTE_MS, periods: 2, throttles: 20 },
      { cause: "unknown", fromMs: 4 * MINUTE_MS, toMs: 5 * MINUTE_MS, periods: 1 },
      { cause: "function-limit", fromMs: 30 * MINUTE_MS, periods: 1 },
    ]);
    expect(explainThrottles([], MINUTE_MS, limits)).toEqual([]);
  });
});
