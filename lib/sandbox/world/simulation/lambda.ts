import type { FunctionModel, Shop } from "@/lib/sandbox/world/definitions";
import type { IncidentSchedule } from "@/lib/sandbox/world/incidents";
import type { Records } from "@/lib/sandbox/world/records/records";
import { Concurrency } from "@/lib/sandbox/world/simulation/concurrency";
import { Fleet } from "@/lib/sandbox/world/simulation/fleet";
import { memoryUse, newEnvironment, suppressedInitCs } from "@/lib/sandbox/world/simulation/lifecycle";
import { invocationKey, type Plan, planInvocation } from "@/lib/sandbox/world/simulation/plan";
import { planInputOf } from "@/lib/sandbox/world/simulation/plan-input";
import { mix, unit } from "@/lib/sandbox/world/simulation/random";
import { Sampler } from "@/lib/sandbox/world/simulation/sampler";
import type { Trigger } from "@/lib/sandbox/world/types";

/** Between a ready environment and START. */
export const START_DELAY_MS = 1;
const PROACTIVE_SHARE = 0.03;

export interface Call {
  readonly functionIndex: number;
  readonly trigger: Trigger;
  readonly atMs: number;
  readonly request: number;
  readonly parents: readonly number[];
  readonly attempt: number;
  readonly firstAttempt: number;
  readonly batchSize: number;
  readonly queuedMs: number;
}

export interface Placed {
  readonly invocation: number;
  readonly plan: Plan;
  /** Where the handler's begin lies after START: the length of a repeated init. */
  readonly handlerOffsetMs: number;
}

/** The Lambda service: finds or makes an environment, or throttles; then runs the invocation to its end. */
export class LambdaService {
  readonly #shop: Shop;
  readonly #records: Records;
  readonly #incidents: IncidentSchedule;
  readonly #fleets: readonly Fleet[];
  readonly #samplers: readonly Sampler[];
  readonly #account = new Concurrency();
  readonly #reserved: number;

  constructor(shop: Shop, records: Records, incidents: IncidentSchedule) {
    this.#shop = shop;
    this.#records = records;
    this.#incidents = incidents;
    this.#fleets = shop.functions.map(() => new Fleet(records.environments));
    this.#samplers = shop.functions.map(() => new Sampler());
    this.#reserved = shop.functions.reduce((sum, model) => sum + (model.def.reservedConcurrency ?? 0), 0);
  }

  /** Undefined when throttled; the throttle is then on record. */
  invoke(call: Call): Placed | undefined {
    const model = this.#shop.functions[call.functionIndex];
    const fleet = this.#fleets[call.functionIndex];
    if (model === undefined || fleet === undefined) return undefined;
    const index = this.#records.invocations.length;
    const key = invocationKey(this.#shop.seed, index);
    const version = this.#versionFor(model, call.atMs, key);
    let environment = fleet.findIdle(version, call.atMs);
    if (this.#isThrottled(model, fleet.busy, call.atMs)) {
      this.#records.addThrottle({
        functionIndex: call.functionIndex,
        atMs: call.atMs,
        trigger: call.trigger,
        requestIndex: call.request,
      });
      return undefined;
    }
    const cold = environment < 0;
    if (cold) {
      environment = this.#startEnvironment(model, fleet, version, "on-demand", call.atMs);
      if (unit(key, 51) < PROACTIVE_SHARE) {
        this.#startEnvironment(model, fleet, version, "proactive", call.atMs);
      }
    }
    return this.#run(call, model, index, key, version, environment, cold);
  }

  startProvisioned(functionIndex: number, atMs: number): number {
    const model = this.#shop.functions[functionIndex];
    const fleet = this.#fleets[functionIndex];
    if (model === undefined || fleet === undefined) return Number.POSITIVE_INFINITY;
    const environment = this.#startEnvironment(model, fleet, model.mainVersion, "provisioned", atMs);
    return this.#records.environments.expiryMs(environment);
  }

  #versionFor(model: FunctionModel, atMs: number, key: number): number {
    const onTrial =
      model.trialVersion >= 0 &&
      unit(key, 52) < model.trialShare &&
      this.#incidents.windowOpen("bad-version-canary", atMs);
    return onTrial ? model.trialVersion : model.mainVersion;
  }

  #isThrottled(model: FunctionModel, busy: number, atMs: number): boolean {
    const reserved = model.def.reservedConcurrency;
    if (reserved !== null) return busy >= reserved;
    const unreserved = this.#shop.account.concurrencyLimit - this.#reserved;
    return this.#account.runningAt(atMs) >= unreserved;
  }

  #startEnvironment(
    model: FunctionModel,
    fleet: Fleet,
    version: number,
    start: "on-demand" | "provisioned" | "proactive",
    atMs: number,
  ): number {
    const environment = this.#records.addEnvironment(
      newEnvironment(model, this.#shop.seed, this.#records.environments.length, version, start, atMs),
    );
    fleet.add(environment);
    return environment;
  }

  #run(
    call: Call,
    model: FunctionModel,
    index: number,
    key: number,
    version: number,
    environment: number,
    cold: boolean,
  ): Placed {
    const { environments, invocations } = this.#records;
    const readyMs = Math.max(call.atMs, environments.busyUntilMs(environment));
    const startMs = readyMs + START_DELAY_MS;
    const input = planInputOf(this.#shop, {
      index,
      model,
      incident: this.#incidents.kindFor(model.blueprint.key, call.atMs, version === model.trialVersion),
      version,
      route: this.#records.routeOf(call.request),
      firstInEnvironment: environments.first(environment) < 0,
      batchSize: call.batchSize,
      firstAttempt: call.firstAttempt < 0 ? index : call.firstAttempt,
      trigger: call.trigger,
    });
    const plan = planInvocation(input);
    const initCs = environments.needsInit(environment) ? suppressedInitCs(model, key) : 0;
    const wantedCs = initCs + Math.max(60, Math.round(plan.totalMs * 100));
    const limitCs = model.def.timeoutMs * 100;
    const memory = memoryUse(
      model,
      environment,
      environments.uses(environment),
      key,
      input.incident === "memory-leak",
    );
    const timedOut = wantedCs >= limitCs;
    const outcome = timedOut
      ? "timeout"
      : memory.killed
        ? "out-of-memory"
        : plan.failure === null
          ? "success"
          : plan.crash
            ? "crash"
            : "error";
    const durationCs = timedOut
      ? limitCs
      : outcome === "out-of-memory"
        ? initCs + Math.round((wantedCs - initCs) * (0.4 + 0.5 * unit(key, 53)))
        : wantedCs;
    const processDied = outcome === "timeout" || outcome === "out-of-memory" || outcome === "crash";
    const incident = input.incident === null ? -1 : this.#incidents.indexAt(input.incident, call.atMs);
    const invocation = this.#records.addInvocation({
      functionIndex: call.functionIndex,
      version,
      trigger: call.trigger,
      arrivalMs: call.atMs,
      startMs,
      durationCs,
      suppressedInitCs: initCs,
      maxMemoryUsedMb: memory.usedMb,
      outcome,
      clientError: plan.clientError && outcome === "success",
      environment,
      cold,
      request: call.request,
      parents: call.parents,
      attempt: call.attempt,
      firstAttempt: call.firstAttempt,
      batchSize: call.batchSize,
      queuedMs: call.queuedMs,
      sampled: this.#isSampled(call, model, key),
      incident,
    });
    const endMs = startMs + durationCs / 100;
    const previous = environments.last(environment);
    if (previous >= 0) invocations.linkInEnvironment(previous, invocation);
    environments.use(environment, invocation, endMs, processDied);
    if (model.def.reservedConcurrency === null) this.#account.add(endMs);
    return { invocation, plan, handlerOffsetMs: initCs / 100 };
  }

  /** Decided once at the root of a trace; everything below follows it. */
  #isSampled(call: Call, model: FunctionModel, key: number): boolean {
    const { invocations, requests } = this.#records;
    if (!model.def.traced) return false;
    if (call.firstAttempt >= 0) return invocations.sampled(call.firstAttempt);
    if (call.request >= 0) {
      if (this.#shop.apis[requests.api(call.request)]?.def.tracing === true) {
        return requests.sampled(call.request);
      }
    } else {
      const parent = this.#records.tracedParent(call.trigger, call.parents[0] ?? -1);
      if (parent >= 0) return invocations.sampled(parent);
    }
    return this.#samplers[call.functionIndex]?.decide(call.atMs, mix(key, 54)) ?? false;
  }
}
