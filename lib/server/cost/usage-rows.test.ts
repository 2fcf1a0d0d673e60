import { describe, expect, it } from "vitest";
import type { InsightsRow } from "@/lib/aws/logs-insights";
import { loggedRequestsOf, loggedSumsOf, ownersOf, streamsIn } from "@/lib/server/cost/usage-rows";

const functions = [
  { config: { name: "orders", logGroup: "/aws/lambda/orders" } },
  { config: { name: "charge", logGroup: "/shop/payments" } },
  { config: { name: "webhook", logGroup: "/shop/payments" } },
  { config: { name: "renamed", logGroup: "/logs/of-one" } },
];
const ownerOf = ownersOf(functions);

describe("rows of executions", () => {
  it.each([
    ["/aws/lambda/orders", null, "orders"],
    ["/shop/payments", "webhook", "webhook"],
    ["/shop/payments", null, null],
    ["/shop/payments", "stranger", null],
    ["/logs/of-one", null, "renamed"],
    ["/unknown", "orders", null],
  ])("of %s and stream %s belong to %s", (group, named, owner) => {
    expect(ownerOf(group, named)).toBe(owner);
  });

  it("are sums; what is missing or no number is 0, and a row without an owner is left out", () => {
    const rows: readonly InsightsRow[] = [
      {
        log: "123456789012:/aws/lambda/orders",
        fn: "",
        version: "3",
        memoryMb: "512.0",
        bin: "2",
        reports: "4",
        ran: "10.5",
        handler: "12",
        billed: "13",
        characters: "100",
        lines: "5",
      },
      { log: "/aws/lambda/orders", version: "$LATEST", reports: "nonsense" },
      { log: "/shop/payments", reports: "1" },
    ];
    expect(loggedSumsOf(rows, ownerOf, () => false)).toEqual([
      {
        functionName: "orders",
        version: "3",
        bin: 2,
        memoryMb: 512,
        provisioned: false,
        reports: 4,
        durationMs: 10.5,
        handlerMs: 12,
        billedMs: 13,
        logBytes: 230,
      },
      {
        functionName: "orders",
        version: "$LATEST",
        bin: 0,
        memoryMb: null,
        provisioned: false,
        reports: 0,
        durationMs: 0,
        handlerMs: 0,
        billedMs: 0,
        logBytes: 0,
      },
    ]);
  });

  it("name the environments that ran something, once each", () => {
    const row = { log: "1:/g", stream: "a", reports: "1" };
    expect(streamsIn([row, row, { ...row, stream: "b", reports: "0" }])).toHaveLength(1);
  });
});

describe("rows of requests", () => {
  const row = { verb: "GET", resource: "/a", answer: "200", requests: "5", reached: "1", bin: "0" };
  it.each([
    [row, true, { charged: 5, refused: 0, route: "shop/prod GET /a" }],
    [{ ...row, answer: "429", reached: "0" }, true, { charged: 0, refused: 5 }],
    // The function's own answer.
    [{ ...row, answer: "403" }, true, { charged: 5, refused: 0 }],
    [{ ...row, answer: "403" }, false, { charged: 0, refused: 5 }],
    [{ ...row, answer: "404", reached: "0" }, true, { charged: 5, refused: 0 }],
    [{ ...row, resource: "-" }, true, { charged: 5, route: null }],
    [{ ...row, named: "GET /carts" }, true, { route: "shop/prod GET /carts" }],
  ])("%o", (one, tells, expected) => {
    expect(loggedRequestsOf([one], "shop/prod", tells)).toMatchObject([expected]);
  });
});
