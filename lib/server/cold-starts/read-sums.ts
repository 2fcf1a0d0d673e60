import "server-only";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import type { Failure } from "@/lib/model/failure";
import { askGroups } from "@/lib/server/ask-insights";
import { sumsQuery } from "@/lib/server/cold-starts/sums-query";
import { environmentsOfRows } from "@/lib/server/cold-starts/sums-rows";
import type { ViewRequest } from "@/lib/server/view-request";

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
  const { fromMs, toMs } = reach.read;
  const text = sumsQuery(reach);
  const found = await askGroups(view, { groups, fromMs, toMs, text, limit: MOST_ROWS });
  return {
    environments: environmentsOfRows(found.rows, reach),
    bytesScanned: found.bytesScanned,
    cut: found.cut,
    failures: found.failures,
  };
}
