import type { FunctionModel } from "@/lib/sandbox/world/definitions";
import { hostileMessage } from "@/lib/sandbox/world/detail/hostile-lines";
import { type LogFacts, logFactsOf } from "@/lib/sandbox/world/detail/log-facts";
import { type ScriptLine, scriptOf } from "@/lib/sandbox/world/detail/log-scripts";
import { invocationKey } from "@/lib/sandbox/world/simulation/plan";
import { unit } from "@/lib/sandbox/world/simulation/random";
import type { AppLog, DownstreamCall, InvocationRecord } from "@/lib/sandbox/world/types";

/** A call slower than this is worth a line to the function's authors. */
const SLOW_CALL_MS = 2_000;

/**
 * What the handler's code logs, ascending in time. The runtime's own line for an uncaught error is not here: it
 * follows from `InvocationDetail.failure`.
 */
export function applicationLogs(
  seed: number,
  model: FunctionModel,
  record: InvocationRecord,
  calls: readonly DownstreamCall[],
  rootRequest: number,
): readonly AppLog[] {
  const key = invocationKey(seed, record.index);
  const facts = logFactsOf(seed, key, record, rootRequest);
  const via = model.blueprint.library === "emf" ? "powertools" : model.blueprint.library;
  const begin = record.suppressedInitMs;
  const length = record.durationMs - begin;
  const logs: AppLog[] = [];
  // A restored environment loaded its modules when the version was published.
  if (record.cold && !model.def.snapStart && via !== "stdout") logs.push(startUpLine(model));
  scriptOf(model.blueprint.key).forEach((line, position) => {
    if (!isWritten(line, record, key, position)) return;
    logs.push(scriptLine(line, facts, via, begin + line.at * length));
  });
  for (const call of calls) {
    const line = callLine(call, via);
    if (line !== null) logs.push(line);
  }
  const hostile = hostileMessage(key);
  if (hostile !== null) {
    const offsetMs = begin + length * 0.5;
    logs.push({ offsetMs, level: "INFO", message: hostile, fields: {}, error: null, via });
  }
  return logs.filter((log) => log.offsetMs <= record.durationMs).sort((a, b) => a.offsetMs - b.offsetMs);
}

function isWritten(line: ScriptLine, record: InvocationRecord, key: number, position: number): boolean {
  if (line.onSuccess === true && record.outcome !== "success") return false;
  // A handler that died got no further than somewhere in the middle.
  if (record.outcome !== "success" && line.at > 0.6) return false;
  return line.chance === undefined || unit(key, 200 + position) < line.chance;
}

function scriptLine(line: ScriptLine, facts: LogFacts, via: AppLog["via"], offsetMs: number): AppLog {
  return {
    offsetMs,
    level: line.level,
    message: line.message(facts),
    fields: line.fields?.(facts) ?? {},
    error: null,
    via: line.emf === true ? "emf" : via,
  };
}

/** Written while the module loads, before any request. */
function startUpLine(model: FunctionModel): AppLog {
  return {
    offsetMs: -2,
    level: "INFO",
    message: `configuration loaded for ${model.def.name}`,
    fields: {},
    error: null,
    via: "logger",
  };
}

/** Clients that retried, failed or crawled say so. */
function callLine(call: DownstreamCall, via: AppLog["via"]): AppLog | null {
  const where = `${call.service} ${call.operation} ${call.resource}${call.path}`;
  const took = `${Math.round(call.durationMs)} ms`;
  const offsetMs = call.offsetMs + call.durationMs;
  const line = (level: AppLog["level"], message: string, error: AppLog["error"]): AppLog => ({
    offsetMs,
    level,
    message: via === "stdout" ? `${level} ${message}\n` : message,
    fields: via === "powertools" ? { operation: call.operation, retries: call.retries } : {},
    error,
    via,
  });
  if (call.errorType !== "") {
    const error = { type: call.errorType, message: call.errorMessage, stack: [] };
    const message = `${where} failed after ${took} and ${call.retries} retries: ${call.errorType}: ${call.errorMessage}`;
    return line(call.result === "error" ? "WARN" : "ERROR", message, via === "stdout" ? null : error);
  }
  // The handler never came back from a call that was cut.
  if (call.result !== "ok") return null;
  if (call.retries > 0) return line("WARN", `${where} needed ${call.retries} retries, ${took}`, null);
  if (call.durationMs > SLOW_CALL_MS) return line("WARN", `${where} slow: ${took}`, null);
  return null;
}
