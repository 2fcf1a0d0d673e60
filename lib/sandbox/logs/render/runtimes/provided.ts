import { splitRaw } from "@/lib/sandbox/logs/render/line";
import {
  frames,
  hasFields,
  jsonEvent,
  oneEvent,
  type RuntimeFormatter,
} from "@/lib/sandbox/logs/render/runtimes/formatter";
import { goSeconds, isoMs } from "@/lib/sandbox/logs/render/times";

/**
 * Custom runtimes print raw: Go's standard logger in text, its slog handler in JSON. Nothing adds a request id, and
 * text is split into events at each line break.
 */
export const provided: RuntimeFormatter = {
  log(log, at) {
    const error = log.error === null ? {} : { error: `${log.error.type}: ${log.error.message}` };
    if (at.format === "JSON") {
      return jsonEvent(at, {
        time: isoMs(at.atMs),
        level: log.level,
        msg: log.message,
        ...log.fields,
        ...error,
      });
    }
    const fields = hasFields(log)
      ? ` ${Object.entries(log.fields)
          .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
          .join(" ")}`
      : "";
    const trace =
      log.error === null
        ? ""
        : `: ${log.error.message}${frames(log.error)
            .map((frame) => `\n${frame}`)
            .join("")}`;
    return splitRaw(at.atMs, `${goSeconds(at.atMs)} ${log.message}${fields}${trace}`);
  },
  uncaught(failure, at) {
    const thrown = { errorMessage: failure.message, errorType: failure.type };
    return oneEvent(at, `${goSeconds(at.atMs)} ${JSON.stringify(thrown)}`);
  },
};
