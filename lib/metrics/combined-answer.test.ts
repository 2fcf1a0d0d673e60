import { describe, expect, it } from "vitest";
import { combinedAnswer, type Place } from "@/lib/metrics/combined-answer";
import type { FunctionRow } from "@/lib/model/views/overview";

function row(name: string, changes: Partial<FunctionRow> = {}): FunctionRow {
  const spark = { timesMs: [], values: [] };
  return {
    name,
    health: "ok",
    reason: null,
    sinceMs: null,
    invocations: 10,
    errors: 0,
    errorRate: 0,
    throttles: 0,
    durationP50Ms: null,
    durationP95Ms: null,
    durationP99Ms: null,
    concurrencyPeak: null,
    runtime: null,
    memoryMb: null,
    architecture: null,
    cost: null,
    spark,
    failureSpark: spark,
    ...changes,
  };
}

const bad = row("charge", { health: "critical", reason: "12 % errors", errors: 3 });
const prod: Place = { name: "prod in eu-west-1", functions: [row("orders")], apis: [], trouble: null };
const test: Place = { name: "test in us-east-1", functions: [bad, row("orders")], apis: [], trouble: null };
const gone: Place = { name: "old in us-east-1", functions: null, apis: null, trouble: "sign-in expired" };
const tellTime = () => "14:05 UTC";

describe("combinedAnswer", () => {
  it("names the worst with its place", () => {
    expect(combinedAnswer([prod, test], tellTime)).toEqual({
      health: "critical",
      sentence: "1 of 3 active functions is failing; worst: charge (test in us-east-1), 12 % errors.",
    });
  });

  it("does not call all well what it could not read", () => {
    expect(combinedAnswer([prod], tellTime).health).toBe("ok");
    const answer = combinedAnswer([prod, gone], tellTime);
    expect(answer.health).toBe("unknown");
    expect(answer.sentence).toContain("1 of 2 could not be read in full: old in us-east-1: sign-in expired.");
  });

  it("keeps what fails in front of what is missing", () => {
    const answer = combinedAnswer([gone, test], tellTime);
    expect(answer.health).toBe("critical");
    expect(answer.sentence).toMatch(/^1 of 2 active functions is failing.*could not be read in full: old/);
  });

  it("cannot tell without any place, and counts what it does not name", () => {
    expect(combinedAnswer([gone, gone, gone, gone, gone], tellTime)).toEqual({
      health: "unknown",
      sentence: expect.stringMatching(/^Cannot tell: 5 of 5 could not be read in full: .* and 2 more\.$/),
    });
  });
});
