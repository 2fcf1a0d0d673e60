import type { LineKind } from "@/lib/model/log";

/** Line kinds as small numbers, for columns. The name of code `c` is `lineKinds[c]`. */
export const lineKinds = [
  "app",
  "start",
  "end",
  "report",
  "init-start",
  "restore-start",
  "init-report",
  "restore-report",
  "extension",
  "failure",
  "platform-other",
  "emf",
  "api-execution",
  "api-access",
] as const satisfies readonly LineKind[];

export const APP = 0;
export const START = 1;
export const END = 2;
export const REPORT = 3;
export const INIT_START = 4;
export const RESTORE_START = 5;
export const INIT_REPORT = 6;
export const RESTORE_REPORT = 7;
export const EXTENSION = 8;
export const FAILURE = 9;
export const PLATFORM_OTHER = 10;
export const EMF = 11;
export const API_EXECUTION = 12;
export const API_ACCESS = 13;

export function lineKindOf(code: number): LineKind {
  return lineKinds[code] ?? "app";
}

/**
 * START, END and REPORT of an invocation often share one millisecond and come back in any order: within it, lines stand
 * in the order init < START < application < failure < END < REPORT. All application lines rank alike.
 */
const ranks = new Uint8Array(16).fill(3);
ranks[INIT_START] = 0;
ranks[RESTORE_START] = 0;
ranks[INIT_REPORT] = 1;
ranks[RESTORE_REPORT] = 1;
ranks[EXTENSION] = 1;
ranks[START] = 2;
ranks[FAILURE] = 4;
ranks[END] = 5;
ranks[REPORT] = 6;

/** Whether the kind stands at the beginning of an invocation, or of the init before it. */
export function opensInvocation(code: number): boolean {
  return code === START || code === INIT_START || code === RESTORE_START;
}

export function closesInvocation(code: number): boolean {
  return code === END || code === REPORT;
}

/** 0–7. */
export function rankOfKind(code: number): number {
  return ranks[code] ?? 3;
}
