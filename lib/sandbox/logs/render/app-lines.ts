import { embeddedMetricText } from "@/lib/sandbox/logs/render/embedded-metric";
import { type Line, splitRaw } from "@/lib/sandbox/logs/render/line";
import { powertoolsText } from "@/lib/sandbox/logs/render/powertools";
import { type RuntimeFamily, runtimeFamily } from "@/lib/sandbox/logs/render/runtime-version";
import { dotnet } from "@/lib/sandbox/logs/render/runtimes/dotnet";
import type { RuntimeFormatter, Writing } from "@/lib/sandbox/logs/render/runtimes/formatter";
import { java } from "@/lib/sandbox/logs/render/runtimes/java";
import { nodejs } from "@/lib/sandbox/logs/render/runtimes/nodejs";
import { provided } from "@/lib/sandbox/logs/render/runtimes/provided";
import { python } from "@/lib/sandbox/logs/render/runtimes/python";
import { ruby } from "@/lib/sandbox/logs/render/runtimes/ruby";
import type {
  AppLog,
  AppLogLevel,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
} from "@/lib/sandbox/world/types";

const FORMATTERS = { nodejs, python, java, dotnet, ruby, provided } satisfies Record<
  RuntimeFamily,
  RuntimeFormatter
>;

const LEVEL_RANK: Readonly<Record<AppLogLevel, number>> = {
  TRACE: 0,
  DEBUG: 1,
  INFO: 2,
  WARN: 3,
  ERROR: 4,
  FATAL: 5,
};

/** The events of one log call of the handler's code. */
export function appLines(
  fn: FunctionDef,
  invocation: InvocationRecord,
  detail: InvocationDetail,
  log: AppLog,
  atMs: number,
): Line[] {
  switch (log.via) {
    case "stdout":
      return splitRaw(atMs, log.message);
    case "powertools":
      return [{ atMs, text: powertoolsText(log, atMs, fn, invocation, detail) }];
    case "emf":
      return [{ atMs, text: embeddedMetricText(log, atMs, fn) }];
    case "logger":
      if (hiddenByLevel(fn, log.level)) return [];
      return FORMATTERS[runtimeFamily(fn.runtime)].log(log, writing(fn, detail, atMs, log.offsetMs < 0));
  }
}

/** The runtime's own lines for an error that the handler let through; none when it threw nothing. */
export function uncaughtLines(fn: FunctionDef, detail: InvocationDetail, atMs: number): Line[] {
  if (detail.failure === null) return [];
  return FORMATTERS[runtimeFamily(fn.runtime)].uncaught(detail.failure, writing(fn, detail, atMs, false));
}

function writing(fn: FunctionDef, detail: InvocationDetail, atMs: number, duringInit: boolean): Writing {
  const requestId = duringInit ? null : detail.requestId;
  return { format: fn.logFormat, atMs, requestId, functionName: fn.name };
}

/** Lambda filters application lines by level in the JSON format only. */
function hiddenByLevel(fn: FunctionDef, level: AppLogLevel): boolean {
  if (fn.logFormat === "Text") return false;
  const least = Object.entries(LEVEL_RANK).find(([name]) => name === fn.applicationLogLevel)?.[1] ?? 0;
  return LEVEL_RANK[level] < least;
}
