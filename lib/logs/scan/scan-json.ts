import {
  EMF,
  END,
  EXTENSION,
  INIT_REPORT,
  INIT_START,
  PLATFORM_OTHER,
  REPORT,
  RESTORE_REPORT,
  RESTORE_START,
  START,
} from "@/lib/logs/line-kind";
import { type LineScan, takeUuid } from "@/lib/logs/scan/line-scan";
import { UUID_LENGTH } from "@/lib/logs/scan/uuid";

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/** `{"time":"2026-10-08T07:30:27.768Z",` stands before `"type":"platform.…` in every platform line. */
const TYPE_AT = 35;
const TYPE = '"type":"platform.';

/** Platform event types by what follows `platform.`; the rest is `platform-other`. [D telemetry-schema-reference] */
const platformKinds = new Map<string, number>([
  ["initStart", INIT_START],
  ["initReport", INIT_REPORT],
  ["restoreStart", RESTORE_START],
  ["restoreReport", RESTORE_REPORT],
  ["start", START],
  // There is no JSON END; at system log level DEBUG this stands in its place.
  ["runtimeDone", END],
  ["report", REPORT],
  ["extension", EXTENSION],
  ["telemetrySubscription", EXTENSION],
]);

/** Fills `scan` from a line that begins with `{`. Anything that is no JSON object is an application line without id. */
export function scanJson(text: string, scan: LineScan): void {
  if (text.startsWith(TYPE, TYPE_AT)) scanPlatform(text, TYPE_AT + TYPE.length, scan);
  else scanMembers(text, scan);
}

export function platformKindOf(type: string): number {
  return platformKinds.get(type) ?? PLATFORM_OTHER;
}

const RECORD_ID = '"record":{"requestId":"';
/** These two stand in every invocation, nearly always in these letters. */
const START_ID = 'start","record":{"requestId":"';
const REPORT_ID = 'report","record":{"requestId":"';

function scanPlatform(text: string, nameAt: number, scan: LineScan): void {
  if (text.startsWith(START_ID, nameAt) && takeUuid(text, nameAt + START_ID.length, scan)) {
    scan.kind = START;
    return;
  }
  if (text.startsWith(REPORT_ID, nameAt) && takeUuid(text, nameAt + REPORT_ID.length, scan)) {
    scan.kind = REPORT;
    return;
  }
  const nameEnd = text.indexOf('"', nameAt);
  scan.kind = platformKindOf(nameEnd < 0 ? "" : text.slice(nameAt, nameEnd));
  if (scan.kind === INIT_START || scan.kind === RESTORE_START) return;
  const recordAt = nameEnd + 2;
  if (text.startsWith(RECORD_ID, recordAt)) takeUuid(text, recordAt + RECORD_ID.length, scan);
  else if (text.startsWith('"record":{', recordAt)) scanObject(text, recordAt + 10, isRecordId, scan);
}

function scanMembers(text: string, scan: LineScan): void {
  if (!scanNodeHead(text, scan)) scanObject(text, 1, isRequestIdKey, scan);
  if (holdsMetrics(text)) scan.kind = EMF;
}

const NODE_TIME = '{"timestamp":"';
const NODE_LEVEL = '","level":"';
const NODE_ID = '","requestId":"';
const ISO_LENGTH = 24;

/**
 * What `scanObject` finds in the head that Node.js gives each line, `{"timestamp":"…","level":"INFO","requestId":"…"`,
 * in half the time. False: it is none of those, or may be read otherwise.
 */
function scanNodeHead(text: string, scan: LineScan): boolean {
  if (!text.startsWith(NODE_TIME)) return false;
  const timeEnd = NODE_TIME.length + ISO_LENGTH;
  if (!text.startsWith(NODE_LEVEL, timeEnd) || text.indexOf('"', NODE_TIME.length) !== timeEnd) return false;
  const levelAt = timeEnd + NODE_LEVEL.length;
  let levelEnd = levelAt;
  while (isCapital(text.charCodeAt(levelEnd))) levelEnd++;
  const idAt = levelEnd + NODE_ID.length;
  return (
    text.startsWith(NODE_ID, levelEnd) &&
    text.charCodeAt(idAt + UUID_LENGTH) === QUOTE &&
    takeUuid(text, idAt, scan)
  );
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Whether there is a member `_aws` with an object, as in the Embedded Metric Format; most lines have no `_` at all. */
function holdsMetrics(text: string): boolean {
  const from = text.indexOf("_");
  if (from < 0) return false;
  for (let at = text.indexOf('"_aws"', from - 1); at >= 0; at = text.indexOf('"_aws"', at + 6)) {
    const colon = skipSpace(text, at + 6);
    if (text.charCodeAt(colon) === COLON && text.charCodeAt(skipSpace(text, colon + 1)) === OPEN_BRACE) {
      return true;
    }
  }
  return false;
}

/**
 * Walks the members of one object from behind its brace and takes the first UUID under a key that `wanted` accepts.
 * Texts and nested values are jumped over, so that an id inside a message or a payload is never taken.
 */
function scanObject(
  text: string,
  from: number,
  wanted: (text: string, keyAt: number, keyEnd: number) => boolean,
  scan: LineScan,
): void {
  let at = skipSpace(text, from);
  while (text.charCodeAt(at) === QUOTE) {
    const keyAt = at + 1;
    const keyEnd = stringEnd(text, keyAt);
    if (keyEnd < 0) return;
    at = skipSpace(text, keyEnd + 1);
    if (text.charCodeAt(at) !== COLON) return;
    at = skipSpace(text, at + 1);
    if (text.charCodeAt(at) === QUOTE) {
      const valueAt = at + 1;
      const valueEnd = stringEnd(text, valueAt);
      if (valueEnd < 0) return;
      if (
        valueEnd - valueAt === UUID_LENGTH &&
        wanted(text, keyAt, keyEnd) &&
        takeUuid(text, valueAt, scan)
      ) {
        return;
      }
      at = valueEnd + 1;
    } else {
      at = skipValue(text, at);
      if (at < 0) return;
    }
    at = skipSpace(text, at);
    if (text.charCodeAt(at) !== COMMA) return;
    at = skipSpace(text, at + 1);
  }
}

/** The keys under which runtimes, loggers and Powertools write Lambda's request id. [R each; L 2023–2026] */
function isRequestIdKey(text: string, keyAt: number, keyEnd: number): boolean {
  switch (keyEnd - keyAt) {
    case 9:
      return text.startsWith("requestId", keyAt);
    case 12:
      return text.startsWith("AWSRequestId", keyAt) || text.startsWith("AWSrequestId", keyAt);
    case 14:
      return text.startsWith("aws_request_id", keyAt);
    case 19:
      return text.startsWith("function_request_id", keyAt);
    default:
      return false;
  }
}

function isRecordId(text: string, keyAt: number, keyEnd: number): boolean {
  return keyEnd - keyAt === 9 && text.startsWith("requestId", keyAt);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}

/** Index of the quote that ends the string whose first character is at `from`; -1 when it never ends. */
function stringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end > from && text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, from, end)) {
    end = text.indexOf('"', end + 1);
  }
  return end;
}

function isEscaped(text: string, from: number, at: number): boolean {
  let slashes = 0;
  for (let i = at - 1; i >= from && text.charCodeAt(i) === BACKSLASH; i--) slashes++;
  return slashes % 2 === 1;
}

/** Behind a number, word, array or object that begins at `from`; -1 when it never ends. */
function skipValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at + 1);
      if (at < 0) return -1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (code === COMMA && depth === 0) return at;
  }
  return -1;
}
