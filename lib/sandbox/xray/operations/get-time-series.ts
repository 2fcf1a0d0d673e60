import type { JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { selects } from "@/lib/sandbox/xray/filter/evaluate";
import type { Filter } from "@/lib/sandbox/xray/filter/syntax";
import { minuteGraphs } from "@/lib/sandbox/xray/graph/minute-graphs";
import type { ServiceGraph } from "@/lib/sandbox/xray/graph/service-graph";
import {
  merge,
  noStatistics,
  type Statistics,
  totalOf,
  wireHistogram,
  wireStatistics,
} from "@/lib/sandbox/xray/graph/statistics";
import { filterOf } from "@/lib/sandbox/xray/operations/filter-input";
import { groupOf } from "@/lib/sandbox/xray/operations/groups";
import { invalidRequest, optionalNumber, timeWindow } from "@/lib/sandbox/xray/operations/input";
import { listPage, pagePosition } from "@/lib/sandbox/xray/operations/page-token";

const PAGE_POINTS = 200;

/** What an entity selector may be: one service or one edge; without one, the edges from clients. */
type Entity = Extract<Filter, { kind: "service" | "edge" }> | undefined;

/**
 * Statistics per period (60 or 300 s) of a service or an edge. Periods without traces have no point. Without a selector
 * these are edge statistics; taken here as those of the calls that enter from clients. [M]
 */
export const getTimeSeriesServiceStatistics: Operation = async (input, context) => {
  const window = timeWindow(input);
  groupOf(input, context.world);
  const periodMs = periodOf(input) * 1000;
  const entity = entityOf(input);
  const { accountId } = context.world.account;
  const position = pagePosition("GetTimeSeriesServiceStatistics", input) ?? {
    next: 0,
    asOfMs: context.nowMs,
  };
  const periods = new Map<number, Statistics>();
  for (const { minuteMs, graph } of await minuteGraphs(context, window, position.asOfMs)) {
    const startMs = Math.floor(minuteMs / periodMs) * periodMs;
    const statistics = periods.get(startMs) ?? noStatistics();
    periods.set(startMs, statistics);
    addEntity(statistics, graph, entity, accountId);
  }
  const field = entity?.kind === "service" ? "ServiceSummaryStatistics" : "EdgeSummaryStatistics";
  const points = [...periods]
    .filter(([, statistics]) => totalOf(statistics) > 0)
    .map(([startMs, statistics]) => ({
      Timestamp: startMs / 1000,
      [field]: wireStatistics(statistics),
      ResponseTimeHistogram: wireHistogram(statistics.histogram),
    }));
  const { page, NextToken } = listPage(
    "GetTimeSeriesServiceStatistics",
    input,
    points,
    PAGE_POINTS,
    position,
  );
  return { TimeSeriesServiceStatistics: page, ContainsOldGroupVersions: false, NextToken };
};

function periodOf(input: JsonObject): 60 | 300 {
  const period = optionalNumber(input, "Period") ?? 60;
  if (period !== 60 && period !== 300) throw invalidRequest("Period must be 60 or 300");
  return period;
}

function entityOf(input: JsonObject): Entity {
  const filter = filterOf(input, "EntitySelectorExpression");
  if (filter === undefined) return undefined;
  if (filter.kind !== "service" && filter.kind !== "edge") {
    throw invalidRequest("EntitySelectorExpression must be an id, service or edge function");
  }
  if (filter.block !== null) throw invalidRequest("EntitySelectorExpression must not have a block");
  return filter;
}

function addEntity(into: Statistics, graph: ServiceGraph, entity: Entity, accountId: string): void {
  if (entity?.kind === "service") {
    for (const { service, statistics } of graph.nodes.values()) {
      if (selects(entity.selector, { ...service, accountId })) merge(into, statistics);
    }
    return;
  }
  for (const edge of graph.edges.values()) {
    const from = graph.nodes.get(edge.from)?.service;
    const to = graph.nodes.get(edge.to)?.service;
    if (!from || !to) continue;
    const isSelected =
      entity === undefined
        ? from.type === "client"
        : selects(entity.from, { ...from, accountId }) && selects(entity.to, { ...to, accountId });
    if (isSelected) merge(into, edge.statistics);
  }
}
