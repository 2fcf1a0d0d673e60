import { describe, expect, it } from "vitest";
import { overviewAnswer, subjectAnswer } from "@/lib/metrics/answer";
import { apiRow } from "@/lib/metrics/api-rows";
import { functionRow } from "@/lib/metrics/function-rows";
import type { Datapoints } from "@/lib/model/metric";

const tellTime = (ms: number) => `${new Date(ms).toISOString().slice(11, 16)} UTC`;
const HOUR = 3_600_000;
const grid = { timesMs: [10, 11, 12, 13, 14, 15].map((h) => h * HOUR), periodMs: HOUR, settledMs: 1e9 };

function points(figures: Record<string, number[]>) {
  return (key: string): Datapoints | undefined =>
    figures[key] && { timesMs: grid.timesMs, values: figures[key] };
}

const calm = functionRow("orders-api", points({ invocations: [9, 9, 9, 9, 9, 9] }), grid);
const broken = functionRow(
  "payments-charge",
  points({ invocations: [100, 100, 100, 100, 100, 100], errors: [0, 0, 0, 0, 36, 36] }),
  grid,
);
const idle = functionRow("nightly", () => undefined, grid);
const subject = { id: "a1", name: "shop-api", kind: "REST" as const, stage: "prod" };
const stage = apiRow(subject, points({ count: [9, 9, 9, 9, 9, 9] }), grid);

describe("overviewAnswer", () => {
  it("names how many fail, the worst, how badly and since when", () => {
    expect(overviewAnswer([calm, broken, idle], [stage], tellTime)).toEqual({
      health: "critical",
      sentence: "1 of 2 active functions is failing; worst: payments-charge, 12 % errors since 14:00 UTC.",
    });
  });

  it("tells the worst incident as its own sentence has it, and does not call the window well where one failed", () => {
    const told = [
      { sentence: "busy more calls since 13:00 UTC", failing: false },
      {
        sentence: "payments-charge errors since 13:58 UTC, one minute after version 42 took 10 % of live",
        failing: true,
      },
    ];
    expect(overviewAnswer([calm, broken], [stage], tellTime, told).sentence).toBe(
      "1 of 2 active functions is failing; worst: payments-charge errors since 13:58 UTC, one minute after version 42 took 10 % of live.",
    );
    expect(overviewAnswer([calm], [stage], tellTime, told)).toEqual({
      health: "warning",
      sentence:
        "1 active function and 1 API stage within bounds over the window, but payments-charge errors since 13:58 UTC, one minute after version 42 took 10 % of live.",
    });
    expect(overviewAnswer([calm], [stage], tellTime, told.slice(0, 1)).health).toBe("ok");
  });

  it("says so when nothing fails", () => {
    expect(overviewAnswer([calm], [stage], tellTime)).toEqual({
      health: "ok",
      sentence: "Nothing is failing: 1 active function and 1 API stage within bounds.",
    });
  });

  it("does not call an idle system healthy", () => {
    expect(overviewAnswer([idle], [], tellTime)).toEqual({
      health: "unknown",
      sentence: "Nothing ran in this window.",
    });
  });

  it("does not take what it could not read for healthy", () => {
    expect(overviewAnswer(null, [stage], tellTime).health).toBe("unknown");
    expect(overviewAnswer(null, [stage], tellTime).sentence).toContain("Functions could not be read.");
    expect(overviewAnswer(null, null, tellTime).health).toBe("unknown");
  });
});

describe("subjectAnswer", () => {
  it("tells what is wrong since when", () => {
    expect(subjectAnswer(broken, "Working.", tellTime)).toEqual({
      health: "critical",
      sentence: "12 % errors since 14:00 UTC.",
    });
    expect(subjectAnswer(calm, "Working.", tellTime)).toEqual({ health: "ok", sentence: "Working." });
    expect(subjectAnswer(idle, "Working.", tellTime).health).toBe("unknown");
  });
});
