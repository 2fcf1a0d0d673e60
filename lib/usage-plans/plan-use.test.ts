import { describe, expect, it } from "vitest";
import type { KeyUsage, UsagePlan } from "@/lib/model/usage-plan";
import { plansAnswer, plansOfStage, planUse } from "@/lib/usage-plans/plan-use";

const at = { apiId: "a1", stage: "v1" };
const plan: UsagePlan = {
  id: "p1",
  name: "partners",
  description: null,
  stages: [
    { ...at, routes: [{ route: "GET /x", rateLimit: 1, burstLimit: null }] },
    { apiId: "a1", stage: "v2", routes: [{ route: "GET /y", rateLimit: 1, burstLimit: null }] },
  ],
  throttle: { rateLimit: 8, burstLimit: 12 },
  quota: { limit: 1_000, period: "DAY" },
};
const usage = (keyId: string, used: number): KeyUsage => ({
  keyId,
  days: [{ day: "2026-01-15", used, remaining: Math.max(0, 1_000 - used) }],
});
const names = new Map([["k1", { id: "k1", name: "acme", enabled: true }]]);
const of = (...usages: KeyUsage[]) => planUse(plan, at, usages, names, null);

it("finds the plans of a stage", () => {
  expect(plansOfStage([plan, { ...plan, id: "p2", stages: [] }], at).map(({ id }) => id)).toEqual(["p1"]);
  expect(plansOfStage([plan], { apiId: "a2", stage: "v1" })).toEqual([]);
});

it("puts the key nearest to its quota first, by name where there is one", () => {
  const { keys, routes } = of(usage("k1", 10), usage("k2", 500));
  expect(keys?.map(({ keyId, name }) => name ?? keyId)).toEqual(["k2", "acme"]);
  expect(routes.map(({ route }) => route)).toEqual(["GET /x"]);
  expect(planUse(plan, at, null, names, null).keys).toBeNull();
});

describe("plansAnswer", () => {
  it("names who is nearest, or has used all up", () => {
    expect(plansAnswer([of(usage("k1", 850))], null)).toEqual({
      health: "warning",
      sentence: "Nearest to its quota is acme: 85 % of 1,000 requests a day of plan partners.",
    });
    expect(plansAnswer([of(usage("k1", 1_000), usage("k2", 1_000), usage("k3", 4))], null)).toEqual({
      health: "critical",
      sentence:
        "acme has used up 1,000 requests a day of plan partners: API Gateway answers it with 429. So has 1 more.",
    });
  });

  it("tells of a day that is over in the past", () => {
    expect(plansAnswer([of(usage("k1", 850))], "2026-01-14")?.sentence).toBe(
      "On 2026-01-14 (UTC), nearest to its quota was acme: 85 % of 1,000 requests a day of plan partners.",
    );
    expect(plansAnswer([of(usage("k1", 1_000), usage("k2", 1_000))], "2026-01-14")?.sentence).toBe(
      "On 2026-01-14 (UTC), acme had used up 1,000 requests a day of plan partners: API Gateway answered it with 429. So had 1 more.",
    );
  });

  it("tells nothing, no quota, no use and not known apart", () => {
    expect(plansAnswer([], null)).toBeNull();
    expect(plansAnswer([{ ...of(), quota: null }], null)).toMatchObject({ health: "ok" });
    expect(plansAnswer([of()], null)).toEqual({
      health: "ok",
      sentence: "No key has used anything of its quota.",
    });
    const unread = planUse(plan, at, null, names, null);
    expect(plansAnswer([unread], null)).toEqual({
      health: "unknown",
      sentence: "Cannot tell. The use of one plan is not known.",
    });
    expect(plansAnswer([unread, of(usage("k1", 10))], null)).toMatchObject({
      health: "unknown",
      sentence: expect.stringContaining("The use of one plan is not known."),
    });
  });
});
