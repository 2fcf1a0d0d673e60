import "server-only";
import type { InsightsRow } from "@/lib/aws/logs-insights";
import type { Span } from "@/lib/cold-starts/environment-facts";
import { accessPattern } from "@/lib/server/access-pattern";

/** Variables of an access log format, in the names that they get in a query. */
const VARIABLES = {
  "integration.requestId": "calledBy",
  awsEndpointRequestId: "calledToo",
  httpMethod: "method",
  routeKey: "routeKey",
  resourcePath: "resource",
  responseLatency: "latency",
  requestTimeEpoch: "epoch",
} as const satisfies Record<string, string>;

type Column = (typeof VARIABLES)[keyof typeof VARIABLES];

/** How a stage's access log is asked. */
export interface AccessQuery {
  /** Reads a line into columns, and keeps the requests that began in the window. */
  readonly head: string;
  readonly columns: ReadonlySet<Column>;
}

/** Below it, an epoch counts seconds. */
const SECONDS_BELOW = 100_000_000_000;

/**
 * The query for a format. null: it has no latency or no request id of the function, so that nothing can be joined.
 */
export function accessQuery(format: string, { fromMs, toMs }: Span): AccessQuery | null {
  const { pattern, columns } = accessPattern(format, columnOf);
  const called = columns.has("calledBy") || columns.has("calledToo");
  if (!called || !columns.has("latency")) return null;
  const between = (value: string) => `${value} >= ${fromMs} and ${value} < ${toMs}`;
  const began = columns.has("epoch")
    ? `(epoch >= ${SECONDS_BELOW} and ${between("epoch")}) or (epoch < ${SECONDS_BELOW} and ${between("epoch * 1000")})`
    : `(${between("toMillis(@timestamp) - latency")})`;
  return {
    // Whether AWS takes the last second as a whole is not documented: one more is asked for, and cut here.
    head: `filter ${between("toMillis(@timestamp)")} | parse @message /${pattern}/ | filter ${began}`,
    columns,
  };
}

/** Requests by what is alike in them: exact, where percentiles of Logs Insights are estimates. */
export function countsOfRoutes({ head, columns }: AccessQuery): string {
  const by = ["method", "routeKey", "resource", "latency"].filter((name) => columns.has(name as Column));
  return `${head} | stats count(*) as requests by @log as log, ${[...idLengths(columns), ...by].join(", ")}`;
}

/** The requests themselves that took at least so long, or whose function's request is one of a few. */
export function slowRequests(
  { head, columns }: AccessQuery,
  leastMs: number,
  ids: readonly string[] | null,
): string {
  const wanted =
    ids === null
      ? `latency >= ${Math.floor(leastMs)}`
      : [...columns]
          .filter((name) => name === "calledBy" || name === "calledToo")
          .map((name) => `${name} in [${ids.map((id) => `"${id}"`).join(", ")}]`)
          .join(" or ");
  return `${head} | filter ${wanted} | fields @log as log, ${[...columns].join(", ")} | sort latency desc`;
}

/** Whether a row says that a function was called: `-` stands for a missing value. */
export function isCalled(row: InsightsRow): boolean {
  return [row.idLength, row.idLengthToo].some((length) => Number(length ?? 0) > 1);
}

export function calledId(row: InsightsRow): string | null {
  return plain(row.calledBy) ?? plain(row.calledToo) ?? null;
}

export function latencyOf(row: InsightsRow): number | null {
  return /^\d{1,15}$/.test(row.latency ?? "") ? Number(row.latency) : null;
}

/** As the lines give it: method and resource of the format, else of its route key. */
export function routeOf(row: InsightsRow): string {
  const [, keyMethod, keyPath] = /^([A-Z]+) (\/.*)$/.exec(plain(row.routeKey) ?? "") ?? [];
  const parts = [plain(row.method) ?? keyMethod, plain(row.resource) ?? keyPath];
  return parts.filter((part) => part !== undefined).join(" ") || "unknown route";
}

function idLengths(columns: ReadonlySet<Column>): string[] {
  return [
    ...(columns.has("calledBy") ? ["strlen(calledBy) as idLength"] : []),
    ...(columns.has("calledToo") ? ["strlen(calledToo) as idLengthToo"] : []),
  ];
}

function columnOf(name: string): Column | null {
  const found = Object.entries(VARIABLES).find(([variable]) => variable === name);
  return found?.[1] ?? null;
}

function plain(value: string | undefined): string | undefined {
  return value === undefined || value === "" || value === "-" ? undefined : value;
}
