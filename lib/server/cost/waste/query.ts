import "server-only";
import { inWindow } from "@/lib/aws/logs-insights";
import { SECOND_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";

/** The first attempt of a request may have been before the window: further ones follow after one and two minutes. */
export const RETRY_REACH_MS = 20 * 60 * SECOND_MS;

/** Owner of a line in a group that functions share: `2026/01/15/my-fn[$LATEST]…`. */
const OWNER = "parse @logStream /^\\d{4}\\/\\d{2}\\/\\d{2}\\/(?<fn>[A-Za-z0-9_-]+)\\[/";

const REPORT = 'REPORT RequestId: |\\{"time":"[^"]+","type":"platform\\.report"';
/** Functions whose REPORT has no status yet. */
const TIMED_OUT = "\\d{4}-[^ ]+Z [0-9a-f-]+ Task timed out after ";

/**
 * Where a runtime or logger puts the level of a line: Node.js and .NET behind time and request ID, Python and Java in
 * brackets, log4j2 behind time and request ID with blanks, Ruby behind its letter, JSON as a member of the root.
 */
const BEFORE_LEVEL = [
  "\\d{4}-[^\\t ]+\\t[^\\t]*\\t",
  "\\[",
  "\\d{4}-[0-9-]+ [0-9:.,]+ [^ ]+ ",
  "D, \\[[^\\]]*\\] +",
  '\\{[^{]*?"(?:level|log_level|severity)": ?"',
].join("|");
/** A word that only begins like a level, as in `[trace-id: 1]`, has another character behind it. */
const AFTER_LEVEL = '[\\t\\] "]';
const DEBUG_WORDS = "TRACE|DEBUG|Trace|Debug|trace|debug|trce|dbug";

const isReport =
  'greatest(strcontains(@message, "REPORT RequestId: "), strcontains(@message, \'"type":"platform.report"\'))';
const isTimeout =
  'greatest(strcontains(@message, "\tStatus: timeout"), strcontains(@message, \'"status":"timeout"\'))';
/** `@memorySize` counts 1,000,000 bytes a MB. [D CWL_AnalyzeLogData-discoverable-fields] */
const memoryMb = "coalesce(record.metrics.memorySizeMB, @memorySize / 1000000)";
const billedMs = "coalesce(@billedDuration, record.metrics.billedDurationMs)";

/**
 * Sums over REPORTs by function and memory size, and over lines of level DEBUG and TRACE, in one scan. Only how a line
 * begins decides what it is: a DEBUG line that quotes a REPORT has a level, and its row is no row of REPORTs.
 */
export function wasteQuery(window: Window): string {
  return [
    inWindow(window),
    `filter @message like /^(?:${REPORT}|${TIMED_OUT}|(?:${BEFORE_LEVEL})(?:${DEBUG_WORDS})${AFTER_LEVEL})/`,
    OWNER,
    `parse @message /^(?:${BEFORE_LEVEL})(?<debugLevel>${DEBUG_WORDS})${AFTER_LEVEL}/`,
    `parse @message /^${TIMED_OUT}(?<patience>[0-9.]+) seconds/`,
    [
      `fields ${isReport} as reported`,
      `${isTimeout} as stopped`,
      `${memoryMb} as memoryMb`,
      "coalesce(record.metrics.maxMemoryUsedMB, @maxMemoryUsed / 1000000) as usedMb",
      `${billedMs} as billedMs`,
      "ceil(coalesce(@duration, record.metrics.durationMs)) as ranMs",
    ].join(", "),
    [
      "stats count(*) as lines",
      "sum(strlen(@message)) as characters",
      "sum(reported) as reports",
      "sum(reported * billedMs) as billed",
      "sum(reported * ranMs) as handler",
      "max(reported * usedMb) as used",
      "sum(reported * stopped) as timeouts",
      "sum(reported * stopped * ranMs) as timeoutMs",
      "count(patience) as oldTimeouts",
      "sum(patience) as oldSeconds by @log as log, fn, memoryMb, debugLevel",
    ].join(", "),
  ].join(" | ");
}

/** Requests with more than one REPORT, dearest first; `fromMs` of the query lies before the window. */
export function retriesQuery({ fromMs, toMs }: Window): string {
  const inside = `greatest(0, least(1, 1 + floor((toMillis(@timestamp) - ${fromMs}) / ${Math.max(1, toMs - fromMs)})))`;
  return [
    `filter toMillis(@timestamp) < ${toMs}`,
    `filter @message like /^(?:${REPORT})/`,
    OWNER,
    `fields coalesce(record.requestId, @requestId) as requestId, ${memoryMb} as memoryMb, ${inside} as inside`,
    `fields inside * ${billedMs} as billedMs`,
    [
      "stats count(*) as attempts",
      "sum(inside) as within",
      "earliest(inside) as firstWithin",
      "sum(billedMs) as billed",
      "earliest(billedMs) as firstBilled",
      // Attempts of two versions may have two sizes: the larger one is taken.
      "max(memoryMb) as sizeMb",
      "max(toMillis(@timestamp)) as lastAt by @log as log, fn, requestId",
    ].join(", "),
    "filter attempts > 1",
    "sort billed desc",
  ].join(" | ");
}
