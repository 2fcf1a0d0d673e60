import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QuotaKeeper } from "@/lib/sandbox/quotas/quota-keeper";
import { TokenBucket } from "@/lib/sandbox/quotas/token-bucket";

describe("a token bucket", () => {
  it("gives its capacity at once and then its rate", () => {
    const bucket = new TokenBucket(2, 3, 0);
    const takenAt = (nowMs: number) => bucket.take(nowMs);
    expect([0, 0, 0, 0].map(takenAt)).toEqual([true, true, true, false]);
    expect([400, 500, 600, 1_000].map(takenAt)).toEqual([false, true, false, true]);
  });

  it("never holds more than its capacity and survives a clock that steps back", () => {
    const bucket = new TokenBucket(10, 1, 0);
    expect([100_000, 100_000, 50_000, 100_099, 100_100].map((at) => bucket.take(at))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it("never gives more than capacity plus what flowed in", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
        (perSecond, capacity, gapsMs) => {
          const bucket = new TokenBucket(perSecond, capacity, 0);
          let nowMs = 0;
          let given = 0;
          for (const gapMs of gapsMs) {
            nowMs += gapMs;
            if (bucket.take(nowMs)) given += 1;
          }
          expect(given).toBeLessThanOrEqual(capacity + (nowMs / 1000) * perSecond + 1e-6);
        },
      ),
    );
  });
});

describe("quotas", () => {
  const admitted = (
    keeper: QuotaKeeper,
    service: "lambda" | "logs" | "apigateway",
    operation: string,
    calls: number,
    region = "us-east-1",
  ) => Array.from({ length: calls }, () => keeper.admit(service, operation, region)).filter(Boolean).length;

  it("are shared by Lambda's reads but for GetFunction", () => {
    const keeper = new QuotaKeeper(() => 0);
    expect(admitted(keeper, "lambda", "ListFunctions", 10)).toBe(10);
    expect(admitted(keeper, "lambda", "GetFunctionConfiguration", 10)).toBe(5);
    expect(admitted(keeper, "lambda", "GetFunction", 200)).toBe(100);
    expect(admitted(keeper, "lambda", "GetPolicy", 20)).toBe(15);
  });

  it("are by region, and differ between regions", () => {
    const keeper = new QuotaKeeper(() => 0);
    expect(admitted(keeper, "logs", "FilterLogEvents", 50, "us-east-1")).toBe(25);
    expect(admitted(keeper, "logs", "FilterLogEvents", 50, "eu-west-1")).toBe(10);
    expect(admitted(keeper, "logs", "FilterLogEvents", 50, "eu-central-1")).toBe(5);
  });

  it("let API Gateway burst to 40, GetResources to 5", () => {
    expect(admitted(new QuotaKeeper(() => 0), "apigateway", "GetStages", 60)).toBe(40);
    expect(admitted(new QuotaKeeper(() => 0), "apigateway", "GetResources", 60)).toBe(5);
  });
});
