import { describe, expect, it } from "vitest";
import {
  indexOf,
  invocationsIn,
  NOW_MS,
  requestsIn,
  smallWorld,
} from "@/lib/sandbox/world/testing/small-world";
import type { InvocationRecord, World } from "@/lib/sandbox/world/types";

const world = smallWorld();
const invocations = invocationsIn(world);
const requests = requestsIn(world);
/** Every failure and a share of the rest: enough to meet each case. */
const looked = invocations.filter(
  (record) => record.outcome !== "success" || record.cold || record.index % 7 === 0,
);
const details = looked.map((record) => ({ record, detail: world.detail(record.index) }));

function failuresOf(name: string, during: string) {
  const index = indexOf(world, name);
  return details.filter(
    ({ record }) =>
      record.functionIndex === index &&
      record.outcome === "error" &&
      world.incidents[record.incidentIndex]?.kind === during,
  );
}

describe("detail", () => {
  it("is the same whenever it is asked for", () => {
    for (const { record, detail } of details.slice(0, 300)) {
      expect(world.detail(record.index)).toEqual(detail);
    }
  });

  it("keeps every call inside the invocation", () => {
    const outside = details.filter(({ record, detail }) =>
      detail.calls.some(
        (call) =>
          call.offsetMs < record.suppressedInitMs ||
          call.durationMs < 0 ||
          call.offsetMs + call.durationMs > record.durationMs + 0.01,
      ),
    );
    expect(outside).toEqual([]);
  });

  it("has a failure exactly where the outcome is one", () => {
    expect(
      details.filter(({ record, detail }) => (detail.failure === null) !== (record.outcome === "success")),
    ).toEqual([]);
  });

  it("ends a timeout in a call that never came back", () => {
    const timeouts = details.filter(
      ({ record }) =>
        record.outcome === "timeout" && record.functionIndex === indexOf(world, "shipping-quotes"),
    );
    expect(timeouts.length).toBeGreaterThan(20);
    for (const { detail } of timeouts) {
      expect(detail.failure?.message).toContain("Task timed out after 30.00 seconds");
      expect(detail.calls.at(-1)).toMatchObject({
        resource: "api.parcel-quotes.example",
        result: "fault",
        status: 0,
      });
    }
  });

  it.each([
    ["payments-charge", "bad-version-canary", "reading 'installments'"],
    ["shipping-quotes", "slow-third-party", "ETIMEDOUT api.parcel-quotes.example"],
    ["inventory-sync", "dynamodb-throttle", "provisioned throughput"],
    ["orders-api", "dynamodb-throttle", "provisioned throughput"],
  ])("names the cause when %s fails in %s", (name, kind, text) => {
    const failures = failuresOf(name, kind);
    expect(failures.length).toBeGreaterThan(3);
    const named = failures.filter(({ detail }) => detail.failure?.message.includes(text));
    expect(named.length / failures.length).toBeGreaterThan(0.9);
  });

  it("logs in order, within the invocation, before START only in a cold one", () => {
    const wrong = details.filter(({ record, detail }) =>
      detail.logs.some(
        (log, i) =>
          log.offsetMs > record.durationMs ||
          (log.offsetMs < 0 && !record.cold) ||
          log.offsetMs < (detail.logs[i - 1]?.offsetMs ?? -10),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("logs something in nearly every invocation, and EMF in carts-api", () => {
    const silent = details.filter(
      ({ record, detail }) => record.outcome === "success" && detail.logs.length === 0,
    );
    expect(silent).toEqual([]);
    const carts = details.filter(
      ({ record }) => record.functionIndex === indexOf(world, "carts-api") && record.outcome === "success",
    );
    expect(carts.every(({ detail }) => detail.logs.some((log) => log.via === "emf"))).toBe(true);
  });

  it("speaks of the same order in the worker as in the request", () => {
    const worker = indexOf(world, "orders-worker");
    const jobs = invocations.filter(
      (record) => record.functionIndex === worker && record.batchSize === 1 && record.outcome === "success",
    );
    expect(jobs.length).toBeGreaterThan(100);
    for (const job of jobs.slice(0, 50)) {
      const published = world.detail(job.parentInvocation).logs.find((log) => "order_id" in log.fields);
      const reserved = world.detail(job.index).logs.find((log) => "order_id" in log.fields);
      if (published !== undefined) expect(reserved?.fields.order_id).toBe(published.fields.order_id);
    }
  });

  it("now and then logs what breaks renderers", () => {
    const messages = invocations
      .filter((record) => record.index % 2 === 0)
      .flatMap((record) => world.detail(record.index).logs.map((log) => log.message));
    const has = (part: string) => messages.some((message) => message.includes(part));
    expect(["<script>", "\u001b[31", "\u202E", "=HYPERLINK", "__proto__", "AKIA", "\u0000"].map(has)).toEqual(
      new Array(7).fill(true),
    );
    const harmful = messages.filter((message) => message.includes("<script>"));
    expect(harmful.length / messages.length).toBeLessThan(0.002);
  });
});

describe("ids", () => {
  it("find the invocation by request id, retries by their first attempt", () => {
    for (const { record, detail } of details.slice(0, 3_000)) {
      expect(world.findInvocationByRequestId(detail.requestId)).toBe(record.firstAttempt);
    }
    expect(world.findInvocationByRequestId("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    expect(world.findInvocationByRequestId("not an id")).toBeUndefined();
  });

  it("find by trace id all records that carry it", () => {
    const byTrace = new Map<string, number[]>();
    for (const record of invocations.slice(0, 4_000)) {
      const { traceId } = world.detail(record.index);
      byTrace.set(traceId, [...(byTrace.get(traceId) ?? []), record.index]);
    }
    for (const [traceId, indexes] of byTrace) {
      const found = world.findTrace(traceId);
      expect(found?.invocationIndexes).toEqual(expect.arrayContaining(indexes));
      for (const index of found?.invocationIndexes ?? []) {
        expect(world.detail(index).traceId).toBe(traceId);
      }
    }
    expect(world.findTrace("1-00000000-000000000000000000000000")).toBeUndefined();
  });

  it("share the trace between a traced request, its authorizer and what it published", () => {
    const shop = world.apis.findIndex((api) => api.name === "shop-api");
    const order = requests.find(
      (request) => request.apiIndex === shop && request.status === 201 && request.authorizerInvocation >= 0,
    );
    if (order === undefined) throw new Error("no order");
    const { traceId } = world.requestDetail(order.index);
    expect(traceId.slice(2, 10)).toBe(Math.floor(order.startMs / 1000).toString(16));
    const found = world.findTrace(traceId);
    expect(found?.requestIndex).toBe(order.index);
    const names = found?.invocationIndexes.map((index) => nameOf(world, world.invocation(index)));
    expect(names).toContain("checkout-authorizer");
    expect(names).toContain("orders-api");
    expect(names).toContain("notifications-email");
    expect(names).not.toContain("orders-worker");
    expect(names).toHaveLength(new Set(found?.invocationIndexes).size);
  });

  it("are never sampled for an untraced function", () => {
    const index = indexOf(world, "legacy-invoices");
    expect(world.functions[index]?.traced).toBe(false);
    const own = invocations.filter((record) => record.functionIndex === index);
    expect(own.length).toBeGreaterThan(100);
    expect(own.some((record) => record.sampled)).toBe(false);
  });

  it("give every environment its own stream, in the form of its group", () => {
    const names = Array.from({ length: world.environmentCount }, (_, index) => world.logStreamName(index));
    expect(new Set(names).size).toBe(names.length);
    const custom = indexOf(world, "payments-webhook");
    const usual = indexOf(world, "orders-api");
    const nameFor = (functionIndex: number) => {
      const [first] = Array.from(world.environmentsOf(functionIndex, world.startMs, NOW_MS));
      return world.logStreamName(first ?? -1);
    };
    expect(nameFor(usual)).toMatch(/^2026\/01\/15\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(nameFor(custom)).toMatch(/^2026\/01\/15\/payments-webhook\[\$LATEST\][0-9a-f]{32}$/);
  });
});

function nameOf(of: World, record: InvocationRecord): string {
  return of.functions[record.functionIndex]?.name ?? "";
}
