import { type PlatformStatus, platformStatus } from "@/lib/sandbox/logs/render/failure";
import { runtimeVersionArn } from "@/lib/sandbox/logs/render/runtime-version";
import { isoMs } from "@/lib/sandbox/logs/render/times";
import type {
  EnvironmentRecord,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
} from "@/lib/sandbox/world/types";

/**
 * Lines that Lambda's platform writes in the Text log format. Fields are set apart by TABs; every line ends in a line
 * break and is one event. [D lambda-runtime-environment; real samples of 2023–2026]
 */

const decimal = (ms: number): string => ms.toFixed(2);

export function initStart(fn: FunctionDef, environment: EnvironmentRecord, region: string): string {
  const word = environment.restore ? "RESTORE_START" : "INIT_START";
  return `${word} Runtime Version: ${fn.runtimeVersion}\tRuntime Version ARN: ${runtimeVersionArn(fn, region)}\n`;
}

/** `RESTORE_REPORT …` or `INIT_REPORT …`; both carry a status only on failure. */
export function initReport(environment: EnvironmentRecord): string {
  const kind = environment.restore ? "RESTORE_REPORT Restore" : "INIT_REPORT Init";
  const fields = [`${kind} Duration: ${decimal(environment.initMs)} ms`];
  if (environment.initStatus !== "ok") {
    if (!environment.restore) fields.push("Phase: init");
    fields.push(`Status: ${environment.initStatus}`);
    if (environment.initStatus === "error") fields.push("Error Type: Runtime.ExitError");
  }
  return `${fields.join("\t")}\n`;
}

export function start(detail: InvocationDetail, invocation: InvocationRecord): string {
  return `START RequestId: ${detail.requestId} Version: ${invocation.version}\n`;
}

export function end(detail: InvocationDetail): string {
  return `END RequestId: ${detail.requestId}\n`;
}

/**
 * The REPORT event. X-Ray's part stands in the same event after a line break; `Sampled` is absent when the request
 * was not sampled.
 */
export function report(
  fn: FunctionDef,
  environment: EnvironmentRecord,
  invocation: InvocationRecord,
  detail: InvocationDetail,
): string {
  const fields = [
    `REPORT RequestId: ${detail.requestId}`,
    `Duration: ${decimal(invocation.durationMs)} ms`,
    `Billed Duration: ${invocation.billedDurationMs} ms`,
    `Memory Size: ${fn.memoryMb} MB`,
    `Max Memory Used: ${invocation.maxMemoryUsedMb} MB`,
  ];
  if (reportsInit(environment, invocation)) {
    fields.push(
      ...(environment.restore
        ? [
            `Restore Duration: ${decimal(environment.initMs)} ms`,
            `Billed Restore Duration: ${environment.billedRestoreMs} ms`,
          ]
        : [`Init Duration: ${decimal(environment.initMs)} ms`]),
    );
  }
  const status = fn.reportStyle === "new" ? statusFields(platformStatus(invocation.outcome)) : [];
  const head = [...fields, ...status].join("\t");
  return `${head}${status.length > 0 ? "" : "\t"}\n${xrayPart(fn, invocation, detail)}`;
}

/** The lines that say why an invocation broke in the style before 2025; none in the new style or on success. */
export function oldFailure(
  fn: FunctionDef,
  invocation: InvocationRecord,
  detail: InvocationDetail,
  endMs: number,
): string | null {
  if (fn.reportStyle === "new") return null;
  const exited = (how: string): string =>
    `RequestId: ${detail.requestId} Error: Runtime exited with error: ${how}\nRuntime.ExitError\n`;
  switch (invocation.outcome) {
    case "timeout":
      return `${isoMs(endMs)} ${detail.requestId} Task timed out after ${(fn.timeoutMs / 1000).toFixed(2)} seconds\n\n`;
    case "out-of-memory":
      return exited("signal: killed");
    case "crash":
      return exited("exit status 1");
    case "success":
    case "error":
      return null;
  }
}

/** True for the invocation whose REPORT carries the init or restore: one that waited for it, and it succeeded. */
export function reportsInit(environment: EnvironmentRecord, invocation: InvocationRecord): boolean {
  return invocation.cold && environment.start === "on-demand" && environment.initStatus === "ok";
}

function statusFields(status: PlatformStatus): string[] {
  if (status.status === "success") return [];
  return status.errorType === null
    ? [`Status: ${status.status}`]
    : [`Status: ${status.status}`, `Error Type: ${status.errorType}`];
}

function xrayPart(fn: FunctionDef, invocation: InvocationRecord, detail: InvocationDetail): string {
  if (!fn.traced) return "";
  const sampled = invocation.sampled ? "Sampled: true\t" : "";
  return `XRAY TraceId: ${detail.traceId}\tSegmentId: ${detail.functionSegmentId}\t${sampled}\n`;
}
