import { type PlatformStatus, platformStatus } from "@/lib/sandbox/logs/render/failure";
import { reportsInit } from "@/lib/sandbox/logs/render/platform-text";
import { runtimeVersionArn } from "@/lib/sandbox/logs/render/runtime-version";
import { isoMs } from "@/lib/sandbox/logs/render/times";
import type {
  EnvironmentRecord,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
} from "@/lib/sandbox/world/types";

/**
 * Lines that Lambda's platform writes in the JSON log format: `{"time","type":"platform.…","record"}`. Levels: at
 * INFO, start and report; successful runtimeDone, initRuntimeDone and on-demand initReport are DEBUG; whatever did not
 * succeed is WARN. [D telemetry-schema-reference, monitoring-cloudwatchlogs-log-level]
 */

type Level = "DEBUG" | "INFO" | "WARN";
const RANK = { DEBUG: 0, INFO: 1, WARN: 2 } as const;

const micro = (ms: number): number => Math.round(ms * 1000) / 1000;

/** The line, or null when the function's system log level hides it. */
function event(fn: FunctionDef, level: Level, atMs: number, type: string, record: object): string | null {
  if (RANK[level] < RANK[fn.systemLogLevel]) return null;
  return `${JSON.stringify({ time: isoMs(atMs), type: `platform.${type}`, record })}\n`;
}

const phaseOf = (environment: EnvironmentRecord) => ({
  initializationType: environment.start === "provisioned" ? "provisioned-concurrency" : "on-demand",
  phase: "init",
});

export function initStart(
  fn: FunctionDef,
  environment: EnvironmentRecord,
  region: string,
  streamName: string,
): string | null {
  const runtime = {
    runtimeVersion: fn.runtimeVersion,
    runtimeVersionArn: runtimeVersionArn(fn, region),
    functionName: fn.name,
    functionVersion: environment.version,
    instanceId: streamName,
    instanceMaxMemory: fn.memoryMb * 1_048_576,
  };
  return environment.restore
    ? event(fn, "INFO", environment.initStartMs, "restoreStart", runtime)
    : event(fn, "INFO", environment.initStartMs, "initStart", { ...phaseOf(environment), ...runtime });
}

export function initReport(fn: FunctionDef, environment: EnvironmentRecord, endMs: number): string | null {
  const failed = environment.initStatus !== "ok";
  const status = {
    status: failed ? environment.initStatus : "success",
    ...(environment.initStatus === "error" ? { errorType: "Runtime.ExitError" } : {}),
  };
  const metrics = { durationMs: micro(environment.initMs) };
  if (environment.restore) {
    return event(fn, failed ? "WARN" : "INFO", endMs, "restoreReport", { ...status, metrics });
  }
  const level = failed ? "WARN" : environment.start === "provisioned" ? "INFO" : "DEBUG";
  return event(fn, level, endMs, "initReport", { ...phaseOf(environment), ...status, metrics });
}

export function start(
  fn: FunctionDef,
  invocation: InvocationRecord,
  detail: InvocationDetail,
): string | null {
  return event(fn, "INFO", invocation.startMs, "start", {
    requestId: detail.requestId,
    functionArn: fn.arn,
    version: invocation.version,
    ...tracing(fn, invocation, detail),
  });
}

export function runtimeDone(
  fn: FunctionDef,
  invocation: InvocationRecord,
  detail: InvocationDetail,
  endMs: number,
): string | null {
  const status = platformStatus(invocation.outcome);
  return event(fn, levelOf(status, "DEBUG"), endMs, "runtimeDone", {
    requestId: detail.requestId,
    ...statusOf(status),
    metrics: { durationMs: micro(invocation.durationMs) },
    ...tracing(fn, invocation, detail),
  });
}

export function report(
  fn: FunctionDef,
  environment: EnvironmentRecord,
  invocation: InvocationRecord,
  detail: InvocationDetail,
  endMs: number,
): string | null {
  const status = platformStatus(invocation.outcome);
  const started = reportsInit(environment, invocation);
  return event(fn, levelOf(status, "INFO"), endMs, "report", {
    requestId: detail.requestId,
    metrics: {
      durationMs: micro(invocation.durationMs),
      billedDurationMs: invocation.billedDurationMs,
      memorySizeMB: fn.memoryMb,
      maxMemoryUsedMB: invocation.maxMemoryUsedMb,
      ...(started && !environment.restore ? { initDurationMs: micro(environment.initMs) } : {}),
      ...(started && environment.restore
        ? {
            restoreDurationMs: micro(environment.initMs),
            billedRestoreDurationMs: environment.billedRestoreMs,
          }
        : {}),
    },
    ...tracing(fn, invocation, detail),
    ...statusOf(status),
  });
}

function levelOf(status: PlatformStatus, whenWell: Level): Level {
  return status.status === "success" ? whenWell : "WARN";
}

function statusOf(status: PlatformStatus): object {
  return status.errorType === null
    ? { status: status.status }
    : { status: status.status, errorType: status.errorType };
}

function tracing(fn: FunctionDef, invocation: InvocationRecord, detail: InvocationDetail): object {
  if (!fn.traced) return {};
  const value = `Root=${detail.traceId};Parent=${detail.functionSegmentId};Sampled=${invocation.sampled ? 1 : 0}`;
  return { tracing: { spanId: detail.functionSegmentId, type: "X-Amzn-Trace-Id", value } };
}
