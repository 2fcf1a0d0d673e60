import { describe, expect, it } from "vitest";
import { type Allowance, rateOf, takeToken, weightOf } from "@/lib/access/token-rule";

describe("takeToken", () => {
  const rate = { perMinute: 60, burst: 3 };

  it("gives the burst at once, then one a second", () => {
    let left: Allowance | undefined;
    const take = (nowMs: number) => {
      const taken = takeToken(left, rate, nowMs);
      left = taken.left;
      return taken.retryAfterMs;
    };
    expect([take(0), take(0), take(0)]).toEqual([null, null, null]);
    expect(take(0)).toBe(1_000);
    expect(take(400)).toBe(600);
    expect(take(1_000)).toBeNull();
    // However long one waits, no more than the burst is there.
    expect([take(999_000), take(999_000), take(999_000), take(999_000)]).toEqual([null, null, null, 1_000]);
  });

  it("gains nothing when the clock goes back", () => {
    expect(takeToken({ tokens: 0, atMs: 10_000 }, rate, 5_000).retryAfterMs).toBe(1_000);
  });
});

describe("weightOf", () => {
  it.each([
    "/api/logs",
    "/api/logs/summary",
    "/api/logs/tail",
    "/api/requests/abc",
    "/api/traces",
    "/api/cost/waste",
    "/cost",
    "/api/functions/orders/callers",
    "/requests/abc",
    "/traces/1-abc",
    "/api/functions/a%2Fb/callers",
  ])("%s is costly", (path) => {
    expect(weightOf(path)).toBe("costly");
  });

  it.each(["/", "/functions/orders", "/api/overview", "/logs", "/api/logsx", "/api/functions/orders"])(
    "%s is plain",
    (path) => {
      expect(weightOf(path)).toBe("plain");
    },
  );

  it("plain requests may be ten times as many", () => {
    expect(rateOf("costly", 120)).toEqual({ perMinute: 120, burst: 60 });
    expect(rateOf("plain", 120)).toEqual({ perMinute: 1_200, burst: 600 });
    expect(rateOf("costly", 1).burst).toBe(1);
  });
});
