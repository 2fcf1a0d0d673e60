import { expect, it } from "vitest";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import { stoppingFor } from "@/lib/server/cold-starts/stopping";

type Steps = NonNullable<ColdFunction["explained"]>["provisioned"];

function coldFunction(name: string, provisioned: Steps | null): ColdFunction {
  return {
    name,
    state: "known",
    reason: null,
    runtime: null,
    memoryMb: null,
    architecture: null,
    codeSizeBytes: null,
    vpc: null,
    snapStart: null,
    provisionedNow: null,
    invocationsByMetric: null,
    rateByMetric: null,
    summary: null,
    lifetimes: null,
    limits: null,
    initParts: null,
    advice: null,
    explained:
      provisioned === null
        ? null
        : {
            idle: { bins: [], timeout: null },
            causes: { burst: 0, idle: 0, deployment: 0, first: 0 },
            regular: null,
            durationP50Ms: null,
            provisioned,
          },
  };
}

const step = (concurrency: number, removedShare: number, monthlyUsd: number | null) => ({
  concurrency,
  removed: 1,
  removedShare,
  monthlyUsd,
  onDemandSavedUsd: 1,
  monthlyNowUsd: 10,
  monthlyThenUsd: 10,
  netMonthlyUsd: monthlyUsd === null ? null : monthlyUsd - 1,
});

const functions = [
  coldFunction("a", [step(1, 0.5, 4), step(3, 0.92, 12), step(9, 1, 36)]),
  coldFunction("b", [step(2, 1, 8)]),
  coldFunction("warm", []),
  coldFunction("unpriced", [step(1, 1, null)]),
  coldFunction("unread", null),
];

it("takes the smallest sizes that remove nine of ten, and adds up", () => {
  expect(stoppingFor(["a", "b", "warm"], functions)).toMatchObject({
    functions: [
      { functionName: "a", concurrency: 3, removedShare: 0.92, monthlyUsd: 12 },
      { functionName: "b", concurrency: 2 },
    ],
    atMost: false,
    monthlyUsd: 20,
    onDemandSavedUsd: 2,
    netMonthlyUsd: 18,
  });
});

it("has no sum without a price, and says nothing of a function that was not read", () => {
  expect(stoppingFor(["b", "unpriced"], functions)).toMatchObject({ monthlyUsd: null, netMonthlyUsd: null });
  expect(stoppingFor(["b", "unread"], functions)).toBeNull();
  expect(stoppingFor(["nowhere"], functions)).toBeNull();
  expect(stoppingFor([], functions)).toMatchObject({ functions: [], monthlyUsd: 0 });
});

it("takes sizes that are enough where lines were not read one by one, and says so", () => {
  const sizes = new Map([["unread", [step(4, 1, 16)]]]);
  expect(stoppingFor(["b", "unread"], functions, sizes)).toMatchObject({
    functions: [
      { functionName: "b", concurrency: 2 },
      { functionName: "unread", concurrency: 4 },
    ],
    atMost: true,
    monthlyUsd: 24,
  });
});
