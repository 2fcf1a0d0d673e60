import { type LogLevel, logLevels } from "@/lib/model/log";

/** Levels as small numbers: 0 none, 1 trace … 6 fatal. */
export const NO_LEVEL = 0;
export const INFO = 3;
export const WARN = 4;
export const ERROR = 5;

const words = new Map<string, number>([
  ["trace", 1],
  ["trce", 1],
  ["finest", 1],
  ["debug", 2],
  ["dbug", 2],
  ["fine", 2],
  ["verbose", 2],
  ["info", 3],
  ["information", 3],
  ["notice", 3],
  ["log", 3],
  ["warn", 4],
  ["warning", 4],
  ["error", 5],
  ["err", 5],
  ["fail", 5],
  ["severe", 5],
  ["exception", 5],
  ["fatal", 6],
  ["critical", 6],
  ["crit", 6],
  ["panic", 6],
  ["alert", 6],
  ["emergency", 6],
]);

/** Code of a level as any runtime or logger spells it; 0 for another word. */
export function levelCodeOfWord(word: string): number {
  return words.get(word.trim().toLowerCase()) ?? NO_LEVEL;
}

/** The numbers of pino and bunyan: 10 trace … 60 fatal. */
export function levelCodeOfNumber(value: number): number {
  return value >= 10 && value <= 60 ? Math.floor(value / 10) : NO_LEVEL;
}

export function levelOfCode(code: number): LogLevel | null {
  return code === NO_LEVEL ? null : (logLevels[code - 1] ?? null);
}

export function codeOfLevel(level: LogLevel | null): number {
  return level === null ? NO_LEVEL : logLevels.indexOf(level) + 1;
}
