import { describe, expect, it } from "vitest";
import { feltByRoute, feltWaits } from "@/lib/cold-starts/felt-by-route";
import { invoked, platformLine } from "@/lib/testing/platform-lines";

describe("feltWaits", () => {
  it("is the init or restore of the request that waited", () => {
    expect(feltWaits(invoked(10, 20, { requestId: "a", initMs: 300 }))).toEqual([["a", 300]]);
    expect(feltWaits(invoked(10, 20, { requestId: "a", restoreMs: 90 }))).toEqual([["a", 90]]);
    expect(feltWaits(invoked(10, 20, { requestId: "a" }))).toEqual([]);
  });

  it("is a failed init for the first request after it", () => {
    const failed = platformLine("init-report", 50, { status: "error", durationMs: 45 });
    const starts = [
      platformLine("start", 90, { requestId: "b" }),
      platformLine("start", 60, { requestId: "a" }),
    ];
    expect(feltWaits([failed, ...starts])).toEqual([["a", 45]]);
    expect(feltWaits([failed])).toEqual([]);
    expect(feltWaits([failed, platformLine("start", 40, { requestId: "c" })])).toEqual([]);
  });
});

describe("feltByRoute", () => {
  const request = (route: string, latencyMs: number | null, lambdaRequestId: string | null) => ({
    route,
    latencyMs,
    lambdaRequestId,
  });
  const known = new Map([
    ["a", { functionName: "orders-api", waitMs: 300 }],
    ["b", { functionName: "orders-api", waitMs: 0 }],
    ["q", { functionName: "carts-api", waitMs: 0 }],
    ["z", { functionName: "carts-api", waitMs: 9_000 }],
  ]);

  it("shares the latency out and says what it would be without", () => {
    const [first, second] = feltByRoute(
      [
        request("GET /b", 100, "q"),
        request("GET /a", 400, "a"),
        request("GET /a", 100, "b"),
        request("GET /a", 70, null),
      ],
      known,
    );
    expect(first).toEqual({
      route: "GET /a",
      functions: ["orders-api"],
      requests: 3,
      joined: 2,
      felt: 1,
      waitedMs: 300,
      latencyShare: 0.6,
      latencyP95Ms: 385,
      latencyP95WithoutMs: 100,
    });
    expect(second).toMatchObject({ route: "GET /b", felt: 0, latencyShare: 0 });
  });

  it("has no share where nothing can be joined, and never more than the client waited", () => {
    expect(feltByRoute([request("GET /a", null, "a"), request("GET /a", 5, null)], known)).toMatchObject([
      { requests: 2, joined: 0, latencyShare: null, latencyP95Ms: null },
    ]);
    expect(feltByRoute([request("GET /a", 5_000, "z")], known)[0]?.latencyShare).toBe(1);
  });

  it("does not take a request to a function that was not read of for one that did not wait", () => {
    const found = feltByRoute([request("GET /a", 900, "a"), request("GET /a", 900, "unread")], known);
    expect(found).toMatchObject([{ requests: 2, joined: 1, felt: 1, latencyShare: 1 / 3 }]);
  });
});
