import { describe, expect, it } from "vitest";
import {
  apiKeyNameOf,
  keyUsagesOf,
  restRouteThrottlesOf,
  throttleSettingsOf,
  usagePlanOf,
} from "@/lib/aws/usage-plan-shapes";

describe("usagePlanOf", () => {
  it("reads stages, their routes, throttle and quota", () => {
    const plan = usagePlanOf({
      id: "p1",
      name: "partners",
      apiStages: [
        { apiId: "a1", stage: "v1", throttle: { "/orders/{id}/GET": { rateLimit: 5, burstLimit: 2 } } },
        { apiId: "a2" },
      ],
      throttle: { rateLimit: 8, burstLimit: 12 },
      quota: { limit: 1_000, offset: 0, period: "MONTH" },
    });
    expect(plan).toEqual({
      id: "p1",
      name: "partners",
      description: null,
      stages: [
        {
          apiId: "a1",
          stage: "v1",
          routes: [{ route: "GET /orders/{id}", rateLimit: 5, burstLimit: 2 }],
        },
      ],
      throttle: { rateLimit: 8, burstLimit: 12 },
      quota: { limit: 1_000, period: "MONTH" },
    });
  });

  it("takes a bare plan, and no plan without an id", () => {
    expect(usagePlanOf({ id: "p1" })).toMatchObject({ name: "p1", stages: [], throttle: null, quota: null });
    expect(usagePlanOf({ name: "x" })).toBeNull();
    expect(throttleSettingsOf({ burstLimit: 5 })).toBeNull();
    expect(throttleSettingsOf({ rateLimit: 5 })).toEqual({ rateLimit: 5, burstLimit: null });
  });
});

it("tells the routes of a stage that differ from the rest", () => {
  const same = { throttlingRateLimit: 10, throttlingBurstLimit: 5 };
  const routes = restRouteThrottlesOf({
    "*/*": same,
    "~1/GET": { throttlingRateLimit: 1, throttlingBurstLimit: 1 },
    "~1orders~1{id}/POST": { throttlingRateLimit: 2 },
    "~1carts/GET": same,
    "~1quiet/GET": { loggingLevel: "INFO" },
    "~1free/GET": { throttlingRateLimit: -1, throttlingBurstLimit: -1 },
  });
  expect(routes).toEqual([
    { route: "GET /", rateLimit: 1, burstLimit: 1 },
    { route: "POST /orders/{id}", rateLimit: 2, burstLimit: null },
  ]);
});

describe("keyUsagesOf", () => {
  const fromMs = Date.UTC(2026, 0, 14);

  it("dates the days", () => {
    expect(
      keyUsagesOf(
        {
          abc1234567: [
            [3, 97],
            [5, 95],
          ],
        },
        fromMs,
      ),
    ).toEqual([
      {
        keyId: "abc1234567",
        days: [
          { day: "2026-01-14", used: 3, remaining: 97 },
          { day: "2026-01-15", used: 5, remaining: 95 },
        ],
      },
    ]);
  });

  it("leaves out a day that says nothing, and keeps its place", () => {
    const [usage] = keyUsagesOf({ abc1234567: [[], [5]] }, fromMs);
    expect(usage?.days).toEqual([{ day: "2026-01-15", used: 5, remaining: null }]);
  });

  it("drops what may be a key's value", () => {
    const secret = "ZxY9wV8uT7sR6qP5oN4mL3kJ";
    const found = keyUsagesOf({ [secret]: [[1, 2]] }, fromMs);
    expect(found[0]?.keyId).toBeNull();
    expect(JSON.stringify(found)).not.toContain(secret);
  });
});

it("takes the name of a key and never its value", () => {
  const named = apiKeyNameOf({ id: "k1", name: "acme", enabled: false, value: "ZxY9wV8uT7sR6qP5oN4mL3kJ" });
  expect(named).toEqual({ id: "k1", name: "acme", enabled: false });
  expect(apiKeyNameOf({ name: "acme" })).toBeNull();
});
