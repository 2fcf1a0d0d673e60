import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import { billOf, billRange } from "@/lib/cost/bill";
import { billBy } from "@/lib/cost/bill-by";
import type { LineKey } from "@/lib/cost/charges";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { type CacheUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";
import { NOW_MS, smallWorld } from "@/lib/sandbox/world/testing/small-world";
import { bill as trueBill } from "@/lib/sandbox/world/truth-bill";
import type { World } from "@/lib/sandbox/world/types";

interface Sums {
  requests: number;
  billedMs: number;
  initMs: number;
  whileProvisionedMs: number;
}

/** Of each invocation: what matters is that both bills are told the same. */
const LOG_BYTES = 1000;

/** What a reader of every REPORT line, access log and configuration would gather. */
function usageOf(world: World, fromMs: number, toMs: number): UsageRecord[] {
  const usage: UsageRecord[] = [];
  const lengthMs = Math.min(toMs, world.nowMs()) - Math.max(fromMs, world.startMs);
  for (const def of world.functions) {
    const { architecture, memoryMb, ephemeralStorageMb } = def;
    const owner = { ...noOwner, functionName: def.name };
    const byVersion = new Map<string, Sums>();
    for (const index of Array.from(world.invocationsOf(def.index, fromMs, toMs))) {
      const { version, durationMs, billedDurationMs, environmentIndex } = world.invocation(index);
      const sums = byVersion.get(version) ?? { requests: 0, billedMs: 0, initMs: 0, whileProvisionedMs: 0 };
      byVersion.set(version, sums);
      sums.requests++;
      if (world.environment(environmentIndex).start === "provisioned") {
        sums.whileProvisionedMs += billedDurationMs;
        continue;
      }
      const handlerMs = Math.ceil(durationMs);
      sums.billedMs += handlerMs;
      sums.initMs += billedDurationMs - handlerMs;
    }
    for (const [version, sums] of byVersion) {
      const logBytes = sums.requests * LOG_BYTES;
      usage.push({
        ...owner,
        ...sums,
        version,
        kind: "function",
        architecture,
        memoryMb,
        ephemeralStorageMb,
        logBytes,
        streamedBytes: 0,
      });
    }
    const concurrency = def.provisionedConcurrency?.count ?? 0;
    usage.push({ ...owner, kind: "provisioned", architecture, memoryMb, concurrency, lengthMs });
  }
  for (const api of world.apis) {
    const owner = { ...noOwner, api: `${api.name}/${api.stage}` };
    const byRoute = new Map<number, number>();
    for (const index of Array.from(world.requestsOf(api.index, fromMs, toMs))) {
      const { outcome, routeIndex } = world.request(index);
      if (outcome === "gateway-throttled" || outcome === "authorizer-denied") continue;
      byRoute.set(routeIndex, (byRoute.get(routeIndex) ?? 0) + 1);
    }
    for (const [route, requests] of byRoute) {
      usage.push({ ...owner, route: String(route), kind: "gateway", apiKind: api.kind, requests });
    }
    const sizeGb = cacheSizes.find((size) => Number(size) === api.cacheSizeGb);
    if (sizeGb) usage.push({ ...owner, kind: "cache", sizeGb, lengthMs });
  }
  return usage;
}

const cacheSizes: readonly CacheUsage["sizeGb"][] = ["0.5", "1.6", "6.1"];

/** The sandbox's names for what is charged. */
function nameOf(line: LineKey): string {
  if (line.startsWith("lambda-while-provisioned")) return line.replace("while", "duration-while");
  if (line.startsWith("apigateway-cache")) return "apigateway-cache";
  return line === "logs-lambda-ingestion" ? "logs-ingestion" : line;
}

const windows = [
  ["all eight hours", NOW_MS - 8 * HOUR_MS, NOW_MS],
  ["an hour in the middle", NOW_MS - 5 * HOUR_MS, NOW_MS - 4 * HOUR_MS],
  ["the last ten minutes and some", NOW_MS - 613_377, NOW_MS],
] as const;

describe.each(["us-east-1", "eu-west-1"])("the bill of a shop in %s", (region) => {
  const world = smallWorld({ region, rps: 1 });
  const list = priceListOf(region);

  it.each(windows)("is what the account is charged over %s", (_, fromMs, toMs) => {
    const usage = usageOf(world, fromMs, toMs);
    const invocations = usage.reduce((sum, one) => sum + (one.kind === "function" ? one.requests : 0), 0);
    const expected = trueBill(world, fromMs, toMs, () => invocations * LOG_BYTES).lineItems.filter(
      ({ item }) => item !== "xray-traces-recorded",
    );
    const { lines, unpriced } = billOf(usage, list);
    expect(unpriced).toEqual([]);
    const found = new Map(lines.map((line) => [nameOf(line.line), line.usd ?? Number.NaN]));
    expect([...found.keys()].sort()).toEqual(expected.map(({ item }) => item).sort());
    for (const { item, usd } of expected) {
      expect(Math.abs((found.get(item) ?? Number.NaN) - usd), item).toBeLessThan(1e-6);
    }
  });

  it("adds up by function, version, API and route", () => {
    const bill = billOf(usageOf(world, NOW_MS - HOUR_MS, NOW_MS), list);
    for (const part of ["functionName", "version", "api", "route"] as const) {
      const sum = billBy(bill, part).reduce((total, { usd }) => total + usd, 0);
      expect(Math.abs(sum - bill.totalUsd)).toBeLessThan(1e-9);
    }
  });

  it("lies in the range that metrics alone can tell", () => {
    const usage = usageOf(world, NOW_MS - 8 * HOUR_MS, NOW_MS);
    const exactUsd = billOf(usage, list).totalUsd;
    // Metrics do not know the init: at least none, at most ten seconds of each execution. [Lambda init phase]
    const blind = usage.map((record) =>
      record.kind === "function" && record.whileProvisionedMs === 0
        ? { ...record, initMs: { low: 0, high: record.requests * 10_000 } }
        : record,
    );
    const { low, high } = billRange(blind, list);
    expect(low.totalUsd).toBeLessThan(exactUsd);
    expect(high.totalUsd).toBeGreaterThan(exactUsd);
  });
});
