import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { compositeAlarmsOf } from "@/lib/sandbox/world/blueprints/alarms";
import type { Shop } from "@/lib/sandbox/world/definitions";
import { applicationLogs } from "@/lib/sandbox/world/detail/application-logs";
import { callsOf } from "@/lib/sandbox/world/detail/calls";
import { failureOf } from "@/lib/sandbox/world/detail/failure";
import { Ids } from "@/lib/sandbox/world/detail/ids";
import { logStreamNameOf } from "@/lib/sandbox/world/detail/log-stream-name";
import { requestDetailOf } from "@/lib/sandbox/world/detail/request-detail";
import { TraceTree } from "@/lib/sandbox/world/detail/trace-tree";
import { IncidentSchedule } from "@/lib/sandbox/world/incidents";
import { billedDuration } from "@/lib/sandbox/world/records/billed-duration";
import { lowerBound } from "@/lib/sandbox/world/records/index-list";
import { Records } from "@/lib/sandbox/world/records/records";
import { finishedWithin, within } from "@/lib/sandbox/world/records/windows";
import { planInvocation } from "@/lib/sandbox/world/simulation/plan";
import { planInputOf } from "@/lib/sandbox/world/simulation/plan-input";
import { Simulation } from "@/lib/sandbox/world/simulation/simulation";
import { trialsOf } from "@/lib/sandbox/world/trials";
import type {
  AsyncRecord,
  EnvironmentRecord,
  IndexList,
  InvocationDetail,
  InvocationRecord,
  RequestDetail,
  RequestRecord,
  ThrottleRecord,
  World,
} from "@/lib/sandbox/world/types";

/** No environment lives longer: five hours, and whatever invocation it is then in. */
const LONGEST_LIFE_MS = 6 * HOUR_MS;
/** No request lives longer: the gateway's patience, an authorizer before it, and room. */
const LONGEST_REQUEST_MS = 2 * MINUTE_MS;

export class SimulatedWorld implements World {
  readonly seed: number;
  readonly account;
  readonly region: string;
  readonly startMs: number;
  readonly functions;
  readonly apis;
  readonly eventSources;
  readonly alarms;
  readonly compositeAlarms;
  readonly incidents;
  readonly trials;
  readonly #shop: Shop;
  readonly #records: Records;
  readonly #simulation: Simulation;
  readonly #ids: Ids;
  readonly #traces: TraceTree;
  readonly #clock: () => number;
  #reachedMs: number;

  constructor(shop: Shop, madeMs: number, startMs: number, incidentsHappen: boolean, clock: () => number) {
    this.#shop = shop;
    this.seed = shop.seed;
    this.account = shop.account;
    this.region = shop.account.region;
    this.startMs = startMs;
    this.functions = shop.functions.map((model) => model.def);
    this.apis = shop.apis.map((api) => api.def);
    this.eventSources = shop.eventSources;
    this.alarms = shop.alarms;
    this.compositeAlarms = compositeAlarmsOf(shop.alarms);
    const schedule = new IncidentSchedule(
      madeMs,
      startMs,
      incidentsHappen,
      shop.functionIndexOf,
      shop.apiIndexOf,
    );
    this.incidents = schedule.incidents;
    this.trials = trialsOf(shop, madeMs, startMs);
    this.#records = new Records(shop);
    this.#ids = new Ids(shop.seed);
    this.#traces = new TraceTree(shop, this.#records, this.#ids);
    this.#simulation = new Simulation(shop, this.#records, schedule, incidentsHappen, startMs);
    this.#clock = clock;
    this.#reachedMs = startMs;
  }

  nowMs(): number {
    return this.#clock();
  }

  advance(): void {
    const now = this.#clock();
    if (now <= this.#reachedMs) return;
    this.#simulation.advance(now);
    this.#reachedMs = now;
  }

  get invocationCount(): number {
    return this.#records.invocations.length;
  }
  get requestCount(): number {
    return this.#records.requests.length;
  }
  get environmentCount(): number {
    return this.#records.environments.length;
  }

  invocation(index: number): InvocationRecord {
    const { invocations, environments } = this.#records;
    const environmentIndex = invocations.environment(index);
    const durationMs = invocations.durationMs(index);
    const cold = invocations.cold(index);
    const parents = invocations.batchParents(index);
    const record: InvocationRecord = {
      index,
      functionIndex: invocations.functionIndex(index),
      version: this.#versionName(invocations.functionIndex(index), invocations.version(index)),
      trigger: invocations.trigger(index),
      arrivalMs: invocations.arrivalMs(index),
      startMs: invocations.startMs(index),
      durationMs,
      billedDurationMs: billedDuration(durationMs, cold ? environments : null, environmentIndex),
      maxMemoryUsedMb: invocations.maxMemoryUsedMb(index),
      outcome: invocations.outcome(index),
      environmentIndex,
      cold,
      suppressedInitMs: invocations.suppressedInitMs(index),
      requestIndex: invocations.request(index),
      parentInvocation: invocations.parent(index),
      attempt: invocations.attempt(index),
      firstAttempt: invocations.firstAttempt(index),
      batchSize: invocations.batchSize(index),
      queuedMs: invocations.queuedMs(index),
      sampled: invocations.sampled(index),
      incidentIndex: invocations.incident(index),
    };
    return parents === undefined ? record : { ...record, parentInvocations: parents };
  }

  request(index: number): RequestRecord {
    const { requests } = this.#records;
    return {
      index,
      apiIndex: requests.api(index),
      routeIndex: requests.route(index),
      startMs: requests.startMs(index),
      latencyMs: requests.latencyMs(index),
      integrationLatencyMs: requests.integrationLatencyMs(index),
      status: requests.status(index),
      outcome: requests.outcome(index),
      canary: requests.canary(index),
      invocationIndex: requests.invocation(index),
      authorizerInvocation: requests.authorizer(index),
      responseBytes: requests.responseBytes(index),
      sampled: requests.sampled(index),
    };
  }

  environment(index: number): EnvironmentRecord {
    const { environments, invocations } = this.#records;
    const first = environments.first(index);
    const expiry = environments.expiryMs(index);
    return {
      index,
      functionIndex: environments.functionIndex(index),
      version: this.#versionName(environments.functionIndex(index), environments.version(index)),
      start: environments.start(index),
      restore: environments.restore(index),
      initStartMs: environments.initStartMs(index),
      initMs: environments.initMs(index),
      billedRestoreMs: environments.billedRestoreMs(index),
      initStatus: environments.initStatus(index),
      firstInvocation: first >= 0 && invocations.startMs(first) <= this.#reachedMs ? first : -1,
      endMs: expiry <= this.#reachedMs ? expiry : Number.POSITIVE_INFINITY,
    };
  }

  invocationsOf(functionIndex: number, fromMs: number, toMs: number): IndexList {
    const index = this.#records.invocationsByFunction[functionIndex];
    if (index === undefined) return [];
    const { invocations } = this.#records;
    const longest = this.functions[functionIndex]?.timeoutMs ?? 0;
    return finishedWithin(
      index,
      fromMs,
      toMs,
      (one) => invocations.startMs(one),
      (one) => invocations.endMs(one),
      this.#reachedMs,
      longest,
    );
  }

  invocationsOfEnvironment(environmentIndex: number): IndexList {
    const { environments, invocations } = this.#records;
    const found: number[] = [];
    let one = environments.first(environmentIndex);
    while (one >= 0 && invocations.startMs(one) <= this.#reachedMs) {
      found.push(one);
      one = invocations.nextInEnvironment(one);
    }
    return found;
  }

  environmentsOf(functionIndex: number, fromMs: number, toMs: number): IndexList {
    const index = this.#records.environmentsByFunction[functionIndex];
    if (index === undefined) return [];
    const { environments } = this.#records;
    const startOf = (position: number) => environments.initStartMs(index.get(position));
    const first = lowerBound(index.length, fromMs - LONGEST_LIFE_MS, startOf);
    const last = lowerBound(index.length, toMs, startOf);
    const found: number[] = [];
    for (let position = first; position < last; position++) {
      const one = index.get(position);
      if (environments.expiryMs(one) > fromMs) found.push(one);
    }
    return found;
  }

  requestsOf(apiIndex: number, fromMs: number, toMs: number): IndexList {
    const index = this.#records.requestsByApi[apiIndex];
    if (index === undefined) return [];
    const { requests } = this.#records;
    return finishedWithin(
      index,
      fromMs,
      toMs,
      (one) => requests.startMs(one),
      (one) => requests.startMs(one) + requests.latencyMs(one),
      this.#reachedMs,
      LONGEST_REQUEST_MS,
    );
  }

  throttlesOf(functionIndex: number, fromMs: number, toMs: number): readonly ThrottleRecord[] {
    return within(this.#records.throttlesByFunction[functionIndex] ?? [], fromMs, toMs);
  }

  asyncOf(functionIndex: number, fromMs: number, toMs: number): readonly AsyncRecord[] {
    return within(this.#records.asyncByFunction[functionIndex] ?? [], fromMs, toMs);
  }

  attemptsOf(firstAttempt: number): IndexList {
    return this.#records.invocations.attempts(firstAttempt).filter((one) => this.#hasStarted(one));
  }

  childrenOf(invocationIndex: number): IndexList {
    return this.#records.invocations.children(invocationIndex).filter((one) => this.#hasStarted(one));
  }

  detail(invocationIndex: number): InvocationDetail {
    const record = this.invocation(invocationIndex);
    const model = this.#shop.functions[record.functionIndex];
    if (model === undefined) throw new RangeError(`no invocation ${invocationIndex}`);
    const plan = planInvocation(
      planInputOf(this.#shop, {
        index: record.index,
        model,
        incident: this.incidents[record.incidentIndex]?.kind ?? null,
        version: this.#records.invocations.version(record.index),
        route: this.#records.routeOf(record.requestIndex),
        firstInEnvironment: this.#records.environments.first(record.environmentIndex) === record.index,
        batchSize: record.batchSize,
        firstAttempt: record.firstAttempt,
        trigger: record.trigger,
      }),
    );
    const requestId = this.#ids.requestId(record.firstAttempt);
    const calls = callsOf(plan, record, model);
    const failure = failureOf(plan, record, model, requestId);
    return {
      requestId,
      traceId: this.#traces.traceIdOf(record.index),
      serviceSegmentId: this.#ids.segmentId(record.index, 1),
      functionSegmentId: this.#ids.segmentId(record.index, 2),
      calls,
      logs: applicationLogs(this.seed, model, record, calls, this.#records.rootRequestOf(record.index)),
      failure,
    };
  }

  requestDetail(requestIndex: number): RequestDetail {
    return requestDetailOf(
      this.#shop,
      this.request(requestIndex),
      this.#ids,
      this.#traces.traceIdOfRequest(requestIndex),
    );
  }

  logStreamName(environmentIndex: number): string {
    const record = this.environment(environmentIndex);
    const def = this.functions[record.functionIndex];
    if (def === undefined) throw new RangeError(`no environment ${environmentIndex}`);
    return logStreamNameOf(def, record, this.#ids.environmentId(environmentIndex));
  }

  findTrace(
    traceId: string,
  ): { readonly requestIndex: number; readonly invocationIndexes: readonly number[] } | undefined {
    const found = this.#traces.find(traceId);
    if (found === undefined) return undefined;
    return {
      requestIndex: found.requestIndex,
      invocationIndexes: found.invocationIndexes.filter((one) => this.#hasStarted(one)),
    };
  }

  findInvocationByRequestId(requestId: string): number | undefined {
    const index = this.#ids.firstAttemptOf(requestId);
    if (index === undefined || index >= this.invocationCount) return undefined;
    const first = this.#records.invocations.firstAttempt(index) === index;
    return first && this.#hasStarted(index) ? index : undefined;
  }

  #hasStarted(invocation: number): boolean {
    return this.#records.invocations.startMs(invocation) <= this.#reachedMs;
  }

  #versionName(functionIndex: number, version: number): string {
    return this.functions[functionIndex]?.versions[version]?.version ?? "$LATEST";
  }
}
