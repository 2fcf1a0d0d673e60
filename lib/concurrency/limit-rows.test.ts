import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { limitsAnswer } from "@/lib/concurrency/answer";
import { type FunctionLimitFigures, limitRows } from "@/lib/concurrency/limit-rows";
import type { Series } from "@/lib/concurrency/series";
import { unknownLimits } from "@/lib/concurrency/unknown-limits";

const tell = (ms: number) => `minute ${ms / MINUTE_MS}`;
const series = (...values: (number | null)[]): Series => ({
  periodMs: MINUTE_MS,
  timesMs: values.map((_, i) => i * MINUTE_MS),
  values,
});

const quiet: FunctionLimitFigures = {
  name: "orders-api",
  timeoutMs: 10_000,
  memoryMb: 512,
  durationMax: series(),
  durationP99Ms: null,
  memory: null,
  iteratorAge: null,
  fixedRetention: false,
  asyncAge: null,
  dropped: null,
  deadLetterErrors: null,
  destinationFailures: null,
};

const rowsOf = (more: Partial<FunctionLimitFigures>) => limitRows([{ ...quiet, ...more }], []);

describe("limitRows", () => {
  it("holds the longest run against the timeout and says since when it is near", () => {
    expect(rowsOf({ durationMax: series(100, null, 8_000, 9_700), durationP99Ms: 400 })).toMatchObject([
      {
        kind: "duration",
        used: 9_700,
        limit: 10_000,
        share: 0.97,
        sinceMs: 2 * MINUTE_MS,
        health: "critical",
        note: "Longest run; p99 400 ms",
      },
    ]);
    expect(rowsOf({ durationMax: series(8_000) })).toMatchObject([{ health: "warning" }]);
    expect(rowsOf({ durationMax: series(7_999) })).toMatchObject([{ health: "ok", sinceMs: null }]);
  });

  it("has no row for what is not known", () => {
    expect(rowsOf({})).toEqual([]);
    expect(rowsOf({ durationMax: series(100), timeoutMs: null })).toEqual([]);
    expect(rowsOf({ memory: series(0.9), memoryMb: null })).toEqual([]);
    expect(rowsOf({ memory: series(null) })).toEqual([]);
  });

  it("tells memory in MB, ages against their retention, and lost events without a limit", () => {
    const rows = rowsOf({
      memory: series(0.5, 0.9),
      iteratorAge: series(21.6 * HOUR_MS),
      asyncAge: series(3 * HOUR_MS),
      dropped: series(0, 2, 1),
      deadLetterErrors: series(0, 0),
    });
    expect(rows).toMatchObject([
      { kind: "events-dropped", used: 3, limit: null, share: null, sinceMs: MINUTE_MS, health: "critical" },
      { kind: "iterator-age", share: 0.9, health: "warning" },
      { kind: "memory", unit: "mb", used: 460.8, limit: 512, sinceMs: MINUTE_MS },
      { kind: "async-age", share: 0.5, health: "ok" },
    ]);
  });

  it("compares requests a second with the stage's limit", () => {
    const stage = { apiId: "a1", name: "shop-api", stage: "prod", rateLimit: 50, burstLimit: 100 };
    expect(limitRows([], [{ ...stage, count: series(600, 2_700, null) }])).toMatchObject([
      { kind: "api-rate", apiId: "a1", stage: "prod", used: 45, limit: 50, share: 0.9, unit: "per-second" },
    ]);
  });
});

describe("limitsAnswer", () => {
  it("names the nearest and who lost events, or says that nothing is near", () => {
    const bad = rowsOf({ durationMax: series(9_700), dropped: series(3) });
    expect(limitsAnswer(bad, tell)).toEqual({
      health: "critical",
      sentence: "orders-api is near a limit: duration at 97 % since minute 0. orders-api lost events.",
    });
    expect(limitsAnswer(rowsOf({ durationMax: series(100) }), tell)).toEqual({
      health: "ok",
      sentence: "Nothing is at 80 % of a limit. Nearest: orders-api, duration at 1 %.",
    });
    expect(limitsAnswer([], tell).health).toBe("unknown");
  });
});

describe("unknownLimits", () => {
  it("never leaves out what metrics cannot tell", () => {
    const known = {
      functions: 3,
      withMemory: 3,
      withoutTimeout: 0,
      stages: 2,
      stagesWithLimit: 2,
      stagesNotRead: 0,
    };
    expect(unknownLimits(known).map(({ what }) => what)).toEqual(["Payload size", "Ephemeral storage"]);
    const blind = unknownLimits({
      ...known,
      withMemory: 1,
      withoutTimeout: 3,
      stagesWithLimit: 0,
      stagesNotRead: 1,
    });
    expect(blind.map(({ what }) => what)).toEqual([
      "Memory of 2 of 3 functions",
      "Timeout of 3 of 3 functions",
      "Payload size",
      "Ephemeral storage",
      "Throttle limits of 1 API stages",
      "Request rate of 1 API stage without a limit of its own",
    ]);
  });
});
