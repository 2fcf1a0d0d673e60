import { MINUTE_MS } from "@/lib/base/time";
import type { ApiModel } from "@/lib/sandbox/world/definitions-api";
import type { SimulationContext } from "@/lib/sandbox/world/simulation/context";
import { event } from "@/lib/sandbox/world/simulation/events";
import { integer, mix, unit } from "@/lib/sandbox/world/simulation/random";
import { articleOf, customerOf, hasToken, requestKey } from "@/lib/sandbox/world/simulation/request-facts";
import { Sampler } from "@/lib/sandbox/world/simulation/sampler";
import type { RouteDef } from "@/lib/sandbox/world/types";

/** From a request's arrival to the first call that it makes. */
export const FRONT_MS = 2;
const AUTHORIZER_TTL_MS = 5 * MINUTE_MS;
const CACHE_TTL_MS = 5 * MINUTE_MS;
/** How long the gateway waits for an integration [D limits]. */
const PATIENCE_MS = { REST: 29_000, HTTP: 30_000 } as const;

/** One stage of an API: throttle, authorizer, cache, integration, answer. */
export class Gateway {
  readonly #api: ApiModel;
  readonly #sampler = new Sampler();
  readonly #authorized = new Map<number, number>();
  readonly #cache = new Map<number, number>();
  #tokens = Number.POSITIVE_INFINITY;
  #tokensAtMs = 0;

  constructor(api: ApiModel) {
    this.#api = api;
    this.#tokens = api.def.throttle?.burstLimit ?? Number.POSITIVE_INFINITY;
  }

  /** `route` -1: drawn by weight. `atMs` is when the integration may be called: FRONT_MS after the arrival. */
  receive(context: SimulationContext, atMs: number, wantedRoute: number): void {
    const { records, shop } = context;
    const { def } = this.#api;
    const key = requestKey(shop.seed, records.requests.length);
    const route = def.routes[wantedRoute < 0 ? this.#draw(key) : wantedRoute];
    if (route === undefined) return;
    const canary = def.canary !== null && unit(key, 11) < def.canary.share;
    const startMs = atMs - FRONT_MS;
    const sampled = def.tracing && this.#sampler.decide(startMs, key);
    const request = records.addRequest(def.index, route.index, startMs, canary, sampled);
    if (!this.#takeToken(atMs)) {
      records.requests.close(request, 429, "gateway-throttled", FRONT_MS, null, -1, 42);
      return;
    }
    if (route.authorizerFunctionIndex !== null) {
      this.#authorize(context, atMs, request, key, route.authorizerFunctionIndex);
    } else {
      this.integrate(context, atMs, request, 0);
    }
  }

  /** Answers from the cache or calls the integration. `authorizerMs` passed since `atMs` of the arrival. */
  integrate(context: SimulationContext, atMs: number, request: number, authorizerMs: number): void {
    const { requests } = context.records;
    const key = requestKey(context.shop.seed, request);
    const route = this.#api.def.routes[requests.route(request)];
    if (route === undefined) return;
    const before = FRONT_MS + authorizerMs;
    const after = integer(key, 12, 1, 6);
    const cacheKey = route.index * 1_000_000 + articleOf(key);
    if (route.cached === true && (this.#cache.get(cacheKey) ?? 0) > atMs) {
      const size = responseBytes(key);
      requests.close(request, 200, "cache-hit", before + after, null, -1, size);
      return;
    }
    const placed = context.run({
      functionIndex: route.functionIndex,
      trigger: "api",
      atMs,
      request,
      parents: [],
      attempt: 1,
      firstAttempt: -1,
      batchSize: 1,
      queuedMs: 0,
    });
    const { kind } = this.#api.def;
    if (placed === undefined) {
      const integrationMs = integer(key, 13, 4, 14);
      const status = kind === "REST" ? 500 : 503;
      const latency = before + integrationMs + after;
      requests.close(request, status, "function-throttled", latency, integrationMs, -1, 36);
      return;
    }
    const { invocation } = placed;
    const { invocations } = context.records;
    const ran = invocations.endMs(invocation) - atMs;
    const integrationMs = Math.ceil(ran) + integer(key, 13, 2, 7);
    const patience = PATIENCE_MS[kind];
    if (integrationMs >= patience) {
      const latency = before + patience + after;
      requests.close(request, 504, "integration-timeout", latency, patience, invocation, 41);
      return;
    }
    const latency = before + integrationMs + after;
    if (invocations.outcome(invocation) !== "success") {
      const status = kind === "REST" ? 502 : 500;
      requests.close(request, status, "integration-error", latency, integrationMs, invocation, 36);
    } else if (invocations.clientError(invocation)) {
      const status = clientErrorStatus(route, key);
      requests.close(request, status, "client-error", latency, integrationMs, invocation, 74);
    } else {
      if (route.cached === true) this.#remember(cacheKey, atMs + Math.ceil(ran));
      const size = responseBytes(key);
      requests.close(request, okStatus(route), "ok", latency, integrationMs, invocation, size);
    }
  }

  #authorize(
    context: SimulationContext,
    atMs: number,
    request: number,
    key: number,
    functionIndex: number,
  ): void {
    const { requests, invocations } = context.records;
    if (!hasToken(key)) {
      requests.close(request, 401, "authorizer-denied", FRONT_MS + 1, null, -1, 26);
      return;
    }
    const customer = customerOf(key);
    if ((this.#authorized.get(customer) ?? 0) > atMs) {
      this.integrate(context, atMs, request, 0);
      return;
    }
    const placed = context.run({
      functionIndex,
      trigger: "authorizer",
      atMs,
      request,
      parents: [],
      attempt: 1,
      firstAttempt: -1,
      batchSize: 1,
      queuedMs: 0,
    });
    if (placed === undefined) {
      requests.close(request, 500, "integration-error", FRONT_MS + 8, null, -1, 16);
      return;
    }
    const { invocation } = placed;
    requests.setAuthorizer(request, invocation);
    const authorizerMs = Math.ceil(invocations.endMs(invocation) - atMs) + integer(key, 14, 1, 3);
    const latency = FRONT_MS + authorizerMs + 1;
    if (invocations.outcome(invocation) !== "success") {
      requests.close(request, 500, "integration-error", latency, null, -1, 16);
    } else if (invocations.clientError(invocation)) {
      requests.close(request, 403, "authorizer-denied", latency, null, -1, 60);
    } else {
      this.#authorized.set(customer, atMs + authorizerMs + AUTHORIZER_TTL_MS);
      context.queue.schedule(atMs + authorizerMs, event.authorized, request, authorizerMs);
    }
  }

  #remember(cacheKey: number, fromMs: number): void {
    this.#cache.set(cacheKey, fromMs + CACHE_TTL_MS);
  }

  #draw(key: number): number {
    const luck = unit(key, 15);
    return this.#api.cumulativeWeights.findIndex((weight) => luck < weight);
  }

  #takeToken(atMs: number): boolean {
    const { throttle } = this.#api.def;
    if (throttle === null) return true;
    const earned = (throttle.rateLimit * (atMs - this.#tokensAtMs)) / 1000;
    this.#tokens = Math.min(throttle.burstLimit, this.#tokens + earned);
    this.#tokensAtMs = atMs;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}

function okStatus(route: RouteDef): number {
  return route.method === "POST" && route.path === "/orders" ? 201 : 200;
}

function clientErrorStatus(route: RouteDef, key: number): number {
  if (route.path === "/payments") return 402;
  const usual = route.method === "GET" ? 404 : 422;
  return unit(key, 16) < 0.7 ? usual : 400;
}

function responseBytes(key: number): number {
  return 120 + (mix(key, 17) % 5_800);
}
