import "server-only";
import { groupOfLog, type InsightsRow } from "@/lib/aws/logs-insights";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import { type CountedRequests, type FeltRequest, feltByCounts } from "@/lib/cold-starts/felt-by-counts";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import { askInsights, batchesOf } from "@/lib/server/ask-insights";
import {
  type AccessQuery,
  accessQuery,
  calledId,
  countsOfRoutes,
  isCalled,
  latencyOf,
  routeOf,
  slowRequests,
} from "@/lib/server/cold-starts/access-query";
import type { RoutesRead } from "@/lib/server/cold-starts/read-routes";
import { readWaits } from "@/lib/server/cold-starts/read-waits";
import { functionsOfRoute, type StageLog } from "@/lib/server/cold-starts/stage-logs";
import type { ViewRequest } from "@/lib/server/view-request";

/** Distinct latencies of routes, and requests as slow as a cold start. [M StartQuery] */
const MOST_ROWS = 50_000;
/** Request ids that fit into a query of 10,000 characters. [M StartQuery] */
const MOST_IDS = 150;

/** One way of writing access logs, and the stages that do. */
interface Batch {
  readonly query: AccessQuery;
  readonly stageOf: ReadonlyMap<string, StageLog>;
}

/**
 * How much of the latency of each route was cold starts, by Logs Insights: requests counted by route and latency, and of
 * those that may have waited the requests themselves. A stage whose access log does not name the function's request is
 * left out, for its execution log would be far more to scan.
 */
export async function readRoutesBySums(
  view: ViewRequest,
  stages: readonly StageLog[],
  read: { readonly environments: readonly EnvironmentFacts[]; readonly groups: readonly string[] },
  functions: readonly ColdFunction[],
  reach: Reach,
): Promise<RoutesRead & { readonly bytesScanned: number }> {
  const batches = batchesOfFormats(stages, reach);
  const [counts, waits] = await Promise.all([
    Promise.all(batches.map((batch) => ask(view, batch, countsOfRoutes(batch.query), reach))),
    readWaits(view, read.groups, read.environments, reach),
  ]);
  const slow = await Promise.all(
    waits.waits.size === 0
      ? []
      : batches.map((batch) => ask(view, batch, slowTextOf(batch.query, waits.waits), reach)),
  );
  const cut = new Set([...counts, ...slow].flatMap(({ batch, whole }) => (whole ? [] : [batch])));
  const told = batches.filter((batch) => !cut.has(batch) && waits.whole);
  const toldStages = new Set(told.flatMap(({ stageOf }) => [...stageOf.values()]));
  const counted = counts.flatMap(({ batch, rows }) =>
    told.includes(batch) ? rows.flatMap(countedOf(batch)) : [],
  );
  const felt = slow.flatMap(({ batch, rows }) =>
    told.includes(batch) ? rows.flatMap(feltOf(batch, waits.waits)) : [],
  );
  const known = new Set(functions.flatMap(({ name, state }) => (state === "known" ? [name] : [])));
  const asked = [...counts, ...slow];
  return {
    routes: feltByCounts(counted, felt, (route) => knownBehind(route, stages, known)),
    missing: stages.flatMap((stage) => (toldStages.has(stage) ? [] : [stage.label])),
    failures: [...waits.failures, ...asked.flatMap(({ failures }) => failures)],
    bytesScanned: waits.bytesScanned + asked.reduce((sum, one) => sum + one.bytesScanned, 0),
  };
}

/** Stages of one format are one query. */
function batchesOfFormats(stages: readonly StageLog[], { window }: Reach): Batch[] {
  const formats = new Map<string, (readonly [string, StageLog])[]>();
  for (const stage of stages) {
    if (stage.format === null) continue;
    const own = stage.groups.map(({ name }) => [name, stage] as const);
    formats.set(stage.format, [...(formats.get(stage.format) ?? []), ...own]);
  }
  return [...formats].flatMap(([format, groups]) => {
    const query = accessQuery(format, window);
    if (query === null) return [];
    return batchesOf(groups).map((some) => ({ query, stageOf: new Map(some) }));
  });
}

async function ask(view: ViewRequest, batch: Batch, text: string, { window }: Reach) {
  const groups = [...batch.stageOf.keys()];
  const { fromMs, toMs } = window;
  return {
    batch,
    ...(await askInsights(view, { groups, fromMs, toMs, text, limit: MOST_ROWS })),
  };
}

/** A request took at least as long as what it waited for; few of them are named. */
function slowTextOf(query: AccessQuery, waits: ReadonlyMap<string, number>): string {
  const leastMs = [...waits.values()].reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY);
  return slowRequests(query, leastMs, waits.size <= MOST_IDS ? [...waits.keys()] : null);
}

function labelledRoute({ stageOf }: Batch, row: InsightsRow): string | null {
  const stage = stageOf.get(groupOfLog(row.log));
  return stage === undefined ? null : `${stage.label} ${routeOf(row)}`;
}

const countedOf =
  (batch: Batch) =>
  (row: InsightsRow): CountedRequests[] => {
    const route = labelledRoute(batch, row);
    if (route === null) return [];
    return [
      { route, latencyMs: latencyOf(row), called: isCalled(row), count: Number(row.requests ?? 0) || 0 },
    ];
  };

const feltOf =
  (batch: Batch, waits: ReadonlyMap<string, number>) =>
  (row: InsightsRow): FeltRequest[] => {
    const route = labelledRoute(batch, row);
    const latencyMs = latencyOf(row);
    const waitMs = waits.get(calledId(row) ?? "");
    return route === null || latencyMs === null || waitMs === undefined ? [] : [{ route, latencyMs, waitMs }];
  };

function knownBehind(
  labelled: string,
  stages: readonly StageLog[],
  known: ReadonlySet<string>,
): readonly string[] | null {
  const stage = stages.find(({ label }) => labelled.startsWith(`${label} `));
  const behind = stage === undefined ? null : functionsOfRoute(stage, labelled.slice(stage.label.length + 1));
  return behind?.every((name) => known.has(name)) ? [...behind].sort() : null;
}
