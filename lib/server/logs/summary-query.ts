import "server-only";
import type { InsightsRow } from "@/lib/aws/logs-insights";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { LogSummary } from "@/lib/model/views/log-summary";
import type { Interval } from "@/lib/model/views/logs";

const MAX_BINS = 120;

const BINS = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  ...[1, 2, 5, 10, 30].map((n) => n * MINUTE_MS),
  ...[1, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 7].map((n) => n * DAY_MS),
];

/** How the formats of aws-facts spell trouble. One word of a list makes a line count, once. */
const ERROR_WORDS = [
  "[ERROR]",
  "\tERROR\t",
  " ERROR ",
  '"level":"ERROR"',
  '"level":"error"',
  '"level":"FATAL"',
  '"level":"fatal"',
  '"log_level":"ERROR"',
  "Task timed out",
  "Runtime.ExitError",
  "Status: timeout",
  "Status: error",
  '"status":"timeout"',
  '"status":"error"',
  '"status":"failure"',
];
const WARNING_WORDS = ["[WARN", "\tWARN\t", " WARN ", '"level":"WARN', '"level":"warn'];

export function binFor({ fromMs, toMs }: Interval): number {
  return BINS.find((bin) => (toMs - fromMs) / bin <= MAX_BINS) ?? 7 * DAY_MS;
}

/** Lines, error lines and warnings by bin. */
export function summaryQuery(binMs: number): string {
  return [
    `stats count(*) as lines, ${sumOf(ERROR_WORDS)} as errorLines, ${sumOf(WARNING_WORDS)} as warningLines`,
    `by bin(${binMs / SECOND_MS}s) as bin`,
  ].join(" ");
}

function sumOf(words: readonly string[]): string {
  const tests = words.map((word) => `strcontains(@message, ${quoted(word)})`);
  return `sum(greatest(${tests.join(", ")}))`;
}

function quoted(word: string): string {
  return word.includes('"') ? `'${word}'` : `"${word}"`;
}

/** `2026-11-20 23:00:00.000` is UTC. [D] A row that does not fit is left out. */
export function binsOf(rows: readonly InsightsRow[]): NonNullable<LogSummary["bins"]> {
  return rows
    .flatMap((row) => {
      const fromMs = Date.parse(`${(row.bin ?? "").replace(" ", "T")}Z`);
      if (Number.isNaN(fromMs)) return [];
      const count = (name: string) => Number(row[name] ?? 0) || 0;
      return [
        {
          fromMs,
          lines: count("lines"),
          errorLines: count("errorLines"),
          warningLines: count("warningLines"),
        },
      ];
    })
    .sort((a, b) => a.fromMs - b.fromMs);
}
