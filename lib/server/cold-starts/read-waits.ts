import "server-only";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import { askInsights, batchesOf, type InsightsAnswer } from "@/lib/server/ask-insights";
import {
  COLD_REPORTS,
  failedInits,
  firstStarts,
  waitsOfRows,
} from "@/lib/server/cold-starts/cold-requests-query";
import type { ViewRequest } from "@/lib/server/view-request";

const MOST_ROWS = 10_000;
/** Names of streams that fit into a query of 10,000 characters. [M StartQuery] */
const MOST_STREAMS = 100;

export interface WaitsRead extends Pick<InsightsAnswer, "bytesScanned" | "whole" | "failures"> {
  /** By Lambda request id, in milliseconds. */
  readonly waits: ReadonlyMap<string, number>;
}

/**
 * Which requests waited for an init or a restore, by Logs Insights: one query for up to 50 groups, and where inits failed
 * another one of their groups alone.
 */
export async function readWaits(
  view: ViewRequest,
  groups: readonly string[],
  environments: readonly EnvironmentFacts[],
  { read }: Reach,
): Promise<WaitsRead> {
  const ask = (names: readonly string[], text: string) =>
    askInsights(view, { groups: names, ...read, text, limit: MOST_ROWS });
  const failed = failedInits(environments);
  const asked = failed.slice(0, MOST_STREAMS);
  const failedGroups = [...new Set(asked.map(({ group }) => group))];
  const [cold, starts] = await Promise.all([
    Promise.all(batchesOf(groups).map((batch) => ask(batch, COLD_REPORTS))),
    Promise.all(
      batchesOf(failedGroups).map((batch) => {
        const own = asked.filter(({ group }) => batch.includes(group));
        return ask(batch, firstStarts(own));
      }),
    ),
  ]);
  const waits = new Map(cold.flatMap(({ rows }) => waitsOfRows(rows)));
  for (const { requestId, stream, log = "" } of starts.flatMap(({ rows }) => rows)) {
    const own = asked.find((one) => one.stream === stream && log.endsWith(one.group));
    const ms = own?.initReport?.durationMs ?? null;
    if (requestId !== undefined && requestId !== "" && ms !== null) waits.set(requestId, ms);
  }
  const all = [...cold, ...starts];
  return {
    waits,
    whole: failed.length === asked.length && all.every(({ whole }) => whole),
    bytesScanned: all.reduce((sum, one) => sum + one.bytesScanned, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}
