import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { type StageLimitsInput, stageLimits } from "@/lib/usage-plans/stage-limits";

const tellTime = (ms: number) => `minute ${ms / MINUTE_MS}`;
const usual: StageLimitsInput = {
  stage: { throttle: { rateLimit: 10, burstLimit: 5 }, routeThrottles: [] },
  account: { rateLimit: 1_000, burstLimit: 500 },
  counts: { timesMs: [0, MINUTE_MS, 2 * MINUTE_MS], values: [60, 480, 480] },
  periodMs: MINUTE_MS,
  status4xx: 7,
};
const of = (input: Partial<StageLimitsInput>) => stageLimits({ ...usual, ...input }, tellTime);

it("holds the first busiest minute against the stage's rate", () => {
  const { answer, peak, throttles, status4xx } = of({});
  expect(peak).toEqual({ perSecond: 8, atMs: MINUTE_MS, periodMs: MINUTE_MS });
  expect(throttles.map(({ scope, share, health }) => [scope, share, health])).toEqual([
    ["stage", 0.8, "warning"],
    ["account", 0.008, "ok"],
  ]);
  expect(status4xx).toBe(7);
  expect(answer).toEqual({
    health: "warning",
    sentence:
      "At most 8 requests/s on average in the busiest 1 min, minute 1: 80 % of the 10 requests/s that the stage allows.",
  });
});

it("puts routes first, whose own requests are not counted", () => {
  const { throttles } = of({
    stage: { throttle: null, routeThrottles: [{ route: "GET /x", rateLimit: 2, burstLimit: null }] },
  });
  expect(throttles.map(({ scope, route, share, health }) => [scope, route, share, health])).toEqual([
    ["route", "GET /x", null, "unknown"],
    ["account", null, 0.008, "ok"],
  ]);
});

it("says what is not known: the account's limit, the stage's settings, requests", () => {
  const [, account] = of({ account: null }).throttles;
  expect(account).toMatchObject({ rateLimit: 10_000, burstLimit: 5_000 });
  expect(account?.note).toContain("not known");
  expect(of({ stage: null }).answer).toMatchObject({
    health: "unknown",
    sentence: expect.stringMatching(/^The stage's own limits are not known\. At most 8 /),
  });
  const { answer, peak, throttles } = of({ counts: undefined, status4xx: null });
  expect(peak).toBeNull();
  expect(answer.health).toBe("unknown");
  expect(throttles.every(({ share, health }) => share === null && health === "unknown")).toBe(true);
});
