import "server-only";
import type { InsightsRow } from "@/lib/aws/logs-insights";
import { groupErrors } from "@/lib/logs/errors/error-groups";
import { errorSightings } from "@/lib/logs/errors/error-sightings";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { LineLevels } from "@/lib/logs/levels";
import { createLogBook } from "@/lib/logs/log-book";
import type { GroupCounts, SlowRequest, SummaryError } from "@/lib/model/views/log-summary";
import { keepOwn } from "@/lib/server/logs/of-function";
import type { ResolvedSource } from "@/lib/server/logs/resolve-sources";
import { countOf, instantOf } from "@/lib/server/logs/summary-query";

const KINDS_OF_ERRORS = 20;

/** The sources of each group. A group that no source names (it cannot be) has none. */
export class SourcesByGroup {
  readonly #sources = new Map<string, ResolvedSource["source"][]>();

  constructor(sources: readonly ResolvedSource[]) {
    for (const { source, groups } of sources) {
      for (const group of groups) this.#sources.set(group, [...(this.#sources.get(group) ?? []), source]);
    }
  }

  of(group: string): readonly ResolvedSource["source"][] {
    return this.#sources.get(group) ?? [];
  }

  /** Of the sources that share a group the one that a stream belongs to; null: to none that was asked for. */
  owner(group: string, stream: string): ResolvedSource["source"] | null {
    return this.of(group).find((source) => keepOwn(source, [{ stream }]).length > 0) ?? null;
  }
}

/** Without rows of functions that share a group with those that were asked for. */
export function ownRows(rows: readonly InsightsRow[], sources: SourcesByGroup): readonly InsightsRow[] {
  return rows.filter((row) => sourcesOf(row, sources).length > 0);
}

/** Several where a stream's name does not tell which of them wrote it. */
function sourcesOf(row: InsightsRow, sources: SourcesByGroup): readonly ResolvedSource["source"][] {
  const named = sources.of(groupOf(row));
  const fn = row.fn ?? "";
  return fn === "" ? named : named.filter(({ functionName }) => functionName === null || functionName === fn);
}

/** Counts of the whole window by group, in shared groups by function; busiest first. */
export function groupCounts(rows: readonly InsightsRow[], sources: SourcesByGroup): GroupCounts[] {
  const keyOf = (row: InsightsRow) =>
    [groupOf(row), ...sourcesOf(row, sources).map(({ key }) => key)].join(" ");
  return [...gatherBy(rows, keyOf).values()]
    .map((own): GroupCounts => {
      const [first = {}] = own;
      const group = groupOf(first);
      const sum = (name: string) => own.reduce((total, row) => total + countOf(row, name), 0);
      const named = sourcesOf(first, sources);
      const lines = sum("lines");
      const errorLines = sum("errorLines");
      return {
        group,
        sources: named.map(({ key }) => key),
        label: named.map(({ label }) => label).join(", ") || group,
        lines,
        errorLines,
        warningLines: sum("warningLines"),
        ...requestsIn(named[0]?.kind ?? "group", sum, lines, errorLines),
      };
    })
    .sort((a, b) => b.lines - a.lines || a.group.localeCompare(b.group));
}

function requestsIn(
  kind: ResolvedSource["source"]["kind"],
  sum: (name: string) => number,
  lines: number,
  errorLines: number,
): Pick<GroupCounts, "requests" | "failed"> {
  // None where lines tell of errors is no proof of none: that format may not say.
  const told = (count: number) => (count === 0 && errorLines > 0 ? null : count);
  switch (kind) {
    case "api-access":
      return { requests: lines, failed: sum("access5xx") === 0 ? null : sum("access5xx") };
    case "api-execution":
      return { requests: sum("completed"), failed: sum("completed5xx") };
    default: {
      const reports = sum("reports");
      // At system log level WARN functions write no reports. [D monitoring-cloudwatchlogs-advanced]
      return reports === 0
        ? { requests: null, failed: null }
        : { requests: reports, failed: told(sum("failedReports")) };
    }
  }
}

/** Error lines by fingerprint, as a load groups them. */
export function topErrors(rows: readonly InsightsRow[], sources: SourcesByGroup): SummaryError[] {
  const all = new Map<string, ResolvedSource["source"]>();
  const events = rows.flatMap((row) => {
    const timestampMs = instantOf(row.time);
    const group = groupOf(row);
    const stream = row.stream ?? "";
    const source = sources.owner(group, stream);
    if (timestampMs === null || source === null) return [];
    all.set(source.key, source);
    const ingestionMs = instantOf(row.taken) ?? timestampMs;
    const id = row.ptr ?? `${group} ${stream} ${timestampMs} ${row.message}`;
    return [{ source, event: { id, timestampMs, ingestionMs, group, stream, message: row.message ?? "" } }];
  });
  const book = createLogBook([...all.values()]);
  for (const [source, own] of gatherBy(events, (one) => one.source)) {
    book.add(
      own.map(({ event }) => event),
      source.key,
    );
  }
  const readers = { book, levels: new LineLevels(book), invocations: new InvocationReader(book) };
  return groupErrors(errorSightings(readers, book.lines()))
    .slice(0, KINDS_OF_ERRORS)
    .map((group) => ({
      hash: group.hash,
      title: group.title,
      type: group.type,
      count: group.count,
      firstMs: group.firstMs,
      lastMs: group.lastMs,
      functionNames: [...group.functionNames],
      sampleRequestId: group.samples[0]?.requestId ?? null,
      source: group.samples[0] === undefined ? "" : book.sourceOf(group.samples[0].line).key,
    }));
}

/** The version that a stream's name tells: `2026/01/15/[7]ab…`, `2026/01/15/my-fn[$LATEST]ab…`. */
const VERSION = /\[([^\]]+)\]/;

/** Rows as Insights sorted them, without those of functions that share a group and were not asked for. */
export function slowRequests(rows: readonly InsightsRow[], sources: SourcesByGroup): SlowRequest[] {
  return rows.flatMap((row) => {
    const stream = row.stream ?? "";
    const source = sources.owner(groupOf(row), stream);
    const endMs = instantOf(row.time);
    const durationMs = Number(row.durationMs ?? Number.NaN);
    if (source === null || endMs === null || !Number.isFinite(durationMs) || !row.requestId) return [];
    return [
      {
        requestId: row.requestId,
        endMs,
        durationMs,
        functionName: source.functionName,
        version: VERSION.exec(stream)?.[1] ?? null,
        source: source.key,
      },
    ];
  });
}

/** `@log` is `account:group`. [D CWL_AnalyzeLogData-discoverable-fields] */
function groupOf(row: InsightsRow): string {
  return (row.log ?? "").replace(/^\d+:/, "");
}

/** `Map.groupBy`, which Node.js 20 lacks. */
function gatherBy<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const gathered = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = gathered.get(key);
    if (known === undefined) gathered.set(key, [item]);
    else known.push(item);
  }
  return gathered;
}
