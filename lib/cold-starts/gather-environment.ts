import type {
  Activity,
  ColdReportFacts,
  EnvironmentFacts,
  InitReportFacts,
  LimitSigns,
  Span,
} from "@/lib/cold-starts/environment-facts";
import { endsProcess, type PlatformLine } from "@/lib/cold-starts/platform-line";

export type EnvironmentName = Pick<EnvironmentFacts, "functionName" | "version" | "group" | "stream">;

/** The facts of one stream from its lines, in any order. Lines after the window tell of what began inside it. */
export function gatherEnvironment(
  name: EnvironmentName,
  lines: readonly PlatformLine[],
  window: Span,
): EnvironmentFacts {
  const of = (...kinds: readonly PlatformLine["what"][]) => lines.filter(({ what }) => kinds.includes(what));
  const begins = of("init-start", "restore-start");
  const starts = of("start");
  const seen = of("start", "report");
  const inside = lines.filter(({ atMs }) => atMs >= window.fromMs && atMs < window.toMs);
  return {
    ...name,
    startedMs: latest(begins),
    restored: begins.some(({ what }) => what === "restore-start"),
    provisioned: lines.some(({ initializationType }) => initializationType === "provisioned-concurrency"),
    initReport: initReportOf(of("init-report")),
    coldReport: coldReportOf(of("report")),
    firstStartMs: starts.length === 0 ? null : Math.min(...starts.map(({ atMs }) => atMs)),
    lastSeenMs:
      latest(seen) ?? latest(lines.filter(({ what }) => what !== "response-refused")) ?? window.fromMs,
    before: activityOf(lines.filter(({ atMs }) => atMs < window.fromMs)),
    inside: activityOf(inside),
    limits: limitSignsOf(inside),
  };
}

function activityOf(lines: readonly PlatformLine[]): Activity {
  const starts = lines.filter(({ what }) => what === "start");
  const deaths = lines.filter(endsProcess);
  return {
    starts: starts.length,
    reports: lines.filter(({ what }) => what === "report").length,
    lastStartMs: latest(starts),
    deaths: deaths.length,
    lastDeathMs: latest(deaths),
  };
}

function limitSignsOf(lines: readonly PlatformLine[]): LimitSigns {
  const reports = lines.filter(({ what }) => what === "report");
  const signs = (sign: PlatformLine["sign"]) => lines.filter((line) => line.sign === sign).length;
  return {
    memorySizeMb: most(reports.map(({ memorySizeMb }) => memorySizeMb)),
    maxMemoryUsedMb: most(reports.map(({ maxMemoryUsedMb }) => maxMemoryUsedMb)),
    outOfMemory: signs("out-of-memory"),
    killed: signs("killed"),
    full: reports.filter(
      ({ memorySizeMb, maxMemoryUsedMb }) =>
        memorySizeMb !== null && maxMemoryUsedMb !== null && maxMemoryUsedMb >= memorySizeMb,
    ).length,
    tooLarge: signs("response-too-large"),
    refused: lines.filter(({ what }) => what === "response-refused").length,
  };
}

/** One environment writes one; of several (an init that failed more than once) the failure counts. */
function initReportOf(lines: readonly PlatformLine[]): InitReportFacts | null {
  if (lines.length === 0) return null;
  const failed = lines.filter(({ status }) => status !== null && status !== "success");
  const telling = failed.length > 0 ? failed : lines;
  return {
    atMs: latest(telling) ?? 0,
    durationMs: most(telling.map(({ durationMs }) => durationMs)),
    failed: failed.length > 0,
  };
}

function coldReportOf(reports: readonly PlatformLine[]): ColdReportFacts | null {
  const cold = reports.find(({ initMs, restoreMs }) => initMs !== null || restoreMs !== null);
  if (cold === undefined) return null;
  const { atMs, initMs, restoreMs, billedRestoreMs, durationMs, billedDurationMs } = cold;
  return { atMs, initMs, restoreMs, billedRestoreMs, durationMs, billedDurationMs };
}

function latest(lines: readonly PlatformLine[]): number | null {
  return lines.reduce<number | null>((last, { atMs }) => (last === null || atMs > last ? atMs : last), null);
}

function most(values: readonly (number | null)[]): number | null {
  return values.reduce((top, value) => (top === null || (value !== null && value > top) ? value : top), null);
}
