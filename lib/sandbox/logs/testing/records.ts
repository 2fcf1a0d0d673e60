import type {
  AppLog,
  EnvironmentRecord,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
} from "@/lib/sandbox/world/types";

/** Literal records for tests of the renderers: a plain Node.js function whose invocation starts at 12:00:00.000 UTC. */

export const START = Date.UTC(2026, 9, 8, 12, 0, 0);
export const REQUEST_ID = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";

export function functionDef(over: Partial<FunctionDef> = {}): FunctionDef {
  return {
    index: 0,
    name: "orders-api",
    arn: "arn:aws:lambda:us-east-1:210987654321:function:orders-api",
    description: "",
    runtime: "nodejs22.x",
    runtimeVersion: "nodejs:22.v50",
    handler: "index.handler",
    architecture: "arm64",
    memoryMb: 1024,
    timeoutMs: 3_000,
    ephemeralStorageMb: 512,
    codeSizeBytes: 1,
    vpc: false,
    logFormat: "Text",
    applicationLogLevel: "INFO",
    systemLogLevel: "INFO",
    logGroup: "/aws/lambda/orders-api",
    reportStyle: "new",
    segmentStyle: "new",
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
    ...over,
  };
}

export function environment(over: Partial<EnvironmentRecord> = {}): EnvironmentRecord {
  return {
    index: 0,
    functionIndex: 0,
    version: "$LATEST",
    start: "on-demand",
    restore: false,
    initStartMs: START - 424,
    initMs: 423.98,
    billedRestoreMs: 0,
    initStatus: "ok",
    firstInvocation: 0,
    endMs: Number.POSITIVE_INFINITY,
    ...over,
  };
}

export function invocation(over: Partial<InvocationRecord> = {}): InvocationRecord {
  return {
    index: 0,
    functionIndex: 0,
    version: "$LATEST",
    trigger: "api",
    arrivalMs: START - 430,
    startMs: START,
    durationMs: 12.34,
    billedDurationMs: 13,
    maxMemoryUsedMb: 95,
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
    sampled: true,
    incidentIndex: -1,
    ...over,
  };
}

export function detail(over: Partial<InvocationDetail> = {}): InvocationDetail {
  return {
    requestId: REQUEST_ID,
    traceId: "1-6ac7d554-62c6be2f6c1bd8032dac9acf",
    serviceSegmentId: "1111111111111111",
    functionSegmentId: "854892f93105b5ae",
    calls: [],
    logs: [],
    failure: null,
    ...over,
  };
}

export function appLog(over: Partial<AppLog> = {}): AppLog {
  return {
    offsetMs: 5,
    level: "INFO",
    message: "order saved",
    fields: {},
    error: null,
    via: "logger",
    ...over,
  };
}
