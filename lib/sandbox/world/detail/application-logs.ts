import type { FunctionModel } from "@/lib/sandbox/world/definitions";
import type { AppLog, DownstreamCall, InvocationDetail, InvocationRecord } from "@/lib/sandbox/world/types";

/** What the handler's code logs. */
export function applicationLogs(
  model: FunctionModel,
  record: InvocationRecord,
  calls: readonly DownstreamCall[],
  failure: InvocationDetail["failure"],
): readonly AppLog[] {
  const logs: AppLog[] = [];
  const via = model.blueprint.library === "emf" ? "powertools" : model.blueprint.library;
  const say = (offsetMs: number, level: AppLog["level"], message: string, fields = {}) => {
    if (offsetMs <= record.durationMs) logs.push({ offsetMs, level, message, fields, error: null, via });
  };
  const begin = record.suppressedInitMs;
  say(begin + 0.2, "INFO", `handling ${record.trigger} event`, { batchSize: record.batchSize });
  for (const call of calls) {
    if (call.result === "ok" && call.retries === 0) continue;
    say(
      call.offsetMs + call.durationMs,
      call.result === "ok" ? "WARN" : "ERROR",
      `${call.service} ${call.operation} ${call.resource}: ${call.errorType || "slow"} ${call.errorMessage}`.trim(),
      { retries: call.retries },
    );
  }
  if (failure === null) say(Math.max(begin, record.durationMs - 0.3), "INFO", "done");
  return logs;
}
