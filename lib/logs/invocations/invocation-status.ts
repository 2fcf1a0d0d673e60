import type { InvocationStatus, ReportFields } from "@/lib/model/log";

/** What the lines of an invocation say of its end. */
export interface EndSigns {
  readonly started: boolean;
  readonly report: ReportFields | null;
  /** Text of the platform's failure line in the style before 2025, or null. */
  readonly failure: string | null;
  /** The runtime printed an error that the handler let through. */
  readonly uncaught: boolean;
  /** Its stream went on with another invocation. */
  readonly abandoned: boolean;
}

/**
 * Both styles of the platform are read: `Status:` and `Error Type:` in the report, and before 2025 a line of their own.
 * A plain exception is in neither; there the runtime's own error line tells. [aws docs: Lambda runtime environment]
 */
export function invocationStatus(signs: EndSigns): InvocationStatus {
  const { report, failure } = signs;
  const told = statusOfReport(report);
  if (told !== null) return told;
  if (failure !== null) return statusOfFailure(failure, report);
  if (signs.uncaught) return "error";
  if (report !== null) return "success";
  return signs.started && !signs.abandoned ? "running" : "unknown";
}

function statusOfReport(report: ReportFields | null): InvocationStatus | null {
  const status = report?.status ?? null;
  if (status === null || status === "success") return null;
  const type = report?.errorType ?? "";
  if (status === "timeout" || /^Sandbox\.Time(?:d)?out$/.test(type)) return "timeout";
  if (type.endsWith(".OutOfMemory")) return "out-of-memory";
  if (/^(?:Runtime\.(?:ExitError|Unknown)|Extension\.|Sandbox\.)/.test(type)) return "crash";
  return "error";
}

/** A killed process is out of memory when it had used all of it. */
function statusOfFailure(failure: string, report: ReportFields | null): InvocationStatus {
  if (failure.includes("Task timed out after ")) return "timeout";
  if (failure.includes("signal: killed")) {
    const used = report?.maxMemoryUsedMb ?? null;
    const size = report?.memorySizeMb ?? null;
    return used === null || size === null || used >= size ? "out-of-memory" : "crash";
  }
  return "crash";
}
