/** What the engine must know of a line before anybody looks at it. One object is filled again and again. */
export interface LineScan {
  /** Code of `lib/logs/line-kind.ts`. */
  kind: number;
  /** Where in the message the request id begins; -1: the line names none. */
  idFrom: number;
  idTo: number;
}

export function newLineScan(): LineScan {
  return { kind: 0, idFrom: -1, idTo: -1 };
}
