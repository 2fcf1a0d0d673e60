import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Shop } from "@/lib/sandbox/world/definitions";
import type { IncidentSchedule } from "@/lib/sandbox/world/incidents";
import { exponential, integer, mix, unit } from "@/lib/sandbox/world/simulation/random";
import type { Traffic } from "@/lib/sandbox/world/simulation/traffic";
import type { Trigger } from "@/lib/sandbox/world/types";

export type Target =
  /** `route` -1: any. */
  | { readonly kind: "api"; readonly api: number; readonly route: number }
  /** An asynchronous event of a service outside the shop, or a schedule. */
  | { readonly kind: "event"; readonly functionIndex: number; readonly trigger: Trigger }
  | { readonly kind: "direct"; readonly functionIndex: number };

/** Something outside that causes work, again and again. */
export interface Source {
  readonly target: Target;
  /** The next arrival after `atMs`. Called once per arrival, in order. */
  next(atMs: number): number;
}

/** Arrivals at a rate (per second) that follows the traffic. */
function poisson(key: number, perSecond: number, traffic: Traffic | null, target: Target): Source {
  let clock = Number.NaN;
  let draws = 0;
  return {
    target,
    next(atMs) {
      if (Number.isNaN(clock)) clock = atMs;
      const rate = perSecond * (traffic === null ? 1 : traffic.factorAt(clock));
      clock += exponential(key, draws++, 1000 / rate);
      return Math.floor(clock);
    },
  };
}

/** Ticks at `offset` past each `period`, a moment late as schedulers are. */
function schedule(key: number, period: number, offset: number, target: Target): Source {
  let tick = Number.NaN;
  return {
    target,
    next(atMs) {
      tick = Number.isNaN(tick) ? Math.ceil((atMs - offset) / period) * period + offset : tick + period;
      return tick + integer(key, Math.floor(tick / 1000), 120, 900);
    },
  };
}

/** Now and then a partner sends everything at once: more than the stage's burst limit takes. */
function bulk(key: number, target: Target, rateLimit: number, burstLimit: number): Source {
  let left = 0;
  let draws = 0;
  return {
    target,
    next(atMs) {
      if (left-- > 0) return atMs + Math.max(1, Math.round(400 / rateLimit));
      left = integer(key, draws++, burstLimit * 2, burstLimit * 4);
      return Math.floor(atMs + exponential(key, draws++, 35 * MINUTE_MS)) + 1;
    },
  };
}

/** Searches beyond the usual traffic while the burst incident lasts. */
function searchBurst(key: number, incidents: IncidentSchedule, perSecond: number, target: Target): Source {
  let draws = 0;
  return {
    target,
    next(atMs) {
      const kind = "reserved-concurrency-burst";
      const next = Math.ceil(atMs + exponential(key, draws++, 1000 / perSecond));
      return incidents.indexAt(kind, next) >= 0 ? next : incidents.nextOpening(kind, next);
    },
  };
}

/** Length of a search while the burst lasts, in seconds: what turns a rate into concurrency. */
const BURST_SEARCH_S = 0.4;
const UPLOADS_PER_REQUEST = 0.05;

export function sourcesOf(
  shop: Shop,
  incidents: IncidentSchedule,
  incidentsHappen: boolean,
  traffic: Traffic,
): readonly Source[] {
  const sources: Source[] = [];
  const keyFor = (number: number) => mix(shop.seed ^ 0x77aa11cc, number);
  for (const api of shop.apis) {
    const { index, throttle } = api.def;
    const target: Target = { kind: "api", api: index, route: -1 };
    const rate = shop.requestsPerSecond * api.blueprint.share;
    if (rate > 0) sources.push(poisson(keyFor(index), rate, traffic, target));
    if (throttle !== null) {
      sources.push(bulk(keyFor(100 + index), target, throttle.rateLimit, throttle.burstLimit));
    }
  }
  addFunctionSources(sources, shop, keyFor, traffic);
  const burst = incidentsHappen ? burstTarget(shop) : undefined;
  if (burst !== undefined) {
    const perSecond = (burst.reserved / BURST_SEARCH_S) * 1.6;
    sources.push(searchBurst(keyFor(200), incidents, perSecond, burst.target));
  }
  return sources;
}

function addFunctionSources(
  sources: Source[],
  shop: Shop,
  keyFor: (number: number) => number,
  traffic: Traffic,
): void {
  for (const { def, blueprint } of shop.functions) {
    const key = keyFor(1_000 + def.index);
    const event = (trigger: Trigger): Target => ({
      kind: "event",
      functionIndex: def.index,
      trigger,
    });
    if (blueprint.key === "inventory-sync") {
      sources.push(schedule(key, MINUTE_MS, 0, event("schedule")));
    } else if (blueprint.key === "reports-nightly") {
      sources.push(schedule(key, HOUR_MS, 10 * MINUTE_MS, event("schedule")));
    } else if (blueprint.key === "health-ping") {
      sources.push(schedule(key, 9 * MINUTE_MS, 0, event("warm-up")));
    } else if (blueprint.key === "catalog-images" && shop.requestsPerSecond > 0) {
      const rate = shop.requestsPerSecond * UPLOADS_PER_REQUEST;
      sources.push(poisson(key, rate, traffic, event("s3")));
    } else if (def.filler) {
      const everyMs = (2 + 6 * unit(key, 1)) * MINUTE_MS;
      const target: Target = { kind: "direct", functionIndex: def.index };
      sources.push(poisson(key, 1000 / everyMs, null, target));
    }
  }
}

function burstTarget(shop: Shop): { readonly target: Target; readonly reserved: number } | undefined {
  const functionIndex = shop.functionIndexOf("catalog-search");
  const api = shop.apis[shop.apiIndexOf("shop-api") ?? -1];
  const route = api?.def.routes.find((one) => one.functionIndex === functionIndex);
  const reserved = shop.functions[functionIndex ?? -1]?.def.reservedConcurrency;
  if (api === undefined || route === undefined || reserved == null) return undefined;
  return { target: { kind: "api", api: api.def.index, route: route.index }, reserved };
}
