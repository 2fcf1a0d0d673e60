import {
  type Failure,
  frames,
  jsonEvent,
  oneEvent,
  type RuntimeFormatter,
} from "@/lib/sandbox/logs/render/runtimes/formatter";
import { isoMs, spacedSeconds } from "@/lib/sandbox/logs/render/times";

/** Java with Log4j 2 in the layout of AWS's sample. A thrown exception is printed as text in both formats' streams. */
export const java: RuntimeFormatter = {
  log(log, at) {
    if (at.format === "JSON") {
      return jsonEvent(at, {
        timestamp: isoMs(at.atMs),
        message: log.message,
        level: log.level,
        logger: loggerName(at.functionName),
        ...(at.requestId === null ? {} : { AWSRequestId: at.requestId }),
        ...(log.error === null
          ? {}
          : {
              errorType: log.error.type,
              errorMessage: log.error.message,
              stackTrace: frames(log.error).map(bareFrame),
            }),
        ...log.fields,
      });
    }
    const head = `${spacedSeconds(at.atMs)} ${at.requestId ?? ""} ${log.level.padEnd(5)} ${loggerName(at.functionName)}`;
    const trace = log.error === null ? "" : `\n${traceText(log.error)}`;
    return oneEvent(at, `${head} - ${log.message}${trace}`);
  },
  uncaught(failure, at) {
    if (at.format === "JSON") {
      return jsonEvent(at, {
        timestamp: isoMs(at.atMs),
        message: traceText(failure),
        level: "ERROR",
        ...(at.requestId === null ? {} : { AWSRequestId: at.requestId }),
      });
    }
    return oneEvent(at, traceText(failure));
  },
};

/** `ledger-export` → `LedgerExportHandler`. */
function loggerName(functionName: string): string {
  const words = functionName.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}Handler`;
}

const bareFrame = (frame: string): string => frame.trim().replace(/^at /, "");

function traceText(error: Failure): string {
  const rest = frames(error).map((frame) =>
    frame.startsWith("Caused by") ? frame : `\tat ${bareFrame(frame)}`,
  );
  return [`${error.type}: ${error.message}`, ...rest].join("\n");
}
