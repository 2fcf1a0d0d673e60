/**
 * The contract between the simulated world and everything rendered from it.
 *
 *   definitions (functions, APIs, sources)  ──►  simulation  ──►  records (invocations, requests, environments)
 *                                                                     │  rendered on demand, never stored:
 *                                                                     ├─ CloudWatch metrics
 *                                                                     ├─ log events
 *                                                                     ├─ X-Ray segments and service graph
 *                                                                     └─ /_sandbox/truth
 *
 * Times are epoch milliseconds as plain numbers, durations milliseconds. Detail that a record does not hold
 * (ids, downstream calls, message texts) is a pure function of (seed, record index), so that any renderer may
 * recompute it and all agree.
 */
import type { TrafficRhythm } from "@/lib/sandbox/world/simulation/traffic";

export type Architecture = "x86_64" | "arm64";
export type LogFormat = "Text" | "JSON";
/** Which shape a failure has in log lines, and a Lambda segment in X-Ray: AWS rolls the new ones out per function. */
export type Style = "old" | "new";

export interface VersionDef {
  /** `$LATEST` or a number as text. */
  readonly version: string;
  readonly publishedMs: number;
  readonly description: string;
}

export interface AliasDef {
  readonly name: string;
  readonly version: string;
  /** Further versions and their share 0–1; the main version gets the rest. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface FunctionDef {
  readonly index: number;
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** As the Lambda API spells it, e.g. `nodejs22.x`, `python3.13`, `java21`, `dotnet8`, `ruby3.4`, `provided.al2023`. */
  readonly runtime: string;
  /** As INIT_START prints it, e.g. `nodejs:22.v50`. */
  readonly runtimeVersion: string;
  readonly handler: string;
  readonly architecture: Architecture;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly ephemeralStorageMb: number;
  readonly codeSizeBytes: number;
  readonly vpc: boolean;
  readonly logFormat: LogFormat;
  readonly applicationLogLevel: string;
  readonly systemLogLevel: "DEBUG" | "INFO" | "WARN";
  /** The real group; may be custom and shared. */
  readonly logGroup: string;
  readonly reportStyle: Style;
  readonly segmentStyle: Style;
  /** False: no segment of this function ever reaches X-Ray. */
  readonly traced: boolean;
  readonly snapStart: boolean;
  readonly reservedConcurrency: number | null;
  readonly provisionedConcurrency: { readonly qualifier: string; readonly count: number } | null;
  /** An execution environment goes away after this long without an invocation. */
  readonly idleTimeoutMs: number;
  readonly versions: readonly VersionDef[];
  readonly aliases: readonly AliasDef[];
  /** Qualifier that callers use: an alias name, or null for the unqualified function. */
  readonly invokedQualifier: string | null;
  readonly lastModifiedMs: number;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly deadLetterArn: string | null;
  /** True for the fillers that `--functions N` adds beyond the shop's own. */
  readonly filler: boolean;
}

export interface RouteDef {
  readonly index: number;
  readonly method: string;
  /** Resource path, e.g. `/orders/{id}`. */
  readonly path: string;
  readonly resourceId: string;
  readonly functionIndex: number;
  /** Alias in the integration ARN, or null. */
  readonly qualifier: string | null;
  readonly authorizerFunctionIndex: number | null;
  /** The stage cache keeps answers of this route: a request that is no `cache-hit` is a cache miss. */
  readonly cached?: boolean;
}

export interface ApiDef {
  readonly index: number;
  readonly kind: "REST" | "HTTP";
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly description: string;
  readonly createdMs: number;
  readonly routes: readonly RouteDef[];
  /** Share 0–1 of requests that the canary deployment takes, or null. REST only. */
  readonly canary: {
    readonly share: number;
    readonly deploymentId: string;
    readonly createdMs: number;
  } | null;
  readonly deploymentId: string;
  readonly detailedMetrics: boolean;
  readonly cacheSizeGb: number | null;
  readonly tracing: boolean;
  /** `OFF`, `ERROR` or `INFO`: the REST execution log. */
  readonly executionLog: "OFF" | "ERROR" | "INFO";
  readonly dataTrace: boolean;
  readonly accessLog: { readonly logGroup: string; readonly format: string } | null;
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number } | null;
}

export interface EventSourceDef {
  readonly uuid: string;
  readonly kind: "sqs" | "kinesis" | "dynamodb";
  readonly arn: string;
  readonly functionIndex: number;
  readonly batchSize: number;
  readonly state: "Enabled" | "Disabled";
}

/** What `GetAccountSettings` and the concurrency metrics need. */
export interface AccountDef {
  readonly accountId: string;
  readonly region: string;
  readonly concurrencyLimit: number;
}

/** A statistic of one metric. */
export interface StatisticDef {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

interface ThresholdDef {
  readonly name: string;
  readonly description: string;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly threshold: number;
  readonly comparison: "GreaterThanThreshold" | "GreaterThanOrEqualToThreshold" | "LessThanThreshold";
  readonly treatMissingData: "missing" | "notBreaching" | "breaching";
  /** Who is told: a topic unless it has no action, or its actions are switched off. */
  readonly tells?: "nobody" | "switched-off";
}

export interface MetricAlarmDef extends ThresholdDef, StatisticDef {}

/** An alarm on metric math over the inputs, by their ids. */
export interface MathAlarmDef extends ThresholdDef {
  readonly expression: string;
  readonly label: string;
  readonly inputs: readonly (StatisticDef & { readonly id: string })[];
}

export type AlarmDef = MetricAlarmDef | MathAlarmDef;

/** In ALARM while any of the alarms named is. */
export interface CompositeAlarmDef {
  readonly name: string;
  readonly description: string;
  readonly anyOf: readonly string[];
}

/** A period in which an alias sends a share of its traffic to a version on trial; before and after it gets none. */
export interface TrialDef {
  readonly functionIndex: number;
  readonly alias: string;
  readonly version: string;
  /** 0–1. */
  readonly share: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export type IncidentKind =
  | "bad-version-canary"
  | "slow-third-party"
  | "dynamodb-throttle"
  | "memory-leak"
  | "reserved-concurrency-burst";

export interface Incident {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly title: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Functions that it breaks, by index; the first is where the cause is visible. */
  readonly functionIndexes: readonly number[];
  readonly apiIndexes: readonly number[];
}

/**
 * - on-demand: a request waited for this init (or restore, see `EnvironmentRecord.restore`)
 * - provisioned: started ahead by provisioned concurrency
 * - proactive: started by the service with no request waiting
 */
export type EnvironmentStart = "on-demand" | "provisioned" | "proactive";

/** One execution environment = one log stream. */
export interface EnvironmentRecord {
  readonly index: number;
  readonly functionIndex: number;
  readonly version: string;
  readonly start: EnvironmentStart;
  /** SnapStart: the phase was a restore, not an init. */
  readonly restore: boolean;
  readonly initStartMs: number;
  /** Init (or restore) duration. */
  readonly initMs: number;
  /** SnapStart restore part that is billed, else 0. */
  readonly billedRestoreMs: number;
  /** A failed first init is repeated inside the first invoke (a suppressed init). */
  readonly initStatus: "ok" | "timeout" | "error";
  /** Index of the first invocation, or -1 while unused. */
  readonly firstInvocation: number;
  /** When the environment went away, or Infinity while alive. */
  readonly endMs: number;
}

export type Outcome =
  | "success"
  /** The handler threw. */
  | "error"
  | "timeout"
  | "out-of-memory"
  /** The runtime process exited. */
  | "crash";

export type Trigger =
  | "api"
  | "authorizer"
  | "sqs"
  | "sns"
  | "s3"
  | "kinesis"
  | "schedule"
  | "warm-up"
  /** Lambda to Lambda, InvocationType Event. */
  | "async"
  /** Direct RequestResponse call from outside (fillers). */
  | "direct";

/** One attempt of one request to a function. Throttled arrivals are not invocations: see `ThrottleRecord`. */
export interface InvocationRecord {
  readonly index: number;
  readonly functionIndex: number;
  /** Version that ran. */
  readonly version: string;
  readonly trigger: Trigger;
  /** When Lambda accepted it; init, if any, lies between this and `startMs`. */
  readonly arrivalMs: number;
  /** START: when the handler began. Metrics are stamped with this minute. */
  readonly startMs: number;
  /** As REPORT and the Duration metric say it: two decimals, init excluded. */
  readonly durationMs: number;
  /** As REPORT says it: an integer, init or billed restore included where AWS bills it. */
  readonly billedDurationMs: number;
  readonly maxMemoryUsedMb: number;
  readonly outcome: Outcome;
  readonly environmentIndex: number;
  /** This invocation waited for its environment's init or restore: a cold start that somebody felt. */
  readonly cold: boolean;
  /** An init repeated inside Duration after a failed invoke or a failed init; 0 when none. */
  readonly suppressedInitMs: number;
  /** API request that caused it, or -1. */
  readonly requestIndex: number;
  /** Invocation that published the message or made the call, or -1. */
  readonly parentInvocation: number;
  /** SQS batches of several messages: all publishers, `parentInvocation` first. Absent with one or none. */
  readonly parentInvocations?: readonly number[];
  /** 1, or 2–3 for retries of an async request (same request ID as the first attempt). */
  readonly attempt: number;
  /** Index of attempt 1 (its own index when attempt is 1): ids derive from it. */
  readonly firstAttempt: number;
  /** Records in the batch (event sources), else 1. */
  readonly batchSize: number;
  /** Kinesis: age of the newest record at start; async: time in the queue; SQS: dwell. Else 0. */
  readonly queuedMs: number;
  readonly sampled: boolean;
  /** Index into `World.incidents` of the incident that shaped it, or -1. */
  readonly incidentIndex: number;
}

export interface ThrottleRecord {
  readonly functionIndex: number;
  readonly atMs: number;
  readonly trigger: Trigger;
  readonly requestIndex: number;
}

/** Async and event-source facts that have metrics of their own. */
export interface AsyncRecord {
  readonly kind: "received" | "dropped" | "dead-letter" | "dead-letter-error";
  readonly functionIndex: number;
  readonly atMs: number;
  /** Age of the event, for AsyncEventAge. */
  readonly ageMs: number;
}

export type RequestOutcome =
  | "ok"
  /** 4xx answered by the function. */
  | "client-error"
  /** 401/403 by the authorizer; no integration call. */
  | "authorizer-denied"
  /** 429 by the stage throttle; no integration call. */
  | "gateway-throttled"
  /** The function was throttled: REST 502/500→ as AWS does, HTTP API 503. */
  | "function-throttled"
  /** 502: the function failed or crashed. */
  | "integration-error"
  /** 504: the function ran longer than the gateway waits. */
  | "integration-timeout"
  /** Served from the stage cache; no integration call. */
  | "cache-hit";

export interface RequestRecord {
  readonly index: number;
  readonly apiIndex: number;
  readonly routeIndex: number;
  readonly startMs: number;
  readonly latencyMs: number;
  /** null when no integration was called. */
  readonly integrationLatencyMs: number | null;
  readonly status: number;
  readonly outcome: RequestOutcome;
  readonly canary: boolean;
  /** -1 when the function was not invoked. */
  readonly invocationIndex: number;
  /** -1 when there is no authorizer or its answer was cached. */
  readonly authorizerInvocation: number;
  readonly responseBytes: number;
  readonly sampled: boolean;
}

/** A call that an invocation makes. Offsets count from `InvocationRecord.startMs`. */
export interface DownstreamCall {
  readonly service: "DynamoDB" | "SQS" | "SNS" | "S3" | "Lambda" | "SecretsManager" | "http";
  /** `PutItem`, `SendMessage`, …; for http the method. */
  readonly operation: string;
  /** Table, queue URL, topic ARN, bucket, function name or host. */
  readonly resource: string;
  /** Path of an http call, else empty. */
  readonly path: string;
  readonly offsetMs: number;
  readonly durationMs: number;
  readonly status: number;
  /** Fault is 5xx or no answer, error is 4xx, throttle is 429 / ProvisionedThroughputExceeded. */
  readonly result: "ok" | "error" | "throttle" | "fault";
  readonly retries: number;
  /** Error text as the SDK or client would throw it, or empty. */
  readonly errorType: string;
  readonly errorMessage: string;
}

export type AppLogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

/** What the handler's code logs, before any runtime's formatting. */
export interface AppLog {
  /** From `startMs`; negative: during init (only of invocations that are `cold`). */
  readonly offsetMs: number;
  readonly level: AppLogLevel;
  readonly message: string;
  /** Structured fields (Powertools, JSON loggers); empty for plain text. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Uncaught or logged error. */
  readonly error: {
    readonly type: string;
    readonly message: string;
    readonly stack: readonly string[];
  } | null;
  /** logger: the runtime's logger; stdout: raw print; powertools: JSON of the library; emf: embedded metric. */
  readonly via: "logger" | "stdout" | "powertools" | "emf";
}

/** Everything about one invocation that is derived, not stored. Pure in (world seed, invocation index). */
export interface InvocationDetail {
  readonly requestId: string;
  readonly traceId: string;
  /** Segment ids, 16 hex. `AWS::Lambda` segment and `AWS::Lambda::Function` segment. */
  readonly serviceSegmentId: string;
  readonly functionSegmentId: string;
  readonly calls: readonly DownstreamCall[];
  /** Ascending. The runtime's own line for an uncaught error is not among them: it follows from `failure`. */
  readonly logs: readonly AppLog[];
  /** Uncaught failure, null on success. */
  readonly failure: {
    readonly type: string;
    readonly message: string;
    readonly stack: readonly string[];
  } | null;
}

export interface RequestDetail {
  /** `$context.requestId`. */
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  readonly segmentId: string;
  readonly path: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly user: string;
}

/** Half-open range of record indexes or an ascending list of them. */
export type IndexList = ArrayLike<number>;

/**
 * The world of one region. Call `advance()` before reading: it simulates up to `nowMs()` (a frozen world does
 * nothing). Records are append-only; an index once given keeps its meaning.
 */
export interface World {
  /** `--seed` mixed with the region: two regions draw differently. */
  readonly seed: number;
  readonly account: AccountDef;
  readonly region: string;
  /** First simulated instant; before it there is nothing. */
  readonly startMs: number;
  /** Frozen `--now`, or the wall clock. */
  nowMs(): number;
  advance(): void;

  readonly functions: readonly FunctionDef[];
  readonly apis: readonly ApiDef[];
  readonly eventSources: readonly EventSourceDef[];
  readonly alarms: readonly AlarmDef[];
  readonly compositeAlarms: readonly CompositeAlarmDef[];
  readonly incidents: readonly Incident[];
  /** Ascending; they happen with and without incidents. */
  readonly trials: readonly TrialDef[];

  invocation(index: number): InvocationRecord;
  request(index: number): RequestRecord;
  environment(index: number): EnvironmentRecord;
  readonly invocationCount: number;
  readonly requestCount: number;
  readonly environmentCount: number;

  /**
   * Invocations of a function with `fromMs <= startMs < toMs`, ascending by startMs. Only finished ones: an
   * invocation still running at `nowMs()` is not yet visible in metrics (its lines so far are).
   */
  invocationsOf(functionIndex: number, fromMs: number, toMs: number): IndexList;
  /** All invocations of an environment in time order. */
  invocationsOfEnvironment(environmentIndex: number): IndexList;
  /** Environments of a function alive at any moment of [fromMs, toMs), ascending by initStartMs. */
  environmentsOf(functionIndex: number, fromMs: number, toMs: number): IndexList;
  /** Requests of an API with `fromMs <= startMs < toMs`, ascending. */
  requestsOf(apiIndex: number, fromMs: number, toMs: number): IndexList;
  throttlesOf(functionIndex: number, fromMs: number, toMs: number): readonly ThrottleRecord[];
  asyncOf(functionIndex: number, fromMs: number, toMs: number): readonly AsyncRecord[];
  /** Attempts of one async request in order (a single element for others). */
  attemptsOf(firstAttempt: number): IndexList;
  /** Invocations caused by messages or calls of this one. */
  childrenOf(invocationIndex: number): IndexList;

  detail(invocationIndex: number): InvocationDetail;
  requestDetail(requestIndex: number): RequestDetail;
  /** Log stream name of an environment, in the form of its group (default or custom). */
  logStreamName(environmentIndex: number): string;

  /** Reverse look-ups used by BatchGetTraces and id searches; undefined when the world never made that id. */
  findTrace(
    traceId: string,
  ): { readonly requestIndex: number; readonly invocationIndexes: readonly number[] } | undefined;
  findInvocationByRequestId(requestId: string): number | undefined;
}

export interface WorldOptions {
  readonly seed: number;
  /** Frozen instant, or undefined for the wall clock. */
  readonly nowMs: number | undefined;
  readonly hours: number;
  /** Mean API requests per second over a day, of the first region. */
  readonly rps: number;
  /** Number of functions at least; fillers are added beyond the shop's own. */
  readonly functions: number;
  readonly region: string;
  /** Twelve digits; absent: the account of the sandbox. */
  readonly accountId?: string;
  /** False: a world without incidents (for false-alarm counts). */
  readonly incidents: boolean;
  /** `daily` when absent. */
  readonly rhythm?: TrafficRhythm;
}
