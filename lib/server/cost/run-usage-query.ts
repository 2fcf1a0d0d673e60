import "server-only";
import { type InsightsRow, type InsightsState, runInsightsQuery } from "@/lib/aws/logs-insights";
import type { Failure } from "@/lib/model/failure";
import type { Window } from "@/lib/model/metric";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Groups that one query may name. [M StartQuery] */
const MOST_GROUPS = 50;
/** Up to 100,000 may be asked for; they come in pages of 10,000. [M StartQuery] */
const MOST_ROWS = 50_000;

export interface UsageRows {
  readonly rows: readonly InsightsRow[];
  readonly bytesScanned: number;
  /** Groups of which not every row is there: the query failed, or had more rows than it may have. */
  readonly unread: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

/** Asks Logs Insights one question, in one query for up to 50 groups. The groups have to exist. */
export async function runUsageQuery(
  view: ViewRequest,
  groups: readonly string[],
  read: Pick<Window, "fromMs" | "toMs">,
  text: string,
): Promise<UsageRows> {
  const batches = Array.from({ length: Math.ceil(groups.length / MOST_GROUPS) }, (_, i) =>
    groups.slice(i * MOST_GROUPS, (i + 1) * MOST_GROUPS),
  );
  const parts = await Promise.all(batches.map((batch) => runBatch(view, batch, read, text)));
  return {
    rows: parts.flatMap(({ rows }) => rows),
    bytesScanned: parts.reduce((sum, part) => sum + part.bytesScanned, 0),
    unread: new Set(parts.flatMap(({ unread }) => [...unread])),
    failures: parts.flatMap(({ failures }) => failures),
  };
}

async function runBatch(
  view: ViewRequest,
  groups: readonly string[],
  { fromMs, toMs }: Pick<Window, "fromMs" | "toMs">,
  text: string,
): Promise<UsageRows> {
  let last: InsightsState | null = null;
  try {
    const query = { groups, fromMs, toMs, text, limit: MOST_ROWS };
    for await (const state of runInsightsQuery(view.scope, query)) last = state;
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null || view.scope.signal.aborted) throw error;
    return { rows: [], bytesScanned: 0, unread: new Set(groups), failures: [failure] };
  }
  if (last?.state !== "complete") throw new Error("An Insights query ended without its last state.");
  const { rows, bytesScanned } = last;
  return { rows, bytesScanned, unread: new Set(rows.length >= MOST_ROWS ? groups : []), failures: [] };
}
