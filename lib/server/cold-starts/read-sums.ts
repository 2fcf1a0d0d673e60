import "server-only";
import { type InsightsState, runInsightsQuery } from "@/lib/aws/logs-insights";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import type { Failure } from "@/lib/model/failure";
import { sumsQuery } from "@/lib/server/cold-starts/sums-query";
import { environmentsOfRows } from "@/lib/server/cold-starts/sums-rows";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Groups that one query may name. [M StartQuery] */
const MOST_GROUPS = 50;
/** Environments, with up to three rows each. [D cloudwatch_limits_cwl] */
const MOST_ROWS = 10_000;

export interface SumsRead {
  readonly environments: readonly EnvironmentFacts[];
  readonly bytesScanned: number;
  /** Groups of a query that failed or had more rows than one may have. */
  readonly cut: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

/** Asks Logs Insights, one query for up to 50 groups. The groups have to exist. */
export async function readSums(
  view: ViewRequest,
  groups: readonly string[],
  reach: Reach,
): Promise<SumsRead> {
  const batches = Array.from({ length: Math.ceil(groups.length / MOST_GROUPS) }, (_, i) =>
    groups.slice(i * MOST_GROUPS, (i + 1) * MOST_GROUPS),
  );
  const parts = await Promise.all(batches.map((batch) => readBatch(view, batch, reach)));
  return {
    environments: parts.flatMap(({ environments }) => environments),
    bytesScanned: parts.reduce((total, part) => total + part.bytesScanned, 0),
    cut: new Set(parts.flatMap(({ cut }) => [...cut])),
    failures: parts.flatMap(({ failures }) => failures),
  };
}

async function readBatch(view: ViewRequest, groups: readonly string[], reach: Reach): Promise<SumsRead> {
  const { fromMs, toMs } = reach.read;
  let last: InsightsState | null = null;
  try {
    const query = { groups, fromMs, toMs, text: sumsQuery(reach), limit: MOST_ROWS };
    for await (const state of runInsightsQuery(view.scope, query)) last = state;
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null || view.scope.signal.aborted) throw error;
    return { environments: [], bytesScanned: 0, cut: new Set(groups), failures: [failure] };
  }
  if (last?.state !== "complete") throw new Error("An Insights query ended without its last state.");
  return {
    environments: environmentsOfRows(last.rows, reach),
    bytesScanned: last.bytesScanned,
    cut: new Set(last.rows.length >= MOST_ROWS ? groups : []),
    failures: [],
  };
}
