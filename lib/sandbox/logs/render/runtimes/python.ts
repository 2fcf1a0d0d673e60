import {
  type Failure,
  frames,
  jsonEvent,
  oneEvent,
  type RuntimeFormatter,
} from "@/lib/sandbox/logs/render/runtimes/formatter";
import { isoMs, isoSeconds } from "@/lib/sandbox/logs/render/times";
import type { AppLog, AppLogLevel } from "@/lib/sandbox/world/types";

const LEVELS: Readonly<Record<AppLogLevel, string>> = {
  TRACE: "DEBUG",
  DEBUG: "DEBUG",
  INFO: "INFO",
  WARN: "WARNING",
  ERROR: "ERROR",
  FATAL: "CRITICAL",
};

/**
 * Python's logging handler. An uncaught error is printed in a shape of its own: leading spaces of the traceback
 * become NO-BREAK SPACE in text, and JSON spells the level `log_level`.
 */
export const python: RuntimeFormatter = {
  log(log, at) {
    const level = LEVELS[log.level];
    if (at.format === "JSON") {
      return jsonEvent(at, {
        timestamp: isoSeconds(at.atMs),
        level,
        message: log.message,
        logger: "root",
        ...(at.requestId === null ? {} : { requestId: at.requestId }),
        ...(log.error === null
          ? {}
          : {
              stackTrace: frames(log.error),
              errorType: log.error.type,
              errorMessage: log.error.message,
              location: `/var/task/handler.py:handler:${20 + (log.message.length % 90)}`,
            }),
        ...log.fields,
      });
    }
    return oneEvent(at, `[${level}]\t${isoMs(at.atMs)}\t${at.requestId ?? ""}\t${textOf(log)}`);
  },
  uncaught(failure, at) {
    if (at.format === "JSON") {
      return jsonEvent(at, {
        timestamp: isoSeconds(at.atMs),
        log_level: "ERROR",
        errorMessage: failure.message,
        errorType: failure.type,
        requestId: at.requestId ?? "",
        stackTrace: frames(failure),
      });
    }
    const trace = tracebackOf(failure).map((line) =>
      line.replace(/^ +/gm, (gap) => "\u00a0".repeat(gap.length)),
    );
    return oneEvent(at, `[ERROR] ${failure.type}: ${failure.message}\n${trace.join("\n")}`);
  },
};

function textOf(log: AppLog): string {
  if (log.error === null) return log.message;
  return `${log.message}\n${tracebackOf(log.error).join("\n")}\n${log.error.type}: ${log.error.message}`;
}

const TITLE = "Traceback (most recent call last):";

function tracebackOf(error: Failure): string[] {
  const lines = frames(error).filter((line) => line !== TITLE);
  return [TITLE, ...lines.map((line) => (line.startsWith(" ") ? line : `  ${line}`))];
}
