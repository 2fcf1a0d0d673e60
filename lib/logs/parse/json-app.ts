import { levelCodeOfNumber, levelCodeOfWord, NO_LEVEL } from "@/lib/logs/level-words";
import {
  type JsonObject,
  linesAt,
  memberOf,
  objectAt,
  parseJsonObject,
  textOf,
} from "@/lib/logs/parse/json-value";
import { displayLines, errorOfStackText, typedHead } from "@/lib/logs/parse/stack-text";
import type { LogError } from "@/lib/model/log";

const LEVEL_KEYS = ["level", "log_level", "severity", "levelname"];
const MESSAGE_KEYS = ["message", "msg", "errorMessage", "event"];
const UNCAUGHT_WORDS = /^(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection)\b/;

/** The level of a JSON line under any of the keys that runtimes and loggers use; 0 where it has none. */
export function jsonLevelCode(line: JsonObject): number {
  for (const key of LEVEL_KEYS) {
    const value = memberOf(line, key);
    const code =
      typeof value === "string"
        ? levelCodeOfWord(value)
        : typeof value === "number"
          ? levelCodeOfNumber(value)
          : NO_LEVEL;
    if (code !== NO_LEVEL) return code;
  }
  // Custom runtimes print the uncaught error alone.
  return textOf(line, "errorType") !== null && textOf(line, "errorMessage") !== null ? 5 : NO_LEVEL;
}

/** The sentence of a JSON line; where its message is an object, that as JSON; where it has none, the whole line. */
export function jsonMessage(line: JsonObject, whole: string): string {
  for (const key of MESSAGE_KEYS) {
    const value = memberOf(line, key);
    if (typeof value === "string") return value;
    if (typeof value === "object" && value !== null) return JSON.stringify(value);
  }
  return whole;
}

/**
 * The error in a JSON line: Node.js, Python, Java and .NET members `errorType`, `errorMessage`, `stackTrace`;
 * Powertools' `error` object (TypeScript) or `exception` text (Python); a stack inside the message.
 */
export function jsonError(line: JsonObject): LogError | null {
  const uncaught = isUncaughtJson(line);
  const type = textOf(line, "errorType") ?? textOf(line, "exception_name");
  const message = textOf(line, "errorMessage");
  if (type !== null || message !== null) {
    const exception = textOf(line, "exception");
    const typed = exception === null ? null : typedHead(displayLines(exception)[0] ?? "");
    return {
      type,
      message: message ?? typed?.message ?? textOf(line, "message") ?? "",
      stack: framesOf(linesAt(line, exception === null ? "stackTrace" : "exception")),
      uncaught,
    };
  }
  const nested = objectAt(line, "error") ?? objectAt(line, "err");
  if (nested !== null) {
    const nestedMessage = textOf(nested, "message");
    if (nestedMessage !== null) {
      return {
        type: textOf(nested, "name") ?? textOf(nested, "type"),
        message: nestedMessage,
        stack: framesOf(linesAt(nested, "stack")),
        uncaught,
      };
    }
  }
  for (const key of ["exception", "message", "error", "stack_trace"]) {
    const text = textOf(line, key);
    const found = text === null ? null : errorOfStackText(text, uncaught);
    if (found !== null) return found;
  }
  return null;
}

/** Whether the runtime wrote the line because the handler let an error through. [R each] */
export function isUncaughtJson(line: JsonObject): boolean {
  const message = textOf(line, "message");
  if (message !== null && UNCAUGHT_WORDS.test(message)) return true;
  const type = textOf(line, "errorType");
  const errorMessage = textOf(line, "errorMessage");
  if (type !== null && errorMessage !== null) {
    // Python spells its level `log_level` there; custom runtimes print no level; .NET repeats the message.
    return (
      memberOf(line, "log_level") !== undefined ||
      memberOf(line, "level") === undefined ||
      message === errorMessage
    );
  }
  return message !== null && type === null && startsWithJavaStack(message);
}

/** Java prints a thrown exception as bare text: `com.x.YException: message`, then `␉at …`. */
export function startsWithJavaStack(text: string): boolean {
  const end = text.indexOf("\n");
  if (end < 1 || end > 2_000 || !text.startsWith("\n\tat ", end)) return false;
  return /^[A-Za-z_$][\w$.]*(?:Exception|Error|Throwable)[\w$]*(?:: |$)/.test(text.slice(0, end).trimEnd());
}

/** JSON in the message of a JSON line, as Node.js writes it for `console.log` of a JSON text; else null. */
export function innerJson(line: JsonObject): JsonObject | null {
  const message = textOf(line, "message");
  return message !== null && message.charCodeAt(0) === 123 ? parseJsonObject(message) : null;
}

function framesOf(lines: readonly string[]): readonly string[] {
  const frames = lines.map((frame) => frame.replaceAll("\u00a0", " ").trim()).filter((frame) => frame !== "");
  const bare = frames.filter((frame) => !/^Traceback \(/.test(frame));
  // Some print `Type: message` in front of the frames.
  return typedHead(bare[0] ?? "") !== null && !/^(?:at |File )/.test(bare[0] ?? "") ? bare.slice(1) : bare;
}
