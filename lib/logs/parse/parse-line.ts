import { levelCodeOf, levelCodeOfStatus } from "@/lib/logs/level-of";
import { levelOfCode } from "@/lib/logs/level-words";
import { API_ACCESS, API_EXECUTION, lineKindOf } from "@/lib/logs/line-kind";
import { type AccessFormat, parseAccessFormat } from "@/lib/logs/parse/access-format";
import { parseAccessLine } from "@/lib/logs/parse/access-line";
import { emfText, isEmf } from "@/lib/logs/parse/emf";
import { executionFacts, executionText } from "@/lib/logs/parse/execution-line";
import { innerJson, jsonError, jsonLevelCode, jsonMessage } from "@/lib/logs/parse/json-app";
import { type JsonObject, objectAt, parseJsonObject, textOf } from "@/lib/logs/parse/json-value";
import { parseInitRecord, parseReportRecord, platformText } from "@/lib/logs/parse/platform-json";
import { parseInitText, parseReportText } from "@/lib/logs/parse/report-text";
import { errorOfStackText, typedHead } from "@/lib/logs/parse/stack-text";
import { textHead } from "@/lib/logs/parse/text-head";
import { isUncaught } from "@/lib/logs/parse/uncaught";
import { newLineScan } from "@/lib/logs/scan/line-scan";
import { scanExecution } from "@/lib/logs/scan/scan-gateway";
import { platformKindOf } from "@/lib/logs/scan/scan-json";
import { scanLambda } from "@/lib/logs/scan/scan-lambda";
import type { LogError, LogEvent, LogField, LogSource, ParsedLine } from "@/lib/model/log";

/** Everything a line says, for showing it. Never throws: what is not understood stays text. */
export function parseLine(event: LogEvent, source: LogSource): ParsedLine {
  const { message } = event;
  if (source.kind === "api-access") return parseAccess(message, formatOf(source));
  if (source.kind === "api-execution" || event.group.startsWith("API-Gateway-Execution-Logs_")) {
    return parseExecution(message);
  }
  return parseLambda(message);
}

const formats = new WeakMap<LogSource, AccessFormat>();

/** The parsed access log format of a source; of one without, a format that no line fits. */
export function formatOf(source: LogSource): AccessFormat {
  let format = formats.get(source);
  if (format === undefined) {
    format = parseAccessFormat(source.accessLogFormat ?? "");
    formats.set(source, format);
  }
  return format;
}

const nothing = { fields: [], error: null, report: null, init: null } as const;

function parseLambda(message: string): ParsedLine {
  const scan = newLineScan();
  scanLambda(message, scan);
  const requestId = scan.idFrom < 0 ? null : message.slice(scan.idFrom, scan.idTo);
  const text = message.replace(/[\r\n]+$/, "");
  const json = message.charCodeAt(0) === 123 ? parseJsonObject(message) : null;
  if (json !== null) return parseJson(json, text, requestId, scan.kind);
  const kind = lineKindOf(scan.kind);
  const level = levelOfCode(levelCodeOf(message, scan.kind));
  switch (kind) {
    case "report": {
      const report = parseReportText(message);
      return { ...nothing, kind, level, requestId, message: text, report, error: platformError(report) };
    }
    case "init-report":
    case "restore-report": {
      const init = parseInitText(message);
      return { ...nothing, kind, level, requestId, message: text, init, error: platformError(init) };
    }
    case "failure":
      return { ...nothing, kind, level, requestId, message: text, error: oldFailure(text) };
    case "app": {
      const head = textHead(message);
      const shown = text.slice(head.messageAt);
      return {
        ...nothing,
        kind,
        level,
        requestId,
        message: shown,
        error: textError(message, shown),
        fields: [],
      };
    }
    default:
      return { ...nothing, kind, level, requestId, message: text };
  }
}

function parseJson(json: JsonObject, text: string, requestId: string | null, scanned: number): ParsedLine {
  const fields = Object.entries(json);
  const type = textOf(json, "type");
  if (type?.startsWith("platform.") && textOf(json, "time") !== null) {
    return parsePlatform(json, type, fields, text);
  }
  if (isEmf(json)) {
    const level = levelOfCode(jsonLevelCode(json));
    return { ...nothing, kind: "emf", level, requestId, message: emfText(json), fields };
  }
  const inner = innerJson(json);
  return {
    ...nothing,
    kind: lineKindOf(scanned),
    level: levelOfCode(jsonLevelCode(json)),
    requestId,
    message: jsonMessage(json, text),
    fields:
      inner === null
        ? fields
        : fields.map(([key, value]): LogField => [key, key === "message" ? inner : value]),
    error: jsonError(json),
  };
}

function parsePlatform(
  json: JsonObject,
  type: string,
  fields: readonly LogField[],
  text: string,
): ParsedLine {
  const record = objectAt(json, "record");
  const code = platformKindOf(type.slice("platform.".length));
  const kind = lineKindOf(code);
  const report = kind === "report" ? parseReportRecord(record) : null;
  const init = kind === "init-report" || kind === "restore-report" ? parseInitRecord(record) : null;
  return {
    kind,
    level: levelOfCode(levelCodeOf(text, code)),
    requestId: textOf(record, "requestId"),
    message: platformText(type, record),
    fields,
    error: platformError(report ?? init),
    report,
    init,
  };
}

function parseExecution(message: string): ParsedLine {
  const scan = newLineScan();
  scanExecution(message, scan);
  const fields: LogField[] = executionFacts(message).flatMap((fact) => Object.entries(fact).slice(1));
  const failure = executionFacts(message).find((fact) => fact.kind === "failure");
  return {
    ...nothing,
    kind: "api-execution",
    level: levelOfCode(levelCodeOf(message, API_EXECUTION)),
    requestId: scan.idFrom < 0 ? null : message.slice(scan.idFrom, scan.idTo),
    message: executionText(message).replace(/[\r\n]+$/, ""),
    fields,
    error: failure === undefined ? null : { type: null, message: failure.message, stack: [], uncaught: true },
  };
}

function parseAccess(message: string, format: AccessFormat): ParsedLine {
  const access = parseAccessLine(format, message);
  const json = parseJsonObject(message);
  const level = levelOfCode(levelCodeOfStatus(access?.status ?? null));
  return {
    ...nothing,
    kind: lineKindOf(API_ACCESS),
    level,
    requestId: access?.requestId ?? null,
    message: message.replace(/[\r\n]+$/, ""),
    fields: json === null ? (access?.variables ?? []) : Object.entries(json),
    error: access?.error == null ? null : { type: null, message: access.error, stack: [], uncaught: true },
  };
}

function platformError(
  fields: { readonly status: string | null; readonly errorType: string | null } | null,
): LogError | null {
  const status = fields?.status ?? null;
  if (status === null || status === "success") return null;
  const type = fields?.errorType ?? null;
  return { type, message: status === "timeout" ? "timed out" : status, stack: [], uncaught: true };
}

/** `… Task timed out after 3.00 seconds`, `RequestId: … Error: Runtime exited with error: exit status 1⏎Runtime.ExitError`. */
function oldFailure(text: string): LogError {
  const [, timeout] = /(Task timed out after [\d.]+ seconds)/.exec(text) ?? [];
  if (timeout !== undefined) return { type: "Sandbox.Timedout", message: timeout, stack: [], uncaught: true };
  const [head = "", type = ""] = text.split("\n");
  const message = head.replace(/^RequestId: \S+ (?:Error: )?/, "");
  return { type: /^[\w.]+$/.test(type) ? type : null, message, stack: [], uncaught: true };
}

function textError(line: string, shown: string): LogError | null {
  const uncaught = isUncaught(line);
  if (uncaught) {
    // Node.js and Go print the error as JSON behind a few words.
    const brace = shown.indexOf("{");
    const json = brace < 0 || brace > 80 ? null : parseJsonObject(shown.slice(brace));
    const type = textOf(json, "errorType");
    if (json !== null && type !== null) {
      const stack = json.stack ?? json.stackTrace;
      const frames = Array.isArray(stack) ? stack.filter((frame) => typeof frame === "string") : [];
      const [first = ""] = frames;
      const rest = /^\s*at /.test(first) ? frames : frames.slice(1);
      return {
        type,
        message: textOf(json, "errorMessage") ?? "",
        stack: rest.map((frame) => frame.trim()),
        uncaught,
      };
    }
  }
  const found = errorOfStackText(shown, uncaught);
  if (found !== null || !uncaught) return found;
  const typed = typedHead(shown.split("\n", 1)[0] ?? "");
  return { type: typed?.type ?? null, message: typed?.message ?? shown, stack: [], uncaught };
}
