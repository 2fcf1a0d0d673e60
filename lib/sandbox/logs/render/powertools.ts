import { type RuntimeFamily, runtimeFamily } from "@/lib/sandbox/logs/render/runtime-version";
import { isoMs, pythonComma } from "@/lib/sandbox/logs/render/times";
import type {
  AppLog,
  AppLogLevel,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
} from "@/lib/sandbox/world/types";

/**
 * A line of Powertools for AWS Lambda: JSON that the library prints itself, hence one raw event in both log formats.
 * Python adds `location` and prints the time with a comma; TypeScript prints ISO; .NET adds `name`. [L 2023–2026]
 */
export function powertoolsText(
  log: AppLog,
  atMs: number,
  fn: FunctionDef,
  invocation: InvocationRecord,
  detail: InvocationDetail,
): string {
  const family = runtimeFamily(fn.runtime);
  const line = {
    level: levelWord(log, family),
    ...(family === "python" ? { location: `handler:${12 + (log.message.length % 80)}` } : {}),
    ...(family === "dotnet" ? { name: "AWS.Lambda.Powertools.Logging.Logger" } : {}),
    message: log.message,
    timestamp: family === "python" ? pythonComma(atMs) : isoMs(atMs),
    service: fn.environmentVariables.POWERTOOLS_SERVICE_NAME ?? fn.name,
    cold_start: invocation.cold,
    function_name: fn.name,
    function_memory_size: family === "python" ? String(fn.memoryMb) : fn.memoryMb,
    function_arn: fn.arn,
    function_request_id: detail.requestId,
    ...(family === "dotnet" ? { function_version: invocation.version } : {}),
    ...log.fields,
    ...errorMembers(log, family),
    ...(fn.traced ? { xray_trace_id: detail.traceId } : {}),
  };
  return `${JSON.stringify(line)}\n`;
}

const DOTNET_LEVELS: Readonly<Record<AppLogLevel, string>> = {
  TRACE: "Trace",
  DEBUG: "Debug",
  INFO: "Information",
  WARN: "Warning",
  ERROR: "Error",
  FATAL: "Critical",
};

function levelWord(log: AppLog, family: RuntimeFamily): string {
  if (family === "dotnet") return DOTNET_LEVELS[log.level];
  if (family === "python" && log.level === "WARN") return "WARNING";
  if (family === "python" && log.level === "FATAL") return "CRITICAL";
  return log.level;
}

function errorMembers(log: AppLog, family: RuntimeFamily): object {
  if (log.error === null) return {};
  const { type, message, stack } = log.error;
  if (family === "python") {
    return { exception: `${type}: ${message}\n${stack.join("\n")}`, exception_name: type };
  }
  return { error: { name: type, location: stack[0]?.trim() ?? "", message, stack: stack.join("\n") } };
}
