import "server-only";
import { type InsightsRow, type InsightsState, runInsightsQuery } from "@/lib/aws/logs-insights";
import type { Failure } from "@/lib/model/failure";
import type { Window } from "@/lib/model/metric";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Groups that one query may name. [M StartQuery] */
const MOST_GROUPS = 50;
/** [D cloudwatch_limits_cwl] */
export const MOST_ROWS = 10_000;

export interface QueryRead {
  readonly rows: readonly InsightsRow[];
  readonly bytesScanned: number;
  /** Groups of a query that failed, and why. */
  readonly unread: ReadonlyMap<string, Failure>;
  /** A query had as many rows as one may have: there may be more. */
  readonly limited: boolean;
}

/** Asks Logs Insights one question, in one query for up to 50 groups. The groups have to exist. */
export async function runWasteQuery(
  view: ViewRequest,
  groups: readonly string[],
  { fromMs, toMs }: Window,
  text: string,
): Promise<QueryRead> {
  const batches = Array.from({ length: Math.ceil(groups.length / MOST_GROUPS) }, (_, i) =>
    groups.slice(i * MOST_GROUPS, (i + 1) * MOST_GROUPS),
  );
  const parts = await Promise.all(
    batches.map((batch) => runBatch(view, { groups: batch, fromMs, toMs, text, limit: MOST_ROWS })),
  );
  return {
    rows: parts.flatMap(({ rows }) => rows),
    bytesScanned: parts.reduce((sum, part) => sum + part.bytesScanned, 0),
    unread: new Map(parts.flatMap(({ unread }) => [...unread])),
    limited: parts.some(({ limited }) => limited),
  };
}

async function runBatch(
  view: ViewRequest,
  query: Parameters<typeof runInsightsQuery>[1],
): Promise<QueryRead> {
  let last: InsightsState | null = null;
  try {
    for await (const state of runInsightsQuery(view.scope, query)) last = state;
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null || view.scope.signal.aborted) throw error;
    const unread = new Map(query.groups.map((group) => [group, failure]));
    return { rows: [], bytesScanned: 0, unread, limited: false };
  }
  if (last?.state !== "complete") throw new Error("An Insights query ended without its last state.");
  const { rows, bytesScanned } = last;
  return { rows, bytesScanned, unread: new Map(), limited: rows.length >= query.limit };
}
