import { expect, it } from "vitest";
import { type RequestPrices, requestCost } from "@/lib/requests/request-cost";

const prices: RequestPrices = {
  asOf: "2026-01-01",
  source: "",
  notices: ["borrowed"],
  region: "x",
  lambdaRequestUsd: 2,
  gbSecondUsd: { x86_64: 10, arm64: 8 },
  gatewayRequestUsd: { REST: 3, HTTP: 1 },
};

it("adds compute by memory and billed time, requests, and the gateway", () => {
  const cost = requestCost(
    [
      { label: "a", billedMs: 500, memoryMb: 1024, architecture: "x86_64" },
      { label: "b", billedMs: 1000, memoryMb: 512, architecture: "arm64" },
    ],
    ["REST"],
    prices,
  );
  expect(cost.parts.map(({ usd }) => usd)).toEqual([5, 4, 4, 3]);
  expect(cost.usd).toBe(16);
  expect(cost.unknown).toEqual([]);
});

it("says which invocations it knows no billed time of, and counts their request only", () => {
  const cost = requestCost([{ label: "a", billedMs: null, memoryMb: 128, architecture: null }], [], prices);
  expect(cost).toMatchObject({ usd: 2, unknown: ["a"], notices: ["borrowed"] });
});
