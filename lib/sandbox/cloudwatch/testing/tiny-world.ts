import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type {
  AlarmDef,
  ApiDef,
  AsyncRecord,
  CompositeAlarmDef,
  EnvironmentRecord,
  EventSourceDef,
  FunctionDef,
  IndexList,
  InvocationRecord,
  RequestRecord,
  ThrottleRecord,
  World,
} from "@/lib/sandbox/world/types";
import { cloudwatch } from "../service";

/** 2026-01-15T12:00:00Z: the origin of all times in these tests. */
export const NOON = Date.parse("2026-01-15T12:00:00Z");

/** A world small enough for mental arithmetic, made of hand-written records. */
export interface TinyWorld {
  readonly nowMs?: number;
  readonly startMs?: number;
  readonly functions?: readonly Partial<FunctionDef>[];
  readonly invocations?: readonly Partial<InvocationRecord>[];
  readonly environments?: readonly Partial<EnvironmentRecord>[];
  readonly throttles?: readonly Partial<ThrottleRecord>[];
  readonly asyncRecords?: readonly Partial<AsyncRecord>[];
  readonly apis?: readonly Partial<ApiDef>[];
  readonly requests?: readonly Partial<RequestRecord>[];
  readonly eventSources?: readonly Partial<EventSourceDef>[];
  readonly alarms?: readonly AlarmDef[];
  readonly compositeAlarms?: readonly CompositeAlarmDef[];
}

const FUNCTION: FunctionDef = {
  index: 0,
  name: "orders",
  arn: "arn:aws:lambda:us-east-1:123456789012:function:orders",
  description: "",
  runtime: "nodejs22.x",
  runtimeVersion: "nodejs:22.v50",
  handler: "index.handler",
  architecture: "arm64",
  memoryMb: 128,
  timeoutMs: 3000,
  ephemeralStorageMb: 512,
  codeSizeBytes: 1,
  vpc: false,
  logFormat: "JSON",
  applicationLogLevel: "INFO",
  systemLogLevel: "INFO",
  logGroup: "/aws/lambda/orders",
  reportStyle: "new",
  segmentStyle: "new",
  traced: true,
  snapStart: false,
  reservedConcurrency: null,
  provisionedConcurrency: null,
  idleTimeoutMs: 600_000,
  versions: [{ version: "$LATEST", publishedMs: 0, description: "" }],
  aliases: [],
  invokedQualifier: null,
  lastModifiedMs: 0,
  environmentVariables: {},
  tags: {},
  deadLetterArn: null,
  filler: false,
};

const INVOCATION: InvocationRecord = {
  index: 0,
  functionIndex: 0,
  version: "$LATEST",
  trigger: "api",
  arrivalMs: NOON,
  startMs: NOON,
  durationMs: 10,
  billedDurationMs: 10,
  maxMemoryUsedMb: 64,
  outcome: "success",
  environmentIndex: 0,
  cold: false,
  suppressedInitMs: 0,
  requestIndex: -1,
  parentInvocation: -1,
  attempt: 1,
  firstAttempt: 0,
  batchSize: 1,
  queuedMs: 0,
  sampled: false,
  incidentIndex: -1,
};

const ENVIRONMENT: EnvironmentRecord = {
  index: 0,
  functionIndex: 0,
  version: "$LATEST",
  start: "on-demand",
  restore: false,
  initStartMs: NOON,
  initMs: 0,
  billedRestoreMs: 0,
  initStatus: "ok",
  firstInvocation: -1,
  endMs: Number.POSITIVE_INFINITY,
};

const API: ApiDef = {
  index: 0,
  kind: "REST",
  id: "a1b2c3",
  name: "shop",
  stage: "prod",
  description: "",
  createdMs: 0,
  routes: [],
  canary: null,
  deploymentId: "d1",
  detailedMetrics: false,
  cacheSizeGb: null,
  tracing: false,
  executionLog: "OFF",
  dataTrace: false,
  accessLog: null,
  throttle: null,
};

const REQUEST: RequestRecord = {
  index: 0,
  apiIndex: 0,
  routeIndex: 0,
  startMs: NOON,
  latencyMs: 20,
  integrationLatencyMs: 15,
  status: 200,
  outcome: "ok",
  canary: false,
  invocationIndex: -1,
  authorizerInvocation: -1,
  responseBytes: 100,
  sampled: false,
};

function unused(): never {
  throw new Error("Not part of the tiny world");
}

export function tinyWorld(tiny: TinyWorld): World {
  const functions = (tiny.functions ?? [{}]).map((def, index) => ({ ...FUNCTION, ...def, index }));
  const apis = (tiny.apis ?? []).map((def, index) => ({ ...API, ...def, index }));
  const invocations = (tiny.invocations ?? []).map((record, index) => ({
    ...INVOCATION,
    arrivalMs: record.startMs ?? NOON,
    ...record,
    index,
  }));
  const requests = (tiny.requests ?? []).map((record, index) => ({ ...REQUEST, ...record, index }));
  const environments = (tiny.environments ?? [{}]).map((record, index) => ({
    ...ENVIRONMENT,
    ...record,
    index,
  }));
  const inRange = (fromMs: number, toMs: number) => (record: { startMs: number }) =>
    record.startMs >= fromMs && record.startMs < toMs;
  const indexes = (records: readonly { index: number; startMs: number }[]): IndexList =>
    [...records].sort((a, b) => a.startMs - b.startMs).map((record) => record.index);
  const nowMs = tiny.nowMs ?? NOON + 3_600_000;
  return {
    seed: 1,
    account: { accountId: "123456789012", region: "us-east-1", concurrencyLimit: 1000 },
    region: "us-east-1",
    startMs: tiny.startMs ?? NOON - 3_600_000,
    nowMs: () => nowMs,
    advance: () => undefined,
    functions,
    apis,
    eventSources: (tiny.eventSources ?? []).map((source) => ({
      uuid: "u",
      kind: "kinesis",
      arn: "arn",
      functionIndex: 0,
      batchSize: 1,
      state: "Enabled",
      ...source,
    })),
    alarms: tiny.alarms ?? [],
    compositeAlarms: tiny.compositeAlarms ?? [],
    incidents: [],
    trials: [],
    invocation: (index) => invocations[index] ?? unused(),
    request: (index) => requests[index] ?? unused(),
    environment: (index) => environments[index] ?? unused(),
    invocationCount: invocations.length,
    requestCount: requests.length,
    environmentCount: environments.length,
    invocationsOf: (functionIndex, fromMs, toMs) =>
      indexes(
        invocations.filter(
          (record) => record.functionIndex === functionIndex && inRange(fromMs, toMs)(record),
        ),
      ),
    invocationsOfEnvironment: unused,
    environmentsOf: unused,
    requestsOf: (apiIndex, fromMs, toMs) =>
      indexes(requests.filter((record) => record.apiIndex === apiIndex && inRange(fromMs, toMs)(record))),
    throttlesOf: (functionIndex, fromMs, toMs) =>
      (tiny.throttles ?? [])
        .map(
          (record): ThrottleRecord => ({
            functionIndex: 0,
            atMs: NOON,
            trigger: "api",
            requestIndex: -1,
            ...record,
          }),
        )
        .filter(
          (record) => record.functionIndex === functionIndex && record.atMs >= fromMs && record.atMs < toMs,
        ),
    asyncOf: (functionIndex, fromMs, toMs) =>
      (tiny.asyncRecords ?? [])
        .map(
          (record): AsyncRecord => ({ kind: "received", functionIndex: 0, atMs: NOON, ageMs: 0, ...record }),
        )
        .filter(
          (record) => record.functionIndex === functionIndex && record.atMs >= fromMs && record.atMs < toMs,
        ),
    attemptsOf: unused,
    childrenOf: unused,
    detail: unused,
    requestDetail: unused,
    logStreamName: unused,
    findTrace: () => undefined,
    findInvocationByRequestId: () => undefined,
  };
}

/** A caller of the service on one world; state lasts as long as the caller. */
export function callerOf(world: World): (operation: string, input: JsonObject) => Promise<JsonObject> {
  const states = new Map<string, unknown>();
  return async (operation, input) => {
    const run = cloudwatch.operations[operation];
    if (!run) throw new Error(`No operation ${operation}`);
    const context: CallContext = {
      world,
      region: world.region,
      nowMs: world.nowMs(),
      signal: new AbortController().signal,
      state: (key, create) => stateIn(states, key, create),
    };
    return asObject(await run(input, context));
  };
}

/** The map holds for each key only what `create` of that key made, so the type is that of `create`. */
function stateIn<T>(states: Map<string, unknown>, key: string, create: () => T): T {
  if (!states.has(key)) states.set(key, create());
  return states.get(key) as T;
}

/** Operations answer with plain objects; checked here because the contract says `unknown`. */
function asObject(answer: unknown): JsonObject {
  if (typeof answer !== "object" || answer === null) throw new Error("The operation gave no object");
  return answer as JsonObject;
}

export interface DataResultAnswer {
  readonly Id: string;
  readonly Label: string;
  readonly Timestamps: readonly number[];
  readonly Values: readonly number[];
  readonly StatusCode: string;
}

/** The results of a GetMetricData answer of this service, whose shape the operation's own types guarantee. */
export function dataResults(answer: JsonObject): readonly DataResultAnswer[] {
  return answer.MetricDataResults as readonly DataResultAnswer[];
}

/** A MetricDataQuery for one metric; dimensions as `{ FunctionName: "orders" }`. */
export function statQuery(
  id: string,
  metricName: string,
  stat: string,
  options: {
    readonly namespace?: string;
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly periodSeconds?: number;
    readonly returnData?: boolean;
    readonly label?: string;
  } = {},
): JsonObject {
  return {
    Id: id,
    ...(options.label === undefined ? {} : { Label: options.label }),
    ...(options.returnData === undefined ? {} : { ReturnData: options.returnData }),
    MetricStat: {
      Metric: {
        Namespace: options.namespace ?? "AWS/Lambda",
        MetricName: metricName,
        Dimensions: Object.entries(options.dimensions ?? { FunctionName: "orders" }).map(([Name, Value]) => ({
          Name,
          Value,
        })),
      },
      Period: options.periodSeconds ?? 60,
      Stat: stat,
    },
  };
}
