import { HOUR_MS } from "@/lib/base/time";
import { PRICES_AS_OF, type Price, prices } from "@/lib/sandbox/world/truth-prices";
import type { FunctionDef, World } from "@/lib/sandbox/world/types";

export interface BillLine {
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  readonly usd: number;
  /** False: the price has no source for this region. */
  readonly priceVerified: boolean;
}

export interface Bill {
  readonly pricesAsOf: string;
  readonly lineItems: readonly BillLine[];
  readonly totalUsd: number;
}

/** Bytes of log events (message + 26 each) that were ingested in [fromMs, toMs): only rendered lines can tell. */
export type LogBytes = (world: World, fromMs: number, toMs: number) => number;

/** GB of CloudWatch's bill. */
const GB = 1024 ** 3;
const INCLUDED_EPHEMERAL_MB = 512;

/**
 * What the window cost, without free tier and below the first price tier's end. Refused requests (stage throttle,
 * authorizer) are free [API Gateway pricing]; failed and proactive inits are not charged here, nor is X-Ray's
 * retrieval. SnapStart of Java is free apart from the restore in Billed Duration. Empty for a region without prices.
 */
export function bill(world: World, fromMs: number, toMs: number, logBytes?: LogBytes): Bill {
  const list = prices[world.region];
  if (list === undefined) return { pricesAsOf: PRICES_AS_OF, lineItems: [], totalUsd: 0 };
  const lines: BillLine[] = [];
  const add = (item: string, quantity: number, unit: string, price: Price, per = 1) => {
    if (quantity === 0) return;
    lines.push({
      item,
      quantity,
      unit,
      usd: (quantity / per) * price.usd,
      priceVerified: price.verified,
    });
  };
  const lambda = lambdaUsage(world, fromMs, toMs);
  add("lambda-requests", lambda.requests, "requests", list.lambdaPerMillionRequests, 1e6);
  add("lambda-duration-x86", lambda.onDemand.x86_64.duration, "GB-s", list.lambdaX86GbSecond);
  add("lambda-init-x86", lambda.onDemand.x86_64.init, "GB-s", list.lambdaX86GbSecond);
  add("lambda-duration-arm", lambda.onDemand.arm64.duration, "GB-s", list.lambdaArmGbSecond);
  add("lambda-init-arm", lambda.onDemand.arm64.init, "GB-s", list.lambdaArmGbSecond);
  add(
    "lambda-duration-while-provisioned-x86",
    lambda.whileProvisioned.x86_64,
    "GB-s",
    list.whileProvisionedX86GbSecond,
  );
  add(
    "lambda-duration-while-provisioned-arm",
    lambda.whileProvisioned.arm64,
    "GB-s",
    list.whileProvisionedArmGbSecond,
  );
  const provisioned = provisionedGbSeconds(world, fromMs, toMs);
  add("lambda-provisioned-x86", provisioned.x86_64, "GB-s", list.provisionedX86GbSecond);
  add("lambda-provisioned-arm", provisioned.arm64, "GB-s", list.provisionedArmGbSecond);
  add("lambda-ephemeral-storage", lambda.ephemeral, "GB-s", list.ephemeralGbSecond);

  const charged = chargedRequests(world, fromMs, toMs);
  add("apigateway-rest-requests", charged.REST, "requests", list.restPerMillion, 1e6);
  add("apigateway-http-requests", charged.HTTP, "requests", list.httpPerMillion, 1e6);
  for (const api of world.apis) {
    const price = api.cacheSizeGb === null ? undefined : list.restCacheHour[String(api.cacheSizeGb)];
    if (price === undefined) continue;
    add("apigateway-cache", lengthMs(world, fromMs, toMs) / HOUR_MS, "hours", price);
  }
  if (logBytes !== undefined) {
    add("logs-ingestion", logBytes(world, fromMs, toMs) / GB, "GB", list.logsPerGb);
  }
  add("xray-traces-recorded", recordedTraces(world, fromMs, toMs), "traces", list.xrayPerMillionTraces, 1e6);
  return {
    pricesAsOf: PRICES_AS_OF,
    lineItems: lines,
    totalUsd: lines.reduce((sum, line) => sum + line.usd, 0),
  };
}

function lambdaUsage(world: World, fromMs: number, toMs: number) {
  const usage = {
    requests: 0,
    onDemand: { x86_64: { duration: 0, init: 0 }, arm64: { duration: 0, init: 0 } },
    whileProvisioned: { x86_64: 0, arm64: 0 },
    ephemeral: 0,
  };
  for (const def of world.functions) {
    const list = world.invocationsOf(def.index, fromMs, toMs);
    // Whole milliseconds add up exactly; they become GB-s once, at the end.
    let durationMs = 0;
    let initMs = 0;
    let provisionedMs = 0;
    for (let i = 0; i < list.length; i++) {
      const record = world.invocation(list[i] ?? 0);
      const handlerMs = Math.ceil(record.durationMs);
      if (world.environment(record.environmentIndex).start === "provisioned") {
        provisionedMs += record.billedDurationMs;
      } else {
        durationMs += handlerMs;
        initMs += record.billedDurationMs - handlerMs;
      }
    }
    usage.requests += list.length;
    const architecture = usage.onDemand[def.architecture];
    architecture.duration += gbSeconds(def, durationMs);
    architecture.init += gbSeconds(def, initMs);
    usage.whileProvisioned[def.architecture] += gbSeconds(def, provisionedMs);
    const extraMb = Math.max(0, def.ephemeralStorageMb - INCLUDED_EPHEMERAL_MB);
    usage.ephemeral += ((extraMb / 1024) * (durationMs + initMs + provisionedMs)) / 1000;
  }
  return usage;
}

function gbSeconds(def: FunctionDef, billedMs: number): number {
  return ((def.memoryMb / 1024) * billedMs) / 1000;
}

/** Configured concurrency is charged for as long as it is configured, used or not. */
function provisionedGbSeconds(world: World, fromMs: number, toMs: number) {
  const total = { x86_64: 0, arm64: 0 };
  for (const def of world.functions) {
    const count = def.provisionedConcurrency?.count ?? 0;
    total[def.architecture] += count * gbSeconds(def, lengthMs(world, fromMs, toMs));
  }
  return total;
}

/** The part of the window that has happened. */
function lengthMs(world: World, fromMs: number, toMs: number): number {
  return Math.max(0, Math.min(toMs, world.nowMs()) - Math.max(fromMs, world.startMs));
}

function chargedRequests(world: World, fromMs: number, toMs: number) {
  const charged = { REST: 0, HTTP: 0 };
  for (const api of world.apis) {
    const list = world.requestsOf(api.index, fromMs, toMs);
    for (let i = 0; i < list.length; i++) {
      const { outcome } = world.request(list[i] ?? 0);
      if (outcome !== "gateway-throttled" && outcome !== "authorizer-denied") charged[api.kind]++;
    }
  }
  return charged;
}

/** Sampled traces that began in the window: requests of tracing stages, and invocations that begin a trace. */
function recordedTraces(world: World, fromMs: number, toMs: number): number {
  const roots = new Set<string>();
  for (const api of world.apis) {
    if (!api.tracing) continue;
    const list = world.requestsOf(api.index, fromMs, toMs);
    for (let i = 0; i < list.length; i++) {
      const request = world.request(list[i] ?? 0);
      if (request.sampled) roots.add(`request ${request.index}`);
    }
  }
  for (const def of world.functions) {
    if (!def.traced) continue;
    const list = world.invocationsOf(def.index, fromMs, toMs);
    for (let i = 0; i < list.length; i++) {
      const record = world.invocation(list[i] ?? 0);
      if (!record.sampled || record.firstAttempt !== record.index) continue;
      if (beginsTrace(world, record)) roots.add(`invocation ${record.index}`);
    }
  }
  return roots.size;
}

function beginsTrace(world: World, record: ReturnType<World["invocation"]>): boolean {
  if (record.requestIndex >= 0) {
    return world.apis[world.request(record.requestIndex).apiIndex]?.tracing !== true;
  }
  const continues = record.trigger === "sns" || record.trigger === "async";
  if (record.parentInvocation < 0 || !continues) return true;
  const publisher = world.invocation(record.parentInvocation).functionIndex;
  return world.functions[publisher]?.traced !== true;
}
