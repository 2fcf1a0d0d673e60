import {
  type Failure,
  frames,
  jsonEvent,
  oneEvent,
  type RuntimeFormatter,
} from "@/lib/sandbox/logs/render/runtimes/formatter";
import { isoMs } from "@/lib/sandbox/logs/render/times";
import type { AppLogLevel } from "@/lib/sandbox/world/types";

const SHORT: Readonly<Record<AppLogLevel, string>> = {
  TRACE: "trce",
  DEBUG: "dbug",
  INFO: "info",
  WARN: "warn",
  ERROR: "fail",
  FATAL: "crit",
};
const LONG: Readonly<Record<AppLogLevel, string>> = {
  TRACE: "Trace",
  DEBUG: "Debug",
  INFO: "Information",
  WARN: "Warning",
  ERROR: "Error",
  FATAL: "Critical",
};

/** .NET's LambdaLogger: four-letter levels in text, long ones in JSON. */
export const dotnet: RuntimeFormatter = {
  log(log, at) {
    if (at.format === "JSON") {
      return jsonEvent(at, {
        timestamp: isoMs(at.atMs),
        level: LONG[log.level],
        ...(at.requestId === null ? {} : { requestId: at.requestId }),
        message: log.message,
        ...log.fields,
        ...(log.error === null ? {} : errorMembers(log.error)),
      });
    }
    const trace = log.error === null ? "" : `\n${traceText(log.error)}`;
    return oneEvent(
      at,
      `${isoMs(at.atMs)}\t${at.requestId ?? ""}\t${SHORT[log.level]}\t${log.message}${trace}`,
    );
  },
  uncaught(failure, at) {
    if (at.format === "JSON") {
      return jsonEvent(at, {
        timestamp: isoMs(at.atMs),
        level: "Error",
        requestId: at.requestId ?? "",
        message: failure.message,
        ...errorMembers(failure),
      });
    }
    return oneEvent(at, `${isoMs(at.atMs)}\t${at.requestId ?? ""}\tfail\t${traceText(failure)}`);
  },
};

function traceText(error: Failure): string {
  return [`${error.type}: ${error.message}`, ...frames(error).map((frame) => `   ${frame.trim()}`)].join(
    "\n",
  );
}

function errorMembers(error: Failure): object {
  return { errorType: error.type, errorMessage: error.message, stackTrace: frames(error) };
}
