import { splitRaw } from "@/lib/sandbox/logs/render/line";
import {
  frames,
  jsonEvent,
  oneEvent,
  type RuntimeFormatter,
} from "@/lib/sandbox/logs/render/runtimes/formatter";
import { isoMs } from "@/lib/sandbox/logs/render/times";

/**
 * Ruby's Logger, to which the runtime adds the request id. An uncaught error is pretty-printed JSON on standard
 * output, so that each of its lines is an event of its own. The JSON shape (Ruby 4.0 and later) is unverified.
 */
export const ruby: RuntimeFormatter = {
  log(log, at) {
    const level = log.level === "TRACE" ? "DEBUG" : log.level;
    if (at.format === "JSON") {
      return jsonEvent(at, {
        timestamp: isoMs(at.atMs),
        level,
        ...(at.requestId === null ? {} : { requestId: at.requestId }),
        message: log.message,
        ...log.fields,
        ...(log.error === null ? {} : { errorType: log.error.type, stackTrace: log.error.stack }),
      });
    }
    const time = `${isoMs(at.atMs).slice(0, 23)}000`;
    const trace =
      log.error === null
        ? ""
        : `: ${log.error.message} (${log.error.type})\n${frames(log.error)
            .map((frame) => frame.trim())
            .join("\n")}`;
    const head = `${level.charAt(0)}, [${time} #8] ${level.padStart(5)} ${at.requestId ?? ""}`;
    return oneEvent(at, `${head} -- : ${log.message}${trace}`);
  },
  uncaught(failure, at) {
    const thrown = {
      errorMessage: failure.message,
      errorType: `Function<${failure.type}>`,
      stackTrace: frames(failure).map((frame) => frame.trim()),
    };
    return [
      ...oneEvent(at, "Error raised from handler method"),
      ...splitRaw(at.atMs, JSON.stringify(thrown, null, 2)),
    ];
  },
};
