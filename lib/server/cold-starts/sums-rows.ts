import "server-only";
import { groupOfLog, type InsightsRow } from "@/lib/aws/logs-insights";
import {
  type Activity,
  type ColdReportFacts,
  type EnvironmentFacts,
  type LimitSigns,
  noActivity,
  noLimitSigns,
  type Reach,
} from "@/lib/cold-starts/environment-facts";
import { nameOf } from "@/lib/server/cold-starts/read-lines";
import { instantIn } from "@/lib/server/cold-starts/sums-query";

/** Environments from the rows of `sumsQuery`, of which each has up to three. A row without a stream is left out. */
export function environmentsOfRows(rows: readonly InsightsRow[], reach: Reach): EnvironmentFacts[] {
  const streams = new Map<string, { group: string; stream: string; rows: InsightsRow[] }>();
  for (const row of rows) {
    const stream = row.stream ?? "";
    if (stream === "") continue;
    const group = groupOfLog(row.log);
    const key = `${group} ${stream}`;
    const known = streams.get(key);
    if (known === undefined) streams.set(key, { group, stream, rows: [row] });
    else known.rows.push(row);
  }
  return [...streams.values()].map(({ group, stream, rows: own }) =>
    environmentOf(group, stream, own, reach),
  );
}

function environmentOf(
  group: string,
  stream: string,
  rows: readonly InsightsRow[],
  reach: Reach,
): EnvironmentFacts {
  const instants = (name: Parameters<typeof instantIn>[1]) =>
    rows.flatMap((row) => instantIn(row[name], name, reach) ?? []);
  const last = (name: Parameters<typeof instantIn>[1]) => highest(instants(name));
  const starts = instants("firstStart");
  const startedMs = last("began");
  const initAtMs = last("initAt");
  const place = (wanted: number) => rows.find((row) => Number(row.place) === wanted);
  return {
    ...nameOf(group, stream),
    startedMs,
    restored: any(rows, "restored"),
    provisioned: any(rows, "provisioned"),
    initReport:
      initAtMs === null
        ? null
        : { atMs: initAtMs, durationMs: most(rows, "phase"), failed: any(rows, "failed") },
    coldReport: coldReportOf(rows, last("coldAt")),
    firstStartMs: starts.length === 0 ? null : Math.min(...starts),
    lastSeenMs: last("lastSeen") ?? initAtMs ?? startedMs ?? last("lastDeath") ?? reach.window.fromMs,
    before: activityOf(place(-1), reach),
    inside: activityOf(place(0), reach),
    limits: limitSignsOf(place(0)),
  };
}

function activityOf(row: InsightsRow | undefined, reach: Reach): Activity {
  if (row === undefined) return noActivity;
  return {
    starts: countIn(row, "starts"),
    reports: countIn(row, "reports"),
    lastStartMs: instantIn(row.lastStart, "lastStart", reach),
    deaths: countIn(row, "deaths"),
    lastDeathMs: instantIn(row.lastDeath, "lastDeath", reach),
  };
}

function limitSignsOf(row: InsightsRow | undefined): LimitSigns {
  if (row === undefined) return noLimitSigns;
  return {
    memorySizeMb: most([row], "memorySize"),
    maxMemoryUsedMb: most([row], "memoryUsed"),
    outOfMemory: countIn(row, "outOfMemory"),
    killed: countIn(row, "killed"),
    full: countIn(row, "full"),
    tooLarge: countIn(row, "tooLarge"),
    refused: countIn(row, "refused"),
  };
}

function coldReportOf(rows: readonly InsightsRow[], atMs: number | null): ColdReportFacts | null {
  if (atMs === null) return null;
  return {
    atMs,
    initMs: most(rows, "coldInit"),
    restoreMs: most(rows, "coldRestore"),
    billedRestoreMs: most(rows, "coldBilledRestore"),
    durationMs: most(rows, "coldRan"),
    billedDurationMs: most(rows, "coldBilled"),
  };
}

/** A sum of nothing is empty. */
function countIn(row: InsightsRow, name: string): number {
  return Number(row[name] ?? 0) || 0;
}

/** The highest above 0: a line that is none of the wanted ones counts as 0, and no phase takes none. */
function most(rows: readonly InsightsRow[], name: string): number | null {
  return highest(
    rows.flatMap((row) => {
      const value = Number(row[name] ?? 0);
      return Number.isFinite(value) && value > 0 ? value : [];
    }),
  );
}

function any(rows: readonly InsightsRow[], name: string): boolean {
  return rows.some((row) => Number(row[name] ?? 0) > 0);
}

function highest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
