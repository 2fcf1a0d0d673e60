import { ERROR, INFO, levelCodeOfNumber, levelCodeOfWord, NO_LEVEL, WARN } from "@/lib/logs/level-words";
import {
  API_EXECUTION,
  APP,
  EMF,
  FAILURE,
  INIT_REPORT,
  PLATFORM_OTHER,
  REPORT,
  RESTORE_REPORT,
} from "@/lib/logs/line-kind";
import { executionLevelCode } from "@/lib/logs/parse/execution-line";
import { jsonLevelCode, startsWithJavaStack } from "@/lib/logs/parse/json-app";
import { parseJsonObject } from "@/lib/logs/parse/json-value";
import { textHead } from "@/lib/logs/parse/text-head";

/**
 * Level code of a line (see `level-words.ts`) without parsing it whole: cheap enough for the levels of a million lines.
 * Access log lines are not known here: their level is their status, see `access-line.ts`.
 */
export function levelCodeOf(text: string, kind: number): number {
  switch (kind) {
    case APP:
      return text.charCodeAt(0) === 123 ? jsonTextLevel(text) : appTextLevel(text);
    case EMF:
      return jsonTextLevel(text);
    case FAILURE:
      return ERROR;
    case REPORT:
    case INIT_REPORT:
    case RESTORE_REPORT:
      return isFailedReport(text) ? ERROR : NO_LEVEL;
    case API_EXECUTION:
      return executionLevelCode(text);
    case PLATFORM_OTHER:
      return text.includes('"platform.logsDropped"') ? WARN : NO_LEVEL;
    default:
      return NO_LEVEL;
  }
}

function isFailedReport(text: string): boolean {
  if (text.charCodeAt(0) === 123) return text.includes('"status":"') && !text.includes('"status":"success"');
  return text.includes("Status: ");
}

function appTextLevel(text: string): number {
  const head = textHead(text);
  if (head.level !== NO_LEVEL) return head.level;
  if (head.family === "go") return text.startsWith('{"error', head.messageAt) ? ERROR : NO_LEVEL;
  if (text.startsWith("Error raised from handler method")) return ERROR;
  if (text.startsWith("Traceback (most recent call last)")) return ERROR;
  if (text.startsWith("panic: ")) return 6;
  return startsWithJavaStack(text) ? ERROR : NO_LEVEL;
}

const KEYS = ['"level":', '"log_level":', '"severity":'];

/** The value behind the first level key, unless an object inside stands before it: then the line is parsed. */
function jsonTextLevel(text: string): number {
  for (const key of KEYS) {
    const at = text.indexOf(key);
    if (at < 0) continue;
    const nested = text.indexOf("{", 1);
    if (nested >= 0 && nested < at) break;
    const code = valueLevel(text, at + key.length);
    if (code !== NO_LEVEL) return code;
  }
  if (!text.includes("evel") && !text.includes("everity") && !text.includes('"errorType"')) return NO_LEVEL;
  const line = parseJsonObject(text);
  return line === null ? NO_LEVEL : jsonLevelCode(line);
}

function valueLevel(text: string, from: number): number {
  const at = text.charCodeAt(from) === 32 ? from + 1 : from;
  if (text.charCodeAt(at) === 34) {
    const end = text.indexOf('"', at + 1);
    return end < 0 || end - at > 16 ? NO_LEVEL : levelCodeOfWord(text.slice(at + 1, end));
  }
  const number = Number.parseInt(text.slice(at, at + 3), 10);
  return Number.isNaN(number) ? NO_LEVEL : levelCodeOfNumber(number);
}

/** Of an HTTP status: 5xx error, 4xx warning, else info. */
export function levelCodeOfStatus(status: number | null): number {
  if (status === null) return NO_LEVEL;
  return status >= 500 ? ERROR : status >= 400 ? WARN : INFO;
}
