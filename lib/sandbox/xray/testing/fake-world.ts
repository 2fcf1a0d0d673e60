import type {
  ApiDef,
  DownstreamCall,
  EnvironmentRecord,
  EventSourceDef,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
  RequestDetail,
  RequestRecord,
  World,
} from "@/lib/sandbox/world/types";

/** 2026-01-15T12:00:00Z: zero of every drawn trace. */
export const T0 = Date.UTC(2026, 0, 15, 12);

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

export function fakeFunction(index: number, name: string, changes: Partial<FunctionDef> = {}): FunctionDef {
  return {
    index,
    name,
    arn: `arn:aws:lambda:us-east-1:210987654321:function:${name}`,
    description: "",
    runtime: "nodejs22.x",
    runtimeVersion: "nodejs:22.v50",
    handler: "index.handler",
    architecture: "arm64",
    memoryMb: 512,
    timeoutMs: 3_000,
    ephemeralStorageMb: 512,
    codeSizeBytes: 1,
    vpc: false,
    logFormat: "Text",
    applicationLogLevel: "INFO",
    systemLogLevel: "INFO",
    logGroup: `/aws/lambda/${name}`,
    reportStyle: "old",
    segmentStyle: "old",
    traced: true,
    snapStart: false,
    reservedConcurrency: null,
    provisionedConcurrency: null,
    idleTimeoutMs: 300_000,
    versions: [],
    aliases: [],
    invokedQualifier: null,
    lastModifiedMs: 0,
    environmentVariables: {},
    tags: {},
    deadLetterArn: null,
    filler: false,
    ...changes,
  };
}

export function fakeApi(functionIndex: number, changes: Partial<ApiDef> = {}): ApiDef {
  return {
    index: 0,
    kind: "REST",
    id: "a1b2c3",
    name: "shop",
    stage: "prod",
    description: "",
    createdMs: 0,
    routes: [
      {
        index: 0,
        method: "GET",
        path: "/orders/{id}",
        resourceId: "r1",
        functionIndex,
        qualifier: "live",
        authorizerFunctionIndex: null,
      },
    ],
    canary: null,
    deploymentId: "d1",
    detailedMetrics: false,
    cacheSizeGb: null,
    tracing: true,
    executionLog: "OFF",
    dataTrace: false,
    accessLog: null,
    throttle: null,
    ...changes,
  };
}

export function fakeCall(changes: Partial<DownstreamCall> = {}): DownstreamCall {
  return {
    service: "DynamoDB",
    operation: "GetItem",
    resource: "orders",
    path: "",
    offsetMs: 1,
    durationMs: 5,
    status: 200,
    result: "ok",
    retries: 0,
    errorType: "",
    errorMessage: "",
    ...changes,
  };
}

/** An invocation by what matters to its trace; times count from `T0`. */
interface FakeInvocation extends Partial<Omit<InvocationRecord, "startMs" | "arrivalMs">> {
  readonly at: number;
  readonly arrival?: number;
  readonly trace: number;
  readonly calls?: readonly DownstreamCall[];
  readonly failure?: InvocationDetail["failure"];
  readonly environment?: Partial<EnvironmentRecord>;
}

interface FakeRequest extends Partial<Omit<RequestRecord, "startMs">> {
  readonly at: number;
  readonly trace: number;
  readonly user?: string;
}

export interface FakeWorldParts {
  readonly functions: readonly FunctionDef[];
  readonly apis?: readonly ApiDef[];
  readonly eventSources?: readonly EventSourceDef[];
  readonly invocations?: readonly FakeInvocation[];
  readonly requests?: readonly FakeRequest[];
  /** From `T0`; long after everything unless given. */
  readonly now?: number;
}

/** The last digits of an id decide on mishaps (late and lost segments): these mean none. */
const traceIdOf = (trace: number) => `1-${hex(T0 / 1000, 8)}-${hex(trace, 20)}8000`;

/** A world of literal records. Trace numbers become ids; segment ids are `…f<index>` and `…5<index>`. */
export function fakeWorld(parts: FakeWorldParts): World {
  const given = parts.invocations ?? [];
  const invocations = given.map((fake, index): InvocationRecord => {
    const {
      at,
      arrival,
      trace: _trace,
      calls: _calls,
      failure: _failure,
      environment: _env,
      ...changes
    } = fake;
    return {
      index,
      functionIndex: 0,
      version: "1",
      trigger: "direct",
      arrivalMs: T0 + (arrival ?? at),
      startMs: T0 + at,
      durationMs: 10,
      billedDurationMs: 10,
      maxMemoryUsedMb: 90,
      outcome: "success",
      environmentIndex: index,
      cold: false,
      suppressedInitMs: 0,
      requestIndex: -1,
      parentInvocation: -1,
      attempt: 1,
      firstAttempt: index,
      batchSize: 1,
      queuedMs: 0,
      sampled: true,
      incidentIndex: -1,
      ...changes,
    };
  });
  const requests = (parts.requests ?? []).map((fake, index): RequestRecord => {
    const { at, trace: _trace, user: _user, ...changes } = fake;
    return {
      index,
      apiIndex: 0,
      routeIndex: 0,
      startMs: T0 + at,
      latencyMs: 20,
      integrationLatencyMs: 18,
      status: 200,
      outcome: "ok",
      canary: false,
      invocationIndex: -1,
      authorizerInvocation: -1,
      responseBytes: 2,
      sampled: true,
      ...changes,
    };
  });
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index];
    if (found === undefined) throw new RangeError(`no record ${index}`);
    return found;
  };
  const indexesOf = <T>(list: readonly T[], test: (value: T) => boolean) =>
    list.flatMap((value, index) => (test(value) ? [index] : []));
  const inRange = (ms: number, from: number, to: number) => ms >= from && ms < to;
  return {
    seed: 1,
    account: { accountId: "210987654321", region: "us-east-1", concurrencyLimit: 1000 },
    region: "us-east-1",
    startMs: T0 - 3_600_000,
    nowMs: () => T0 + (parts.now ?? 6 * 3_600_000),
    advance: () => {},
    functions: parts.functions,
    apis: parts.apis ?? [],
    eventSources: parts.eventSources ?? [],
    alarms: [],
    compositeAlarms: [],
    incidents: [],
    trials: [],
    invocation: (index) => at(invocations, index),
    request: (index) => at(requests, index),
    environment: (index): EnvironmentRecord => ({
      index,
      functionIndex: at(invocations, index).functionIndex,
      version: "1",
      start: "on-demand",
      restore: false,
      initStartMs: T0 - 1_000_000,
      initMs: 100,
      billedRestoreMs: 0,
      initStatus: "ok",
      firstInvocation: at(invocations, index).cold ? index : -1,
      endMs: Number.POSITIVE_INFINITY,
      ...at(given, index).environment,
    }),
    invocationCount: invocations.length,
    requestCount: requests.length,
    environmentCount: invocations.length,
    invocationsOf: (fn, from, to) =>
      indexesOf(invocations, (i) => i.functionIndex === fn && inRange(i.startMs, from, to)),
    invocationsOfEnvironment: (index) => [index],
    environmentsOf: () => [],
    requestsOf: (api, from, to) =>
      indexesOf(requests, (r) => r.apiIndex === api && inRange(r.startMs, from, to)),
    throttlesOf: () => [],
    asyncOf: () => [],
    attemptsOf: (first) => indexesOf(invocations, (i) => i.firstAttempt === first),
    childrenOf: (parent) => indexesOf(invocations, (i) => i.parentInvocation === parent),
    detail: (index): InvocationDetail => ({
      requestId: `req-${at(invocations, index).firstAttempt}`,
      traceId: traceIdOf(at(given, at(invocations, index).firstAttempt).trace),
      serviceSegmentId: `5${hex(index, 15)}`,
      functionSegmentId: `f${hex(index, 15)}`,
      calls: at(given, index).calls ?? [],
      logs: [],
      failure: at(given, index).failure ?? null,
    }),
    requestDetail: (index): RequestDetail => ({
      requestId: `api-${index}`,
      extendedRequestId: "Vts2pH6ArPEFcuQ=",
      traceId: traceIdOf(at(parts.requests ?? [], index).trace),
      segmentId: `a${hex(index, 15)}`,
      path: "/orders/7",
      sourceIp: "198.51.100.7",
      userAgent: "test/1",
      user: at(parts.requests ?? [], index).user ?? "",
    }),
    logStreamName: () => "",
    findTrace: (traceId) => {
      const requestIndex = (parts.requests ?? []).findIndex(({ trace }) => traceIdOf(trace) === traceId);
      const invocationIndexes = indexesOf(given, ({ trace }) => traceIdOf(trace) === traceId);
      return requestIndex < 0 && invocationIndexes.length === 0
        ? undefined
        : { requestIndex, invocationIndexes };
    },
    findInvocationByRequestId: () => undefined,
  };
}
