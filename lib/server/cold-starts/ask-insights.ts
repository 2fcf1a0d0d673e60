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

/** Groups that one query may name. [M StartQuery] */
const MOST_GROUPS = 50;

export function batchesOf<T>(groups: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(groups.length / MOST_GROUPS) }, (_, i) =>
    groups.slice(i * MOST_GROUPS, (i + 1) * MOST_GROUPS),
  );
}
