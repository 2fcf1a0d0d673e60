import {
  APP,
  END,
  EXTENSION,
  FAILURE,
  INIT_REPORT,
  INIT_START,
  REPORT,
  RESTORE_REPORT,
  RESTORE_START,
  START,
} from "@/lib/logs/line-kind";
import { type LineScan, takeUuid } from "@/lib/logs/scan/line-scan";
import { scanJson } from "@/lib/logs/scan/scan-json";
import { UUID_LENGTH } from "@/lib/logs/scan/uuid";

const TAB = 9;
const SPACE = 32;
const DASH = 45;
const COLON = 58;
const COMMA = 44;
const DOT = 46;
const HASH = 35;
const BRACKET = 91;
const CLOSE_BRACKET = 93;
const BRACE = 123;
const LETTER_T = 84;
const LETTER_Z = 90;

/** `2026-10-08T12:00:00.000Z`. */
const ISO_LENGTH = 24;

/**
 * Fills `scan` from one line of a function's log, by the first characters only: a request id counts where the platform
 * or the runtime writes it and nowhere else, so that a UUID in a message is no request id.
 */
export function scanLambda(text: string, scan: LineScan): void {
  scan.kind = APP;
  scan.idFrom = -1;
  scan.idTo = -1;
  scan.asExpected = false;
  const first = text.charCodeAt(0);
  switch (first) {
    case BRACE:
      scanJson(text, scan);
      return;
    case 83: // S
      if (text.startsWith("START RequestId: ")) takeId(text, 17, START, scan);
      return;
    case 69: // E
      if (text.startsWith("END RequestId: ")) takeId(text, 15, END, scan);
      else if (text.startsWith("EXTENSION") && isGap(text, 9)) scan.kind = EXTENSION;
      return;
    case 82: // R
      scanR(text, scan);
      return;
    case 73: // I
      if (text.startsWith("INIT_START ")) scan.kind = INIT_START;
      else if (text.startsWith("INIT_REPORT ")) scan.kind = INIT_REPORT;
      else scanRuby(text, scan);
      return;
    case 84: // T
      if (text.startsWith("TELEMETRY") && isGap(text, 9)) scan.kind = EXTENSION;
      return;
    case 76: // L
      if (text.startsWith("LOGS\tName: ")) scan.kind = EXTENSION;
      return;
    case 68: // D
    case 87: // W
    case 70: // F
    case 65: // A
      scanRuby(text, scan);
      return;
    case BRACKET:
      scanPython(text, scan);
      return;
    default:
      if (first >= 48 && first <= 57) scanDated(text, scan);
  }
}

function scanR(text: string, scan: LineScan): void {
  if (text.startsWith("REPORT RequestId: ")) takeId(text, 18, REPORT, scan);
  else if (text.startsWith("RESTORE_START ")) scan.kind = RESTORE_START;
  else if (text.startsWith("RESTORE_REPORT ")) scan.kind = RESTORE_REPORT;
  // `RequestId: <id> Error: Runtime exited …`; also `RequestId: <id> Process exited before completing request`.
  else if (text.startsWith("RequestId: ")) takeId(text, 11, FAILURE, scan);
}

/** The kind holds only with an id behind it: else it is text that happens to begin so. */
function takeId(text: string, at: number, kind: number, scan: LineScan): void {
  if (takeUuid(text, at, scan)) scan.kind = kind;
}

function isGap(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === TAB || code === SPACE;
}

/**
 * Lines that begin with a date: Node.js and .NET (`ISO TAB id TAB level`), the old timeout (`ISO id Task timed out`),
 * Log4j 2 in the layout of AWS's sample (`date time id level`, with or without milliseconds).
 */
function scanDated(text: string, scan: LineScan): void {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return;
  const middle = text.charCodeAt(10);
  if (middle === LETTER_T) {
    if (text.charCodeAt(ISO_LENGTH - 1) !== LETTER_Z) return;
    const gap = text.charCodeAt(ISO_LENGTH);
    const idAt = ISO_LENGTH + 1;
    const idEnd = idAt + UUID_LENGTH;
    if (gap === TAB && text.charCodeAt(idEnd) === TAB) takeId(text, idAt, APP, scan);
    else if (gap === SPACE && text.startsWith(" Task timed out after ", idEnd)) {
      takeId(text, idAt, FAILURE, scan);
    }
    return;
  }
  if (middle !== SPACE || text.charCodeAt(13) !== COLON) return;
  const fraction = text.charCodeAt(19);
  const idAt = fraction === SPACE ? 20 : fraction === COMMA || fraction === DOT ? 24 : -1;
  if (idAt > 0 && text.charCodeAt(idAt + UUID_LENGTH) === SPACE) takeId(text, idAt, APP, scan);
}

/** `[INFO] TAB ISO TAB id TAB message`. */
function scanPython(text: string, scan: LineScan): void {
  const close = text.indexOf("]", 1);
  if (close < 0 || close > 12 || text.charCodeAt(close + 1) !== TAB) return;
  const isoEnd = text.indexOf("\t", close + 2);
  if (isoEnd < 0 || isoEnd > close + 40) return;
  if (text.charCodeAt(isoEnd + 1 + UUID_LENGTH) === TAB) takeId(text, isoEnd + 1, APP, scan);
}

/** `I, [2026-01-31T10:00:00.000000 #8]  INFO <id> -- : message`. */
function scanRuby(text: string, scan: LineScan): void {
  if (text.charCodeAt(1) !== COMMA || text.charCodeAt(3) !== BRACKET || text.charCodeAt(31) !== HASH) return;
  for (let at = 32; at < 44; at++) {
    if (text.charCodeAt(at) !== CLOSE_BRACKET) continue;
    // The level is right-aligned to five characters.
    const idAt = at + 8;
    if (text.charCodeAt(idAt - 1) === SPACE && text.startsWith(" -- ", idAt + UUID_LENGTH)) {
      takeId(text, idAt, APP, scan);
    }
    return;
  }
}
