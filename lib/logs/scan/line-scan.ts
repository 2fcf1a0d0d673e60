import { isUuidAt, UUID_LENGTH } from "@/lib/logs/scan/uuid";

/** What the engine must know of a line before anybody looks at it. One object is filled again and again. */
export interface LineScan {
  /** Code of `lib/logs/line-kind.ts`. */
  kind: number;
  /** Where in the message the request id begins; -1: the line names none. */
  idFrom: number;
  idTo: number;
  /** The UUID that the lines before named: where it stands again nothing more is looked at. Empty: none. */
  expected: string;
  /** The id is the expected one. */
  asExpected: boolean;
}

export function newLineScan(): LineScan {
  return { kind: 0, idFrom: -1, idTo: -1, expected: "", asExpected: false };
}

/** Takes the UUID at `at` as the line's request id; false where none stands there. */
export function takeUuid(text: string, at: number, scan: LineScan): boolean {
  if (scan.expected !== "" && text.startsWith(scan.expected, at)) scan.asExpected = true;
  else if (!isUuidAt(text, at)) return false;
  scan.idFrom = at;
  scan.idTo = at + UUID_LENGTH;
  return true;
}
