import "server-only";
import type { InsightsRow } from "@/lib/aws/logs-insights";
import type { EnvironmentFacts } from "@/lib/cold-starts/environment-facts";

/** The requests whose REPORT has an init or a restore, in both formats. Plain texts first: they leave few lines to parse. */
export const COLD_REPORTS = [
  'filter @message like "REPORT RequestId: " or @message like \'"type":"platform.report"\'',
  'filter @message like "\tInit Duration: " or @message like "\tRestore Duration: " or @message like \'"initDurationMs":\' or @message like \'"restoreDurationMs":\'',
  'filter @message like /^(REPORT RequestId: |\\{"time":"[^"]+","type":"platform\\.report")/',
  "parse @message /\tRestore Duration: (?<restoreText>[0-9.]+) ms/",
  "fields coalesce(record.requestId, @requestId) as requestId, coalesce(@initDuration, record.metrics.initDurationMs) as initMs, coalesce(restoreText, record.metrics.restoreDurationMs) as restoreMs, @log as log",
].join(" | ");

/** The first START of environments whose init failed: their REPORT has no init, though it was waited for. */
export function firstStarts(environments: readonly EnvironmentFacts[]): string {
  const streams = environments.map(({ stream }) => `"${stream}"`).join(", ");
  const times = environments.map(({ firstStartMs }) => firstStartMs ?? 0).join(", ");
  return [
    `filter toMillis(@timestamp) in [${times}]`,
    `filter @logStream in [${streams}]`,
    'filter @message like /^(START RequestId: |\\{"time":"[^"]+","type":"platform\\.start")/',
    "fields coalesce(record.requestId, @requestId) as requestId, @logStream as stream, @log as log",
  ].join(" | ");
}

/** Environments whose first request waited for an init that failed, and how long that was is known. */
export function failedInits(environments: readonly EnvironmentFacts[]): readonly EnvironmentFacts[] {
  return environments.filter(({ initReport, coldReport, firstStartMs }) => {
    if (initReport?.failed !== true || initReport.durationMs === null) return false;
    return coldReport === null && firstStartMs !== null && firstStartMs >= initReport.atMs;
  });
}

/** By request id, how long it waited; a row without either is left out. */
export function waitsOfRows(rows: readonly InsightsRow[]): readonly (readonly [string, number])[] {
  return rows.flatMap((row): [string, number][] => {
    const ms = [row.initMs, row.restoreMs].map(Number).find((value) => Number.isFinite(value) && value > 0);
    return row.requestId === undefined || row.requestId === "" || ms === undefined
      ? []
      : [[row.requestId, ms]];
  });
}
