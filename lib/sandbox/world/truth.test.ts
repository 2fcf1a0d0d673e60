import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import {
  indexOf,
  invocationsIn,
  NOW_MS,
  requestsIn,
  smallWorld,
} from "@/lib/sandbox/world/testing/small-world";
import { truth } from "@/lib/sandbox/world/truth";
import { bill } from "@/lib/sandbox/world/truth-bill";
import { truthRequests } from "@/lib/sandbox/world/truth-requests";

const world = smallWorld();
const invocations = invocationsIn(world);
const requests = requestsIn(world);
const whole = truth(world, world.startMs, NOW_MS);

describe("truth", () => {
  it("is what adding up the records by hand gives", () => {
    for (const def of world.functions) {
      const own = invocations.filter((record) => record.functionIndex === def.index);
      const told = whole.functions[def.name];
      expect(told?.invocations).toBe(own.length);
      expect(told?.errors).toBe(own.filter((record) => record.outcome !== "success").length);
      expect(told?.timeouts).toBe(own.filter((record) => record.outcome === "timeout").length);
      expect(told?.durationSumMs).toBeCloseTo(
        own.reduce((sum, one) => sum + one.durationMs, 0),
        3,
      );
      expect(told?.billedDurationSumMs).toBe(own.reduce((sum, one) => sum + one.billedDurationMs, 0));
      expect(told?.durationP50Ms ?? null).toBe(medianOf(own.map((record) => record.durationMs)));
      const cold = own.filter((record) => record.cold).length;
      const { onDemand, snapStartRestore, failedInit } = told?.coldStarts ??
        whole.functions["-"]?.coldStarts ?? { onDemand: 0, snapStartRestore: 0, failedInit: 0 };
      expect(onDemand + snapStartRestore + failedInit).toBe(cold);
    }
    for (const api of world.apis) {
      const own = requests.filter((request) => request.apiIndex === api.index);
      const told = whole.apis[`${api.name}/${api.stage}`];
      expect(told?.count).toBe(own.length);
      expect(told?.status4xx).toBe(own.filter((one) => one.status >= 400 && one.status < 500).length);
      expect(told?.status5xx).toBe(own.filter((one) => one.status >= 500).length);
      expect(told?.latencySumMs).toBe(own.reduce((sum, one) => sum + one.latencyMs, 0));
    }
  });

  it("names the deployments of the window, and which incident each set off", () => {
    expect(whole.deployments).toEqual([
      {
        function: "payments-charge",
        api: null,
        kind: "alias",
        version: "42",
        alias: "live",
        share: 0.1,
        atMs: NOW_MS - 55 * MINUTE_MS,
        by: "mira.holm",
        description: "",
        incidentId: world.incidents.find(({ kind }) => kind === "bad-version-canary")?.id,
      },
    ]);
    const [canary] = truth(world, NOW_MS - 48 * HOUR_MS, NOW_MS - 47 * HOUR_MS).deployments;
    expect([canary?.function, canary?.api, canary?.share]).toEqual([null, "shop-api/prod", 0.1]);
  });

  it("adds up over any division of the window", () => {
    const fromMs = NOW_MS - HOUR_MS;
    const whole = truth(world, fromMs, NOW_MS);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: HOUR_MS - 1 }), (offset) => {
        const cut = fromMs + offset;
        const [before, after] = [truth(world, fromMs, cut), truth(world, cut, NOW_MS)];
        for (const figure of [
          "invocations",
          "errors",
          "throttles",
          "billedDurationSumMs",
          "requests",
        ] as const) {
          expect(before.account[figure] + after.account[figure]).toBe(whole.account[figure]);
        }
        expect(before.account.durationSumMs + after.account.durationSumMs).toBeCloseTo(
          whole.account.durationSumMs,
          1,
        );
        expect(before.bill.totalUsd + after.bill.totalUsd).toBeCloseTo(whole.bill.totalUsd, 9);
      }),
      { numRuns: 10 },
    );
  });

  it("says null, not 0, of percentiles without invocations, and nothing of an empty window", () => {
    const none = truth(world, NOW_MS - 1, NOW_MS - 1);
    expect(none.functions["orders-api"]).toMatchObject({
      invocations: 0,
      durationP95Ms: null,
      concurrentExecutionsMax: 0,
    });
    expect(none.apis["shop-api/prod"]?.latencyP95Ms).toBeNull();
    expect(none.bill.totalUsd).toBe(0);
  });

  it("never sees more at once than the reservation allows", () => {
    const index = indexOf(world, "catalog-search");
    expect(whole.functions["catalog-search"]?.concurrentExecutionsMax).toBe(
      world.functions[index]?.reservedConcurrency,
    );
    expect(whole.account.concurrentExecutionsMax).toBeGreaterThanOrEqual(5);
  });

  it("lists the incidents that touch the window, with names", () => {
    const lately = truth(world, NOW_MS - 30 * MINUTE_MS, NOW_MS - 20 * MINUTE_MS);
    expect(lately.incidents.map((one) => [one.kind, one.functions[0]])).toEqual([
      ["bad-version-canary", "payments-charge"],
      ["reserved-concurrency-burst", "catalog-search"],
    ]);
  });
});

describe("bill", () => {
  const line = (item: string) => whole.bill.lineItems.find((one) => one.item === item);

  it("charges requests and GB-seconds at the list price", () => {
    expect(line("lambda-requests")?.quantity).toBe(invocations.length);
    expect(line("lambda-requests")?.usd).toBeCloseTo((invocations.length * 0.2) / 1e6, 12);
    const computed = [
      "duration-x86",
      "init-x86",
      "duration-arm",
      "init-arm",
      "duration-while-provisioned-arm",
    ]
      .map((kind) => line(`lambda-${kind}`)?.quantity ?? 0)
      .reduce((a, b) => a + b, 0);
    expect(computed).toBeCloseTo(whole.account.gbSeconds, 6);
  });

  it("charges configured provisioned concurrency for the whole window", () => {
    expect(line("lambda-provisioned-arm")?.quantity).toBe(3 * 0.25 * 8 * 3600);
    expect(line("apigateway-cache")).toMatchObject({ quantity: 8, usd: 0.16 });
  });

  it("does not charge refused requests", () => {
    const refused = requests.filter((one) =>
      ["gateway-throttled", "authorizer-denied"].includes(one.outcome),
    ).length;
    expect(refused).toBeGreaterThan(0);
    const charged =
      (line("apigateway-rest-requests")?.quantity ?? 0) + (line("apigateway-http-requests")?.quantity ?? 0);
    expect(charged).toBe(requests.length - refused);
  });

  it("counts each sampled trace once", () => {
    const traces = new Set<string>();
    for (const record of invocations) if (record.sampled) traces.add(world.detail(record.index).traceId);
    for (const request of requests)
      if (request.sampled) traces.add(world.requestDetail(request.index).traceId);
    expect(line("xray-traces-recorded")?.quantity).toBe(traces.size);
  });

  it("takes log bytes from whoever can render them", () => {
    const withLogs = bill(world, world.startMs, NOW_MS, () => 1024 ** 3);
    expect(withLogs.totalUsd - whole.bill.totalUsd).toBeCloseTo(0.5, 9);
  });

  it("is empty where no price is known", () => {
    expect(truth(smallWorld({ region: "sa-east-1" }), 0, NOW_MS).bill.lineItems).toEqual([]);
  });
});

describe("truthRequests", () => {
  const joined = truthRequests(world, NOW_MS - HOUR_MS, NOW_MS - MINUTE_MS, 300);

  it("is limited, ascending and inside the window", () => {
    expect(joined.requests).toHaveLength(300);
    const starts = joined.requests.map((one) => one.startMs);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts[0]).toBeGreaterThanOrEqual(NOW_MS - HOUR_MS);
    expect(joined.events.length).toBeGreaterThan(60);
  });

  it("joins an order with its worker and its mail", () => {
    const order = joined.requests.find((one) => one.status === 201);
    expect(order?.invocations[0]).toMatchObject({ functionName: "orders-api", trigger: "api" });
    const names = order?.invocations.map((one) => one.functionName);
    expect(names).toContain("orders-worker");
    expect(names).toContain("notifications-email");
  });

  it("gives ids that the world finds again", () => {
    for (const request of joined.requests) {
      for (const one of request.invocations) {
        const index = world.findInvocationByRequestId(one.requestId);
        expect(index).toBeDefined();
        expect(world.findTrace(one.traceId)).toBeDefined();
      }
    }
  });

  it("calls no event an API request", () => {
    const triggers = new Set(joined.events.map((event) => event.trigger));
    expect([...triggers].sort()).toEqual(["kinesis", "s3", "schedule", "warm-up"]);
  });
});

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (middle % 1);
}
