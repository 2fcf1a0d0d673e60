import { describe, expect, it } from "vitest";
import { apiVerdict, functionVerdict, worse } from "@/lib/metrics/health";
import { healthOfRate } from "@/lib/model/health-of-rate";

describe("healthOfRate", () => {
  it.each([
    [0, 100, "ok"],
    [2, 4, "ok"],
    [3, 1000, "ok"],
    [10, 1000, "warning"],
    [50, 1000, "critical"],
    [0, 0, "unknown"],
    [0, null, "unknown"],
    [null, 100, "unknown"],
  ])("%s failures of %s are %s", (failures, attempts, health) => {
    expect(healthOfRate(failures, attempts)).toBe(health);
  });
});

describe("functionVerdict", () => {
  it("is unknown, not healthy, when nothing ran", () => {
    expect(functionVerdict({ invocations: null, errors: null, throttles: null })).toEqual({
      health: "unknown",
      reason: "no invocations in this window",
    });
  });

  it("counts throttles against all attempts, for they are in neither invocations nor errors", () => {
    expect(functionVerdict({ invocations: 90, errors: 0, throttles: 10 })).toEqual({
      health: "critical",
      reason: "10 % throttled",
    });
  });

  it("sees a function that was only throttled", () => {
    expect(functionVerdict({ invocations: null, errors: null, throttles: 10 }).health).toBe("critical");
  });

  it("tells the more severe reason first", () => {
    expect(functionVerdict({ invocations: 1000, errors: 20, throttles: 100 }).reason).toBe(
      "9.09 % throttled, 2 % errors",
    );
  });
});

describe("apiVerdict", () => {
  it("judges 5xx; many 4xx only warn", () => {
    expect(apiVerdict({ count: 100, status4xx: 0, status5xx: 6 })).toEqual({
      health: "critical",
      reason: "6 % 5xx",
    });
    expect(apiVerdict({ count: 100, status4xx: 90, status5xx: 0 })).toEqual({
      health: "warning",
      reason: "90 % 4xx",
    });
    expect(apiVerdict({ count: 100, status4xx: 10, status5xx: 0 })).toEqual({ health: "ok", reason: null });
    expect(apiVerdict({ count: null, status4xx: null, status5xx: null }).health).toBe("unknown");
  });
});

it("unknown is worse than ok and better than a warning", () => {
  expect([worse("ok", "unknown"), worse("unknown", "warning"), worse("critical", "warning")]).toEqual([
    "unknown",
    "warning",
    "critical",
  ]);
});
