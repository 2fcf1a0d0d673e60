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
const REPORT_WORDS = ["REPORT RequestId: ", '"type":"platform.report"'];
/** In a report. Text reports of runtimes before 2025 have no status at all. */
const FAILED_WORDS = [
  "\tStatus: timeout",
  "\tStatus: error",
  '"status":"timeout"',
  '"status":"error"',
  '"status":"failure"',
];
/** The line of an execution log that ends a request. */
const COMPLETED = "Method completed with status: ";
/** Server errors as JSON access logs spell them; other formats do not tell. */
const ACCESS_5XX = ['"status":"5', '"status":5', '"status": "5', '"status": 5'];

export function binFor({ fromMs, toMs }: Interval): number {
  return BINS.find((bin) => (toMs - fromMs) / bin <= MAX_BINS) ?? 7 * DAY_MS;
}

/** The function that a stream's name tells, in groups that functions may share: `2026/01/15/my-fn[$LATEST]…`. */
const OWNER = "parse @logStream /^\\d{4}\\/\\d{2}\\/\\d{2}\\/(?<fn>[A-Za-z0-9_-]+)\\[/";

/** Lines, error lines, warnings and requests by bin, group and function, in one scan. */
export function countsQuery(binMs: number): string {
  const report = anyOf(REPORT_WORDS);
  const columns = [
    "count(*) as lines",
    `sum(${anyOf(ERROR_WORDS)}) as errorLines`,
    `sum(${anyOf(WARNING_WORDS)}) as warningLines`,
    `sum(${report}) as reports`,
    `sum(${report} * ${anyOf(FAILED_WORDS)}) as failedReports`,
    `sum(${has(COMPLETED)}) as completed`,
    `sum(${has(`${COMPLETED}5`)}) as completed5xx`,
    `sum(${anyOf(ACCESS_5XX)}) as access5xx`,
  ];
  return `${OWNER} | stats ${columns.join(", ")} by bin(${binMs / SECOND_MS}s) as bin, @log as log, fn`;
}

/** Lines that tell of trouble, newest first. */
export function errorsQuery(): string {
  const tests = ERROR_WORDS.map((word) => `@message like ${quoted(word)}`);
  return `filter ${tests.join(" or ")} | fields @timestamp as time, @ingestionTime as taken, @log as log, @logStream as stream, @ptr as ptr, @message as message | sort @timestamp desc`;
}

/** Reports by duration. */
export function slowestQuery(): string {
  return [
    `filter @message like "REPORT RequestId: " or @message like '"type":"platform.report"'`,
    "fields coalesce(@duration, record.metrics.durationMs) as durationMs, coalesce(record.requestId, @requestId) as requestId, @timestamp as time, @log as log, @logStream as stream",
    "filter ispresent(durationMs)",
    "sort durationMs desc",
  ].join(" | ");
}

function anyOf(words: readonly string[]): string {
  return `greatest(${words.map(has).join(", ")})`;
}

function has(word: string): string {
  return `strcontains(@message, ${quoted(word)})`;
}

function quoted(word: string): string {
  return word.includes('"') ? `'${word}'` : `"${word}"`;
}

/** `2026-11-20 23:00:00.000` is UTC. [D] null for anything else. */
export function instantOf(text: string | undefined): number | null {
  const ms = Date.parse(`${(text ?? "").replace(" ", "T")}Z`);
  return Number.isNaN(ms) ? null : ms;
}

/** A row's count; absent or no number is 0, as sums over no lines are. */
export function countOf(row: InsightsRow, name: string): number {
  return Number(row[name] ?? 0) || 0;
}

/** Rows of all groups by bin, ascending. A row that does not fit is left out. */
export function binsOf(rows: readonly InsightsRow[]): NonNullable<LogSummary["bins"]> {
  const bins = new Map<number, NonNullable<LogSummary["bins"]>[number]>();
  for (const row of rows) {
    const fromMs = instantOf(row.bin);
    if (fromMs === null) continue;
    const known = bins.get(fromMs) ?? { fromMs, lines: 0, errorLines: 0, warningLines: 0 };
    bins.set(fromMs, {
      fromMs,
      lines: known.lines + countOf(row, "lines"),
      errorLines: known.errorLines + countOf(row, "errorLines"),
      warningLines: known.warningLines + countOf(row, "warningLines"),
    });
  }
  return [...bins.values()].sort((a, b) => a.fromMs - b.fromMs);
}
