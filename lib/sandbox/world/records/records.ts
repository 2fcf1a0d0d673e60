import type { Shop } from "@/lib/sandbox/world/definitions";
import { EnvironmentStore, type NewEnvironment } from "@/lib/sandbox/world/records/environment-store";
import { IndexList } from "@/lib/sandbox/world/records/index-list";
import { InvocationStore, type NewInvocation } from "@/lib/sandbox/world/records/invocation-store";
import { RequestStore } from "@/lib/sandbox/world/records/request-store";
import type { AsyncRecord, ThrottleRecord, Trigger } from "@/lib/sandbox/world/types";

/** Everything that has happened in one region, with an index in time order per function and per API. */
export class Records {
  readonly invocations = new InvocationStore();
  readonly requests = new RequestStore();
  readonly environments = new EnvironmentStore();
  /** By function, ascending by startMs. */
  readonly invocationsByFunction: readonly IndexList[];
  /** By function, ascending by initStartMs. */
  readonly environmentsByFunction: readonly IndexList[];
  /** By API, ascending by startMs. */
  readonly requestsByApi: readonly IndexList[];
  readonly throttlesByFunction: readonly ThrottleRecord[][];
  readonly asyncByFunction: readonly AsyncRecord[][];
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
    this.invocationsByFunction = shop.functions.map(() => new IndexList());
    this.environmentsByFunction = shop.functions.map(() => new IndexList());
    this.requestsByApi = shop.apis.map(() => new IndexList());
    this.throttlesByFunction = shop.functions.map(() => []);
    this.asyncByFunction = shop.functions.map(() => []);
  }

  /** The caller adds it to `invocationsByFunction` when its start is reached. */
  addInvocation(one: NewInvocation): number {
    return this.invocations.push(one);
  }

  addEnvironment(one: NewEnvironment): number {
    const index = this.environments.push(one);
    this.environmentsByFunction[one.functionIndex]?.push(index);
    return index;
  }

  addRequest(api: number, route: number, startMs: number, canary: boolean, sampled: boolean): number {
    const index = this.requests.open(api, route, startMs, canary, sampled);
    this.requestsByApi[api]?.push(index);
    return index;
  }

  addThrottle(one: ThrottleRecord): void {
    this.throttlesByFunction[one.functionIndex]?.push(one);
  }

  addAsync(one: AsyncRecord): void {
    this.asyncByFunction[one.functionIndex]?.push(one);
  }

  /** Number of the request's route through all APIs, or -1 without a request. */
  routeOf(request: number): number {
    if (request < 0) return -1;
    const api = this.#shop.apis[this.requests.api(request)];
    return api === undefined ? -1 : api.firstRoute + this.requests.route(request);
  }

  /** API request at the head of the chain of publishers that led to an invocation, or -1. */
  rootRequestOf(invocation: number): number {
    let at = this.invocations.firstAttempt(invocation);
    while (this.invocations.request(at) < 0 && this.invocations.parent(at) >= 0) {
      at = this.invocations.firstAttempt(this.invocations.parent(at));
    }
    return this.invocations.request(at);
  }

  /**
   * The publisher whose trace an invocation continues, or -1: SNS and async calls carry the trace header, SQS
   * consumers and sources outside the shop begin a trace of their own [D services-xray].
   */
  tracedParent(trigger: Trigger, parent: number): number {
    if (parent < 0 || (trigger !== "sns" && trigger !== "async")) return -1;
    const traced = this.#shop.functions[this.invocations.functionIndex(parent)]?.def.traced;
    return traced === true ? parent : -1;
  }
}
