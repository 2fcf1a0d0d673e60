import "server-only";
import { type InsightsQuery, type InsightsRow, runInsightsQuery } from "@/lib/aws/logs-insights";
import type { Failure } from "@/lib/model/failure";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface InsightsAnswer {
  readonly rows: readonly InsightsRow[];
  readonly bytesScanned: number;
  /** All rows are there: neither did the query fail nor did it find as many as it may give. */
  readonly whole: boolean;
  readonly failures: readonly Failure[];
}

/** Runs a query to its end. Throws only when the page was left. */
export async function askInsights(view: ViewRequest, query: InsightsQuery): Promise<InsightsAnswer> {
  try {
    for await (const state of runInsightsQuery(view.scope, query)) {
      if (state.state !== "complete") continue;
      const { rows, bytesScanned } = state;
      return { rows, bytesScanned, whole: rows.length < query.limit, failures: [] };
    }
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null || view.scope.signal.aborted) throw error;
    return { rows: [], bytesScanned: 0, whole: false, failures: [failure] };
  }
  throw new Error("An Insights query ended without its last state.");
}

export interface GroupsAnswer {
  readonly rows: readonly InsightsRow[];
  readonly bytesScanned: number;
  /** Groups of queries that failed, and why. */
  readonly failed: ReadonlyMap<string, Failure>;
  /** Groups of which not every row is there: their query failed, or found as many as it may give. */
  readonly cut: ReadonlySet<string>;
  /** One of each query that failed. */
  readonly failures: readonly Failure[];
}

/** One question to any number of groups, which have to exist. Throws only when the page was left. */
export async function askGroups(view: ViewRequest, query: InsightsQuery): Promise<GroupsAnswer> {
  const parts = await Promise.all(
    batchesOf(query.groups).map(async (groups) => ({
      groups,
      ...(await askInsights(view, { ...query, groups })),
    })),
  );
  return {
    rows: parts.flatMap(({ rows }) => rows),
    bytesScanned: parts.reduce((sum, part) => sum + part.bytesScanned, 0),
    failed: new Map(
      parts.flatMap(({ groups, failures: [failure] }) =>
        failure === undefined ? [] : groups.map((group) => [group, failure] as const),
      ),
    ),
    cut: new Set(parts.flatMap(({ groups, whole }) => (whole ? [] : groups))),
    failures: parts.flatMap(({ failures }) => failures),
  };
}

/** Groups that one query may name. [M StartQuery] */
export const GROUPS_OF_QUERY = 50;

export function batchesOf<T>(groups: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(groups.length / GROUPS_OF_QUERY) }, (_, i) =>
    groups.slice(i * GROUPS_OF_QUERY, (i + 1) * GROUPS_OF_QUERY),
  );
}
