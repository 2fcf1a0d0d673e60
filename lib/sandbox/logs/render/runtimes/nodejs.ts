import { inspect } from "node:util";
import {
  type Failure,
  frames,
  hasFields,
  jsonEvent,
  oneEvent,
  type RuntimeFormatter,
  type Writing,
} from "@/lib/sandbox/logs/render/runtimes/formatter";
import { isoMs } from "@/lib/sandbox/logs/render/times";
import type { AppLog } from "@/lib/sandbox/world/types";

/** Node.js patches `console`: time, request id (the word `undefined` during init), level, message; TABs between. */
export const nodejs: RuntimeFormatter = {
  log(log, at) {
    if (at.format === "JSON") return jsonEvent(at, { ...jsonHead(log.level, at), ...jsonBody(log) });
    return oneEvent(at, `${textHead(log.level, at)}\t${consoleText(log)}`);
  },
  uncaught(failure, at) {
    if (at.format === "JSON") {
      return jsonEvent(at, {
        ...jsonHead("ERROR", at),
        message: `Invoke Error \t${failure.type}: ${failure.message}`,
        ...errorMembers(failure),
      });
    }
    const thrown = { errorType: failure.type, errorMessage: failure.message, stack: stackOf(failure) };
    return oneEvent(at, `${textHead("ERROR", at)}\tInvoke Error \t${JSON.stringify(thrown)}`);
  },
};

function textHead(level: string, at: Writing): string {
  return `${isoMs(at.atMs)}\t${at.requestId ?? "undefined"}\t${level}`;
}

function jsonHead(level: string, at: Writing): object {
  const requestId = at.requestId === null ? {} : { requestId: at.requestId };
  return { timestamp: isoMs(at.atMs), level, ...requestId };
}

/** A lone object stays an object in `message`; anything else is formatted to text. */
function jsonBody(log: AppLog): object {
  if (log.message === "" && hasFields(log) && log.error === null) return { message: log.fields };
  return { message: consoleText(log), ...(log.error === null ? {} : errorMembers(log.error)) };
}

function consoleText(log: AppLog): string {
  const parts = log.message === "" ? [] : [log.message];
  if (hasFields(log)) parts.push(inspect(log.fields, { depth: 4, breakLength: 120 }));
  if (log.error !== null) parts.push(stackOf(log.error).join("\n"));
  return parts.join(" ");
}

function stackOf(error: Failure): readonly string[] {
  return [`${error.type}: ${error.message}`, ...frames(error)];
}

function errorMembers(error: Failure): object {
  return { errorType: error.type, errorMessage: error.message, stackTrace: stackOf(error) };
}
