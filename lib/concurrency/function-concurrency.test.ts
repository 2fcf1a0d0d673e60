import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { concurrencyAnswer } from "@/lib/concurrency/answer";
import {
  type AccountFigures,
  accountConcurrency,
  byLeastHeadroom,
  type FunctionFigures,
  functionConcurrency,
} from "@/lib/concurrency/function-concurrency";
import type { Series } from "@/lib/concurrency/series";
import type { ThrottleEpisode } from "@/lib/model/views/concurrency";

const tell = (ms: number) => `minute ${ms / MINUTE_MS}`;
const series = (...values: (number | null)[]): Series => ({
  periodMs: MINUTE_MS,
  timesMs: values.map((_, i) => i * MINUTE_MS),
  values,
});

function account(more: Partial<AccountFigures> = {}) {
  const figures: AccountFigures = {
    limit: 1000,
    unreservedLimit: 900,
    total: series(40, 50),
    unreserved: series(30, 45),
    claimed: series(140, 155),
    throttledSinceMs: null,
    daily: series(),
    endMs: 2 * MINUTE_MS,
    ...more,
  };
  return accountConcurrency(figures, tell);
}

function row(more: Partial<FunctionFigures>, of = account()) {
  const figures: FunctionFigures = {
    name: "orders-api",
    concurrency: series(3, 8, null),
    throttles: 0,
    reserved: null,
    provisioned: [],
    provisionedInvocations: null,
    spillover: null,
    throttled: [],
    daily: series(),
    ...more,
  };
  return functionConcurrency(figures, of, 2 * MINUTE_MS, tell);
}

const reached: ThrottleEpisode = {
  cause: "function-limit",
  fromMs: MINUTE_MS,
  toMs: 2 * MINUTE_MS,
  periodMs: MINUTE_MS,
  periods: 1,
  throttles: 12,
  concurrencyPeak: 8,
  limit: 8,
  sentence: "Its concurrency reached 8.",
};

describe("accountConcurrency", () => {
  it("counts provisioned concurrency as taken, used or not", () => {
    // 155 claimed − 100 reserved = 55, ten more than what ran.
    expect(account()).toMatchObject({
      peak: 50,
      unreservedPeak: 45,
      poolPeak: 55,
      headroom: 845,
      health: "ok",
    });
  });

  it("goes by what ran where the claim has no datapoint", () => {
    expect(account({ claimed: series(null, null) })).toMatchObject({ poolPeak: 45, claimedPeak: null });
  });

  it("knows no share without the limit", () => {
    const blind = account({ limit: null, unreservedLimit: null });
    expect(blind).toMatchObject({ headroom: null, share: null, health: "unknown" });
    expect(blind.forecast.state).toBe("unknown");
  });
});

describe("functionConcurrency", () => {
  it("holds a function against its own reservation, or against the pool with all others in it", () => {
    expect(row({ reserved: 10 })).toMatchObject({
      limitKind: "reserved",
      headroom: 2,
      share: 0.8,
      health: "warning",
    });
    expect(row({})).toMatchObject({
      limitKind: "shared",
      limit: 900,
      headroom: 845,
      health: "ok",
      forecast: null,
    });
    expect(row({ reserved: undefined })).toMatchObject({
      limitKind: "unknown",
      share: null,
      health: "unknown",
    });
  });

  it("does not take silence for health", () => {
    expect(row({ concurrency: series(null), throttles: null, reserved: 5 })).toMatchObject({
      health: "unknown",
      peak: null,
      headroom: null,
      share: null,
    });
  });

  it("is critical when calls were throttled, even when nothing ran", () => {
    const off = row({ concurrency: series(null), throttles: 4, reserved: 0 });
    expect(off).toMatchObject({ health: "critical", reason: "4 throttled" });
    const full = row({ throttles: 12, reserved: 8, throttled: [reached] });
    expect(full.reason).toBe("12 throttled: reserved concurrency reached");
    expect(full.forecast?.state).toBe("throttled");
  });

  it("sorts the throttled first, then by what is left", () => {
    const rows = [
      row({ name: "shared-b" }),
      row({ name: "shared-a", concurrency: series(9) }),
      row({ name: "tight", reserved: 9 }),
      row({ name: "full", reserved: 100, throttles: 1 }),
      row({ name: "idle", concurrency: series(null), throttles: null }),
    ];
    expect(rows.sort(byLeastHeadroom).map(({ name }) => name)).toEqual([
      "full",
      "tight",
      "shared-a",
      "shared-b",
      "idle",
    ]);
  });
});

describe("concurrencyAnswer", () => {
  it("says who was throttled, when and why", () => {
    const full = row({ name: "search", throttles: 12, reserved: 8, throttled: [reached] });
    expect(concurrencyAnswer([full, row({})], account(), tell)).toEqual({
      health: "critical",
      sentence:
        "search was throttled 12 times from minute 1 to minute 2: it reached the 8 concurrent executions reserved for it. The account's pool peaked at 55 of 900 (6.11 %).",
    });
  });

  it("does not make one long run of two", () => {
    const later = { ...reached, fromMs: 60 * MINUTE_MS, toMs: 61 * MINUTE_MS };
    const twice = row({ name: "search", throttles: 24, reserved: 8, throttled: [reached, later] });
    expect(concurrencyAnswer([twice], account(), tell).sentence).toContain(
      "search was throttled 24 times in 2 runs, the last from minute 60 to minute 61: it reached",
    );
  });

  it("names the nearest, and says what is not known", () => {
    expect(concurrencyAnswer([row({ reserved: 10 })], account(), tell)).toMatchObject({
      health: "warning",
      sentence: expect.stringContaining("orders-api is nearest to its limit: 8 of 10 reserved (80 %)."),
    });
    expect(concurrencyAnswer([row({ reserved: undefined })], account(), tell)).toMatchObject({
      health: "unknown",
      sentence: expect.stringContaining("The reservation of 1 function is not known."),
    });
    const two = [row({}), row({ name: "carts-api" })];
    expect(concurrencyAnswer(two, account(), tell).sentence).toMatch(/^No call was throttled\./);
    expect(concurrencyAnswer([row({})], account(), tell).sentence).toMatch(/^orders-api was not throttled\./);
    expect(concurrencyAnswer([row({ concurrency: series(null) })], account(), tell).health).toBe("unknown");
  });
});
