import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import { HOUR_MS, SECOND_MS } from "@/lib/base/time";
import { firstAtLeast, peakOf, type Series } from "@/lib/concurrency/series";
import { healthOfShare, shareOf, WARNING_SHARE } from "@/lib/model/health-of-share";
import type { Unit } from "@/lib/model/views/common";
import type { LimitKind, LimitRow } from "@/lib/model/views/concurrency";

/** What CloudWatch and the configuration say of a function's limits; a series without values is no row. */
export interface FunctionLimitFigures {
  readonly name: string;
  /** null when the configuration could not be read. */
  readonly timeoutMs: number | null;
  readonly memoryMb: number | null;
  readonly durationMax: Series;
  readonly durationP99Ms: number | null;
  /** Share 0–1 of the memory size, by Lambda Insights; null where the function does not have it. */
  readonly memory: Series | null;
  /** null without a stream as event source. */
  readonly iteratorAge: Series | null;
  /** A retention that cannot be longer than 24 hours: DynamoDB streams. */
  readonly fixedRetention: boolean;
  readonly asyncAge: Series | null;
  readonly dropped: Series | null;
  readonly deadLetterErrors: Series | null;
  readonly destinationFailures: Series | null;
}

export interface StageLimitFigures {
  readonly apiId: string;
  readonly name: string;
  readonly stage: string;
  /** Requests per period. */
  readonly count: Series;
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** [D services-kinesis-create, with-ddb]: how long a record stays in a stream that is not configured otherwise. */
const RETENTION_MS = 24 * HOUR_MS;
/** [D invocation-async-error-handling]: how long an event is tried where nothing else is configured. */
const EVENT_AGE_MS = 6 * HOUR_MS;

/** Everything that is held against a limit, nearest first; lost events before all. */
export function limitRows(
  functions: readonly FunctionLimitFigures[],
  stages: readonly StageLimitFigures[],
): LimitRow[] {
  return [...functions.flatMap(functionRows), ...stages.flatMap(stageRows)].sort(
    (a, b) => (b.share ?? 2) - (a.share ?? 2) || a.name.localeCompare(b.name) || a.kind.localeCompare(b.kind),
  );
}

function functionRows(figures: FunctionLimitFigures): LimitRow[] {
  const { name, timeoutMs, memoryMb, memory, iteratorAge, fixedRetention, asyncAge } = figures;
  const used = (
    kind: LimitKind,
    unit: Unit,
    series: Series | null,
    limit: number | null,
    note: string | null,
  ) => usedRow({ kind, name, apiId: null, stage: null, unit, note }, series, limit);
  const lost = (kind: LimitKind, series: Series | null) => lostRow(kind, name, series);
  const p99 = figures.durationP99Ms;
  const memorySeries =
    memory === null || memoryMb === null
      ? null
      : { ...memory, values: memory.values.map((share) => (share === null ? null : share * memoryMb)) };
  return [
    used(
      "duration",
      "ms",
      figures.durationMax,
      timeoutMs,
      p99 === null ? "Longest run" : `Longest run; p99 ${formatDuration(p99)}`,
    ),
    used("memory", "mb", memorySeries, memoryMb, "By Lambda Insights"),
    used(
      "iterator-age",
      "ms",
      iteratorAge,
      RETENTION_MS,
      fixedRetention
        ? "A DynamoDB stream keeps records for 24 h"
        : "Against the default retention of 24 h; a longer one is not read",
    ),
    used(
      "async-age",
      "ms",
      asyncAge,
      EVENT_AGE_MS,
      "Against the default maximum of 6 h; a shorter one is not read",
    ),
    lost("events-dropped", figures.dropped),
    lost("dead-letter", figures.deadLetterErrors),
    lost("destination", figures.destinationFailures),
  ].flatMap((row) => row ?? []);
}

function stageRows({ apiId, name, stage, count, rateLimit, burstLimit }: StageLimitFigures): LimitRow[] {
  const perSecond = count.periodMs / SECOND_MS;
  const rate = { ...count, values: count.values.map((value) => (value === null ? null : value / perSecond)) };
  const note = `Mean of the busiest ${formatDuration(count.periodMs)}, moments may be higher; burst ${formatCount(burstLimit)}`;
  const row = usedRow({ kind: "api-rate", name, apiId, stage, unit: "per-second", note }, rate, rateLimit);
  return row ? [row] : [];
}

type Head = Pick<LimitRow, "kind" | "name" | "apiId" | "stage" | "unit" | "note">;

function usedRow(head: Head, series: Series | null, limit: number | null): LimitRow | null {
  const peak = series === null ? null : peakOf(series);
  if (series === null || peak === null || limit === null) return null;
  const share = shareOf(peak.value, limit);
  return {
    ...head,
    used: peak.value,
    limit,
    share,
    sinceMs: firstAtLeast(series, WARNING_SHARE * limit),
    health: healthOfShare(share),
  };
}

/** Events that came to nothing: one is too many, and none is no row. */
function lostRow(kind: LimitKind, name: string, series: Series | null): LimitRow | null {
  const count = series?.values.reduce((sum: number, value) => sum + (value ?? 0), 0) ?? 0;
  if (series === null || count === 0) return null;
  return {
    kind,
    name,
    apiId: null,
    stage: null,
    unit: "count",
    used: count,
    limit: null,
    share: null,
    sinceMs: firstAtLeast(series, 1),
    health: "critical",
    note: LOST_NOTES[kind] ?? null,
  };
}

const LOST_NOTES: Partial<Record<LimitKind, string>> = {
  "events-dropped":
    "Asynchronous events given up after all attempts; a dead-letter queue or destination keeps them",
  "dead-letter": "Events that could not be written to the dead-letter target: check its existence and rights",
  destination: "Events that could not be written to the destination: check its existence and rights",
};
