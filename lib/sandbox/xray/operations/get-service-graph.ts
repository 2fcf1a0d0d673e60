import type { Operation } from "@/lib/sandbox/http/contract";
import { mergedGraph, minuteGraphs, queueLookup } from "@/lib/sandbox/xray/graph/minute-graphs";
import { addTrace, emptyGraph } from "@/lib/sandbox/xray/graph/service-graph";
import { wireServices } from "@/lib/sandbox/xray/graph/wire-services";
import { groupOf } from "@/lib/sandbox/xray/operations/groups";
import { isIndexed } from "@/lib/sandbox/xray/operations/indexing";
import { timeWindow, traceIdList } from "@/lib/sandbox/xray/operations/input";
import { listPage, pagePosition } from "@/lib/sandbox/xray/operations/page-token";
import { traceRootOf } from "@/lib/sandbox/xray/traces/trace-root";
import { viewTrace } from "@/lib/sandbox/xray/traces/trace-view";

/** Services per page. Edges point to services of any page, by ReferenceId. */
const PAGE_SERVICES = 50;

/** Ids that a trace graph may be asked of. */
const MOST_IDS = 25;

/** The map of all traces that began in a window of at most six hours. */
export const getServiceGraph: Operation = async (input, context) => {
  const window = timeWindow(input);
  groupOf(input, context.world);
  const position = pagePosition("GetServiceGraph", input) ?? { next: 0, asOfMs: context.nowMs };
  const minutes = await minuteGraphs(context, window, position.asOfMs);
  const graph = mergedGraph(minutes.map((minute) => minute.graph));
  const services = wireServices(graph, context.world.account.accountId);
  const { page, NextToken } = listPage("GetServiceGraph", input, services, PAGE_SERVICES, position);
  return {
    StartTime: window.fromMs / 1000,
    EndTime: window.toMs / 1000,
    Services: page,
    ContainsOldGroupVersions: false,
    NextToken,
  };
};

/** The map of some traces; ids that X-Ray does not know add nothing. */
export const getTraceGraph: Operation = (input, { world, nowMs }) => {
  const ids = traceIdList(input, MOST_IDS);
  const position = pagePosition("GetTraceGraph", input) ?? { next: 0, asOfMs: nowMs };
  const queueOf = queueLookup(world);
  const graph = emptyGraph();
  for (const id of new Set(ids)) {
    const root = isIndexed(world, id) ? traceRootOf(world, id) : undefined;
    const view = root && viewTrace(world, root, position.asOfMs);
    if (view) addTrace(graph, view.tree, queueOf);
  }
  const services = wireServices(graph, world.account.accountId);
  const { page, NextToken } = listPage("GetTraceGraph", input, services, PAGE_SERVICES, position);
  return { Services: page, NextToken };
};
